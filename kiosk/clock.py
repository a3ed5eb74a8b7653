"""Time, as a port: tests let a minute pass at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Alarm(Protocol):
    """Something that will ring once, unless it is cancelled."""

    def cancel(self) -> None:
        """Make sure that it does not ring; harmless when it has rung."""


class Clock(Protocol):
    """Two clocks in one: `monotonic` for spans, `now` for what people read."""

    def monotonic(self) -> float:
        """Return seconds that only ever grow, also over a suspended machine where the OS can."""

    def now(self) -> datetime:
        """Return the time of day in the machine's zone (aware)."""

    def after(self, seconds: float, ring: Callable[[], None]) -> Alarm:
        """Call `ring` on the screen's thread after `seconds`."""
