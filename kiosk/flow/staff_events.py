"""What can happen while staff sign in, and behind the lock of a counter."""

from dataclasses import dataclass, field
from typing import TypeAlias

from kiosk.flow.events import VisitEvent


@dataclass(frozen=True)
class WipedUnattended:
    """Nothing is left of the last visit, and nobody of staff is signed in."""


@dataclass(frozen=True)
class SignInOffered:
    """A code is ready that a staff member approves at a device of their own."""


@dataclass(frozen=True)
class SignInDenied:
    """...and said no to."""


@dataclass(frozen=True)
class SignInLapsed:
    """...and nobody did in time."""


@dataclass(frozen=True)
class SignInFailed:
    """The keyring or the portal could not be asked. `code` is for IT."""

    code: str


@dataclass(frozen=True)
class Recognized:
    """The keyring's owner signed in without another device; the PIN has to follow."""


@dataclass(frozen=True)
class SignedIn:
    """A staff member signed in at another device; `pin_known`: they have a PIN here."""

    pin_known: bool


@dataclass(frozen=True)
class PinChosen:
    """A PIN was typed twice. No log shows it, and no state holds it."""

    pin: str = field(repr=False)


@dataclass(frozen=True)
class PinKept:
    """Its hash is in the keyring."""


@dataclass(frozen=True)
class PinNotKept:
    """It is not. `code` is for IT."""

    code: str


@dataclass(frozen=True)
class LockWanted:
    """The counter is to be locked: by key, by button, after a sleep of the machine."""


@dataclass(frozen=True)
class PinEntered:
    """A PIN was typed to unlock. No log shows it, and no state holds it."""

    pin: str = field(repr=False)


@dataclass(frozen=True)
class PinAccepted:
    """It was right."""


@dataclass(frozen=True)
class PinRefused:
    """It was wrong, or came too early; `left` more tries remain."""

    left: int


@dataclass(frozen=True)
class PinUnchecked:
    """It could not be checked. `code` is for IT."""

    code: str


@dataclass(frozen=True)
class StaffLost:
    """Every try is used up, or the portal ended the sign-in: it has to begin anew."""


@dataclass(frozen=True)
class SignOutWanted:
    """The staff member's sign-in is to end."""


@dataclass(frozen=True)
class ReadinessWanted:
    """Somebody of staff wants to know whether the terminal is ready to open."""


@dataclass(frozen=True)
class ReadinessKnown:
    """The report is made."""


@dataclass(frozen=True)
class ReadinessUnknown:
    """It could not be made."""


StaffEvent: TypeAlias = (
    WipedUnattended
    | SignInOffered
    | SignInDenied
    | SignInLapsed
    | SignInFailed
    | Recognized
    | SignedIn
    | PinChosen
    | PinKept
    | PinNotKept
    | LockWanted
    | PinEntered
    | PinAccepted
    | PinRefused
    | PinUnchecked
    | StaffLost
    | SignOutWanted
    | ReadinessWanted
    | ReadinessKnown
    | ReadinessUnknown
)

Event: TypeAlias = VisitEvent | StaffEvent
"""What can happen at a counter."""
