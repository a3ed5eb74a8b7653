"""What can happen in a visit. Event names are logged; an event never holds an answer."""

from dataclasses import dataclass
from typing import TypeAlias

from kiosk.flow.counter_events import CounterEvent
from kiosk.flow.states import Paper, Phone
from kiosk.session import Contrast, TextSize


@dataclass(frozen=True)
class Touched:
    """Somebody touched the attract screen."""


@dataclass(frozen=True)
class TerminalRefused:
    """Asked ahead of a visit, the portal or the keyring said that this terminal may not send."""

    code: str


@dataclass(frozen=True)
class TerminalAccepted:
    """...and this time it may."""


@dataclass(frozen=True)
class LanguageWanted:
    """The visitor wants another language."""


@dataclass(frozen=True)
class LanguageChosen:
    """...and chose one."""

    language: str


@dataclass(frozen=True)
class LookChosen:
    """The visitor chose a text size or a contrast."""

    text_size: TextSize
    contrast: Contrast


@dataclass(frozen=True)
class HelpWanted:
    """The visitor asked for help."""


@dataclass(frozen=True)
class MunicipalityWanted:
    """The visitor lives elsewhere."""


@dataclass(frozen=True)
class MunicipalityChosen:
    """...and chose where."""

    bfs: int


@dataclass(frozen=True)
class CategoryChosen:
    """A shelf of the catalogue was opened; '' is all of it."""

    category: str


@dataclass(frozen=True)
class ServiceChosen:
    """A service was chosen."""

    service: str


@dataclass(frozen=True)
class Begun:
    """The introduction was read; the form begins at page `page`."""

    page: int


@dataclass(frozen=True)
class Continued:
    """*Continue* was touched. The controller answers it with what is true of the answers."""


@dataclass(frozen=True)
class Advanced:
    """The page is in order; page `page` is next."""

    page: int


@dataclass(frozen=True)
class Completed:
    """The page is in order and was the last, or the review asked for it."""


@dataclass(frozen=True)
class Refused:
    """Something on page `page` is missing or wrong."""

    page: int


@dataclass(frozen=True)
class Back:
    """*Back* was touched. The controller turns it into `WentBack` where a page comes before."""


@dataclass(frozen=True)
class WentBack:
    """The page before is page `page`."""

    page: int


@dataclass(frozen=True)
class DocumentsWanted:
    """A file is wanted for the question at `pointer`, or those that lie ready once more."""

    pointer: str


@dataclass(frozen=True)
class DocumentChosen:
    """File `number` (from 0) of those that lie ready was chosen."""

    number: int


@dataclass(frozen=True)
class DocumentTaken:
    """It is part of the answer now."""


@dataclass(frozen=True)
class DocumentRefused:
    """It is not; `refusal` is a word of kiosk/documents/refusal.py."""

    refusal: str


@dataclass(frozen=True)
class PhoneChanged:
    """Something new is true of the way from the visitor's phone."""

    phone: Phone


@dataclass(frozen=True)
class ChangeWanted:
    """The review's *Change* for page `page`."""

    page: int


@dataclass(frozen=True)
class Confirmed:
    """The review was confirmed; `key` (a UUID) is made here, once."""

    key: str


@dataclass(frozen=True)
class Retried:
    """*Try again* was touched."""


@dataclass(frozen=True)
class PrintWanted:
    """The visitor wants a document on paper: 0 is the confirmation, else an official one."""

    document: int = 0


@dataclass(frozen=True)
class PreviewWanted:
    """The visitor wants to see page `sheet` of a document, numbered as in `PrintWanted`."""

    sheet: int
    document: int = 0


@dataclass(frozen=True)
class MailWanted:
    """The visitor wants a copy at the address that stands in the answers."""


@dataclass(frozen=True)
class MailEnded:
    """Whether the portal took the copy over."""

    sent: bool


@dataclass(frozen=True)
class PaperTaken:
    """The visitor has the paper."""


@dataclass(frozen=True)
class NoPaperCame:
    """The visitor says that nothing came out."""


@dataclass(frozen=True)
class ApplicationWanted:
    """Nothing could be sent: the visitor wants the answers on paper, to hand them in."""


@dataclass(frozen=True)
class Stayed:
    """Somebody is still here, or does not want to leave after all."""


@dataclass(frozen=True)
class LeaveWanted:
    """*Finish and delete* was touched."""


@dataclass(frozen=True)
class Left:
    """The visit is over."""


@dataclass(frozen=True)
class WentIdle:
    """Nobody touched anything for the policy's idle time."""


@dataclass(frozen=True)
class WarningExpired:
    """...and nobody answered."""


@dataclass(frozen=True)
class Loaded:
    """What was being opened is here.

    `begins` is the page where its form begins at once, None where it is introduced first.
    """

    begins: int | None = None


@dataclass(frozen=True)
class LoadFailed:
    """It is not; words for the state `Failed`."""

    problem: str
    code: str


@dataclass(frozen=True)
class Received:
    """The portal's receipt was verified."""

    case: str


@dataclass(frozen=True)
class SubmitFailed:
    """There is no verified receipt."""

    problem: str
    code: str


@dataclass(frozen=True)
class PaperChanged:
    """Something new is true of the paper. `trouble` is why it was not printed: a word, or ''."""

    paper: Paper
    trouble: str = ""


@dataclass(frozen=True)
class Wiped:
    """Nothing is left of the last visit."""


@dataclass(frozen=True)
class WipeFailed:
    """Something may be left."""

    reason: str


VisitEvent: TypeAlias = (
    Touched
    | TerminalRefused
    | TerminalAccepted
    | LanguageWanted
    | LanguageChosen
    | LookChosen
    | HelpWanted
    | MunicipalityWanted
    | MunicipalityChosen
    | CategoryChosen
    | ServiceChosen
    | Begun
    | Continued
    | Advanced
    | Completed
    | Refused
    | Back
    | WentBack
    | DocumentsWanted
    | DocumentChosen
    | DocumentTaken
    | DocumentRefused
    | PhoneChanged
    | ChangeWanted
    | Confirmed
    | Retried
    | PrintWanted
    | PreviewWanted
    | MailWanted
    | MailEnded
    | PaperTaken
    | NoPaperCame
    | ApplicationWanted
    | Stayed
    | LeaveWanted
    | Left
    | WentIdle
    | WarningExpired
    | Loaded
    | LoadFailed
    | Received
    | SubmitFailed
    | PaperChanged
    | Wiped
    | WipeFailed
    | CounterEvent
)
