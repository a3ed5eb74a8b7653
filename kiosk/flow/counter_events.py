"""What can happen in a visit beyond one terminal: cases, agreement, hand-over, the outbox."""

from dataclasses import dataclass, field
from typing import TypeAlias

from kiosk.flow.states import Base
from kiosk.session import IdentityDocument


@dataclass(frozen=True)
class NewCaseWanted:
    """The next walk-in is served; what is open is held."""


@dataclass(frozen=True)
class HoldWanted:
    """What is open waits; its visitor comes back to it."""


@dataclass(frozen=True)
class CaseWanted:
    """Held case `number` goes on; what is open is held."""

    number: int


@dataclass(frozen=True)
class CaseResumed:
    """It is back; it stood at `state`."""

    state: Base


@dataclass(frozen=True)
class AnotherWanted:
    """The same visitor, or somebody of the family, has another matter in the same visit."""


@dataclass(frozen=True)
class ReuseWanted:
    """What was answered before in this visit is wanted in this form, too.

    `person`: all of it is the same person's; else only address and contact, of the family.
    """

    person: bool


@dataclass(frozen=True)
class IdentitySeen:
    """Staff saw a document of identity; None takes that back. Its number is never asked."""

    seen: IdentityDocument | None


@dataclass(frozen=True)
class AgreementWanted:
    """The visitor is asked, on a screen, whether all is right."""


@dataclass(frozen=True)
class AgreementGiven:
    """...and said yes; `in_words`: to staff who read it out, not on the screen."""

    in_words: bool = False


@dataclass(frozen=True)
class AgreementRefused:
    """...and said that something has to be changed."""


@dataclass(frozen=True)
class VisitorLanguageChosen:
    """The visitor chose a language on the screen that faces them; staff's keeps its own."""

    language: str


@dataclass(frozen=True)
class HandOverWanted:
    """The case goes on elsewhere: from terminal to counter, or the other way."""


@dataclass(frozen=True)
class HandoverReady:
    """The sealed draft lies at the portal, and the code is on the view."""


@dataclass(frozen=True)
class HandoverFailed:
    """It does not. `code` is for IT."""

    code: str


@dataclass(frozen=True)
class HandoverTaken:
    """Somebody went on with it elsewhere."""


@dataclass(frozen=True)
class HandoverExpired:
    """Nobody took it in time; the portal forgot it. The answers are still here."""


@dataclass(frozen=True)
class TakeOverWanted:
    """Somebody has a code."""


@dataclass(frozen=True)
class CodeEntered:
    """...and typed it. No log shows it, and no state holds it."""

    handover_code: str = field(repr=False)


@dataclass(frozen=True)
class DraftTaken:
    """It was right: the answers to `service` are in the session now."""

    service: str


@dataclass(frozen=True)
class DraftRefused:
    """It was not. `refusal` is a word of kiosk/handover/refusal.py, `code` is for IT."""

    refusal: str
    code: str = ""


@dataclass(frozen=True)
class StoreWanted:
    """The portal cannot be reached: the submission is to be sealed into the outbox."""


@dataclass(frozen=True)
class WasStored:
    """It is sealed, and on the disk."""


@dataclass(frozen=True)
class StoreFailed:
    """It is not. `code` is for IT."""

    code: str


@dataclass(frozen=True)
class ExpiredKnown:
    """Staff know which submissions of the outbox were not sent in time."""


CounterEvent: TypeAlias = (
    NewCaseWanted
    | HoldWanted
    | CaseWanted
    | CaseResumed
    | AnotherWanted
    | ReuseWanted
    | IdentitySeen
    | AgreementWanted
    | AgreementGiven
    | AgreementRefused
    | VisitorLanguageChosen
    | HandOverWanted
    | HandoverReady
    | HandoverFailed
    | HandoverTaken
    | HandoverExpired
    | TakeOverWanted
    | CodeEntered
    | DraftTaken
    | DraftRefused
    | StoreWanted
    | WasStored
    | StoreFailed
    | ExpiredKnown
)
