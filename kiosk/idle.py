"""When nobody is here any more. Real time counts, also over a suspended machine."""

from collections.abc import Callable

from kiosk import flow
from kiosk.clock import Alarm, Clock
from kiosk.policy import Policy

REFRESH_SECONDS = 300.0
"""So often the services are fetched anew while nobody is here."""

LONGEST_SENDING_SECONDS = 600.0
"""No submission takes longer, documents and all: whoever waits is told then."""


class Idle:
    """Calls `ring` once, `seconds` after the last `restart`.

    A machine that slept does not ring at once when it wakes: `overdue` lets the first touch after
    the sleep find out that the visitor before is long gone.
    """

    def __init__(self, clock: Clock, ring: Callable[[], None]) -> None:
        self._clock = clock
        self._ring = ring
        self._alarm: Alarm | None = None
        self._due = float("inf")

    def restart(self, seconds: float) -> None:
        """Ring `seconds` from now, and at no earlier time."""
        self.stop()
        self._due = self._clock.monotonic() + seconds
        self._alarm = self._clock.after(seconds, self._ring)

    def stop(self) -> None:
        """Do not ring."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None
        self._due = float("inf")

    def overdue(self, grace: float) -> bool:
        """Whether it should have rung more than `grace` seconds ago."""
        return self._clock.monotonic() > self._due + grace


def patience(state: flow.State, policy: Policy) -> float | None:
    """Return how many seconds `state` may stand before something is done, None for ever."""
    match state:
        case flow.Wiping() | flow.Closed():
            return None
        case flow.Attract() if not policy.staff_signs_in:
            return REFRESH_SECONDS
        case flow.Submitting() | flow.Storing():
            return LONGEST_SENDING_SECONDS
        case flow.Locked(inside=flow.Submitting() | flow.Storing()):
            return LONGEST_SENDING_SECONDS
        case flow.Locked():
            return policy.locked_seconds if state.hides_a_visit else None
        case flow.SigningIn() if state.hides_a_visit:
            return policy.locked_seconds
        case flow.Warned():
            return policy.warning_seconds
        case _:
            return policy.idle_seconds


def begins_anew(before: flow.State, after: flow.State, policy: Policy) -> bool:
    """Whether the time begins anew where `after` follows: a wrong PIN keeps no visit alive."""
    hidden = all(isinstance(state, flow.Locked | flow.SigningIn) for state in (before, after))
    return not hidden or patience(before, policy) != patience(after, policy)
