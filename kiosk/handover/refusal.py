"""Why a code gave nothing: a closed list. The texts are `taking-over-<word>`."""

from enum import Enum

from kiosk.errors import Busy, KioskError, Withdrawn
from kiosk.handover.draft import NotADraftError


class Refusal(Enum):
    """Each names a text that says what to do next."""

    MALFORMED = "malformed"
    """It has not six characters, or one that no code has."""
    UNKNOWN = "unknown"
    """Nothing waits under it: mistyped, too old, or already taken."""
    SLOWED = "slowed"
    """The portal wants whoever types wrong codes to wait."""
    UNREADABLE = "unreadable"
    """Something waited under it that is no draft of ours, or one of a newer program."""
    UNREACHABLE = "unreachable"
    """The portal cannot be asked."""


def refusal_of(error: Exception) -> tuple[Refusal, str]:
    """Return what is said about `error`, and the code for IT, '' where nothing is wrong here."""
    match error:
        case Withdrawn():
            return Refusal.UNKNOWN, ""
        case Busy():
            return Refusal.SLOWED, ""
        case NotADraftError():
            return Refusal.UNREADABLE, error.code
        case KioskError():
            return Refusal.UNREACHABLE, error.code
        case _:
            return Refusal.UNREACHABLE, "fault"
