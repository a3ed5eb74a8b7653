"""A clock that a test moves: a minute passes at once."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

START = datetime(2026, 11, 24, 10, 15, tzinfo=timezone(timedelta(hours=1)))


class FakeAlarm:
    def __init__(self, due: float, ring: Callable[[], None]) -> None:
        self.due = due
        self.ring = ring
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeClock:
    """See `kiosk.clock.Clock`."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._alarms: list[FakeAlarm] = []

    def monotonic(self) -> float:
        return self._seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self._seconds)

    def after(self, seconds: float, ring: Callable[[], None]) -> FakeAlarm:
        alarm = FakeAlarm(self._seconds + seconds, ring)
        self._alarms.append(alarm)
        return alarm

    def advance(self, seconds: float) -> None:
        """Let time pass; alarms ring in order, each at its own moment."""
        end = self._seconds + seconds
        while due := [a for a in self._alarms if not a.cancelled and a.due <= end]:
            alarm = min(due, key=lambda found: found.due)
            self._alarms.remove(alarm)
            self._seconds = alarm.due
            alarm.ring()
        self._seconds = end

    def sleep(self, seconds: float) -> None:
        """Let time pass on a suspended machine: nothing rings."""
        self._seconds += seconds
