"""The machine's clock, with alarms that ring on the screen's thread."""

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer

from kiosk.clock import Alarm


class QtAlarm:
    """A single-shot timer."""

    def __init__(self, seconds: float, ring: Callable[[], None]) -> None:
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(ring)
        self._timer.start(int(seconds * 1000))

    def cancel(self) -> None:
        """Make sure that it does not ring."""
        self._timer.stop()


class QtClock:
    """See `kiosk.clock.Clock`."""

    @staticmethod
    def monotonic() -> float:
        """Return seconds that go on while the machine is suspended, where the system has them."""
        boot_time = getattr(time, "CLOCK_BOOTTIME", None)  # Linux
        return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)

    @staticmethod
    def now() -> datetime:
        """Return the time of day in the machine's zone."""
        return datetime.now().astimezone()

    @staticmethod
    def after(seconds: float, ring: Callable[[], None]) -> Alarm:
        """Call `ring` once, `seconds` from now."""
        return QtAlarm(seconds, ring)
