"""Where a counter stands while nobody of staff is at it, and while it is locked."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from kiosk.flow.states import (
    Attract,
    Base,
    Failed,
    OutOfService,
    Overlay,
    Reviewing,
    Storing,
    Submitting,
    VisitState,
    Wiping,
)

_START = Attract()


class SignInStep(Enum):
    """How far a staff member's sign-in has come."""

    PREPARING = "preparing"
    """The keyring and the portal are asked."""
    WAITING = "waiting"
    """A code is shown."""
    DENIED = "denied"
    EXPIRED = "expired"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        """Whether it goes on only if somebody begins anew."""
        return self in {SignInStep.DENIED, SignInStep.EXPIRED, SignInStep.FAILED}


@dataclass(frozen=True)
class SigningIn:
    """Nobody of staff is at this counter; somebody signs in. `code` is for IT.

    The code that is compared and its address are on the view, not here. `inside` is where it goes
    on: at the start screen, or before what could not be sent because the sign-in had ended; where
    that may have arrived before, it can only be sent again as it was.
    """

    step: SignInStep = SignInStep.PREPARING
    code: str = ""
    inside: Attract | Reviewing | Failed = _START

    @property
    def hides_a_visit(self) -> bool:
        """Whether somebody's answers lie inside."""
        return not isinstance(self.inside, Attract)


@dataclass(frozen=True)
class ChoosingPin:
    """Who signed in for the first time chooses the PIN that unlocks the counter.

    `code` is why the last one was not kept, for IT.
    """

    keeping: bool = False
    code: str = ""


@dataclass(frozen=True)
class Locked:
    """The counter is locked; what lies inside is hidden, and given back when the PIN is right.

    `refused` says that the last PIN was wrong and `left` how many tries remain; `code` is why a
    PIN could not be checked, for IT.
    """

    inside: Wiping | Attract | OutOfService | Base | Overlay
    checking: bool = False
    refused: bool = False
    left: int = 0
    code: str = ""

    @property
    def may_be_left(self) -> bool:
        """Whether nothing is on its way to the portal or the outbox, which somebody waits for."""
        return not isinstance(self.inside, Submitting | Storing)

    @property
    def hides_a_visit(self) -> bool:
        """Whether somebody's answers may lie inside; nobody's may lie there for ever."""
        return not isinstance(self.inside, Wiping | Attract | OutOfService)


class Examined(Enum):
    """How far the look at the terminal has come."""

    NOT_YET = "not-yet"
    KNOWN = "known"
    UNKNOWN = "unknown"
    """It could not be made; a fault of ours."""


@dataclass(frozen=True)
class Readiness:
    """Staff open or close the counter: what was done today, and whether the terminal is ready.

    The numbers and the report are on the view.
    """

    examined: Examined = Examined.NOT_YET


State: TypeAlias = VisitState | SigningIn | ChoosingPin | Locked | Readiness
"""Where a counter can stand, with a visitor or without."""
