"""What has to be done for staff; `StaffDesk` does it."""

from dataclasses import dataclass, field
from typing import TypeAlias

from kiosk.flow.effects import VisitEffect
from kiosk.session import Contrast, TextSize


@dataclass(frozen=True)
class SignIn:
    """Have a staff member sign in; ends in `Recognized`, `SignedIn` or one of `SignIn...`."""


@dataclass(frozen=True)
class KeepPin:
    """Keep the hash of the staff member's PIN; ends in `PinKept` or `PinNotKept`."""

    pin: str = field(repr=False)


@dataclass(frozen=True)
class CheckPin:
    """Check it; ends in `PinAccepted`, `PinRefused`, `PinUnchecked` or `StaffLost`."""

    pin: str = field(repr=False)


@dataclass(frozen=True)
class SignOut:
    """End the staff member's sign-in, here and at the portal."""


@dataclass(frozen=True)
class Examine:
    """Look at everything the terminal needs; ends in `ReadinessKnown` or `ReadinessUnknown`."""


@dataclass(frozen=True)
class LookAtDesk:
    """From here on the pages of staff have this text size and contrast; no visit has."""

    text_size: TextSize
    contrast: Contrast


StaffEffect: TypeAlias = LookAtDesk | SignIn | KeepPin | CheckPin | SignOut

Effect: TypeAlias = VisitEffect | StaffEffect | Examine
"""What has to be done at a counter."""
