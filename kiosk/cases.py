"""Visits that are held while others are served: in memory only, each for a bounded time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from kiosk import flow
from kiosk.clock import Alarm, Clock
from kiosk.policy import Policy
from kiosk.sending import Outgoing
from kiosk.session import Session
from kiosk.shelf import Shelf
from kiosk.view import CaseLine
from kiosk.words import Words


@dataclass(frozen=True)
class Held:
    """A visit that waits: where it stood, and all that goes with it."""

    state: flow.Base
    session: Session = field(repr=False)
    shelf: Shelf = field(repr=False)
    outgoing: Outgoing | None = field(default=None, repr=False)
    """What was confirmed and may have arrived: it goes on under its own key."""


@dataclass(frozen=True)
class _Case:
    held: Held
    line: CaseLine
    ends: float


class Cases:
    """The held visits of this counter, by a number that people can say.

    Args:
        policy: how many may be held, and for how long (s).
        clock: rings when one has waited too long; it is gone then.
        gone: is called when one went by itself.
    """

    def __init__(self, policy: Policy, clock: Clock, gone: Callable[[], None]) -> None:
        self._policy, self._clock, self._gone = policy, clock, gone
        self._cases: dict[int, _Case] = {}
        self._alarm: Alarm | None = None

    @property
    def lines(self) -> tuple[CaseLine, ...]:
        """What the list says of them, in the order of their numbers."""
        return tuple(case.line for _, case in sorted(self._cases.items()))

    def hold(self, held: Held, owner: str) -> None:
        """Put a visit aside, under the lowest free number; `owner` serves it, for people."""
        number = next(n for n in range(1, len(self._cases) + 2) if n not in self._cases)
        title = held.shelf.service.title if held.shelf.service else Words()
        line = CaseLine(number, title, owner, self._clock.now())
        shelf = replace(held.shelf, code=None, files=None, handover=None)
        ends = self._clock.monotonic() + self._policy.held_seconds
        self._cases[number] = _Case(replace(held, shelf=shelf), line, ends)
        self._wait()

    def take(self, number: int) -> Held | None:
        """Return visit `number`, which is not held any more; None where there is none."""
        self._drop_old()
        case = self._cases.pop(number, None)
        self._wait()
        return case.held if case else None

    def forget(self) -> None:
        """Hold nothing any more."""
        self._cases.clear()
        self._wait()

    def _wait(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None
        if self._cases:
            soonest = min(case.ends for case in self._cases.values())
            left = max(0.0, soonest - self._clock.monotonic())
            self._alarm = self._clock.after(left, self._rang)

    def _rang(self) -> None:
        self._drop_old()
        self._wait()
        self._gone()

    def _drop_old(self) -> None:
        """Real time counts: a machine that slept did not ring."""
        now = self._clock.monotonic()
        self._cases = {n: case for n, case in self._cases.items() if case.ends > now}


def since(line: CaseLine, now: datetime) -> int:
    """Return for how many whole minutes the visit of `line` has waited."""
    return int((now - line.since).total_seconds() // 60)
