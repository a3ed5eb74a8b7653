"""The journey of a visit: states, events, effects, and the one function that moves it.

States carry ids and page numbers, never an answer; they may be logged. An *overlay* is a state
that lies over another one and gives it back: a question, a choice of language, help.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from kiosk.session import Contrast, TextSize

# --- States -------------------------------------------------------------------------------------


class Paper(Enum):
    """What is true about the confirmation on paper."""

    PREPARING = "preparing"
    READY = "ready"
    PRINTING = "printing"
    PRINTED = "printed"
    """The queue reported the job as completed."""
    QUEUED = "queued"
    """The queue took the job and has not reported its end."""
    FAILED = "failed"
    """It cannot be printed here; it can still be shown."""
    UNPRINTABLE = "unprintable"
    """The document could not be made."""


@dataclass(frozen=True)
class Wiping:
    """Everything of the last visit is being wiped. The kiosk starts here too."""


@dataclass(frozen=True)
class Attract:
    """Nobody is here. Reached only from `Wiping`."""


@dataclass(frozen=True)
class Home:
    """The services of the municipality."""

    category: str = ""


@dataclass(frozen=True)
class ChoosingMunicipality:
    """The visitor looks for another municipality."""


@dataclass(frozen=True)
class Introducing:
    """A service is introduced before it is begun."""

    service: str


@dataclass(frozen=True)
class Filling:
    """Page `page` of the service's form (its number in the form, from 0).

    `refused` counts the times *Continue* found something missing; above 0 the page shows its
    error summary. `changing` is true when the review sent the visitor here.
    """

    service: str
    page: int
    refused: int = 0
    changing: bool = False


@dataclass(frozen=True)
class Reviewing:
    """Every answer once more, before it is sent."""

    service: str


@dataclass(frozen=True)
class Submitting:
    """The answers are on their way under idempotency key `key`."""

    service: str
    key: str


@dataclass(frozen=True)
class Done:
    """A verified receipt is here."""

    service: str
    case: str
    paper: Paper = Paper.PREPARING


@dataclass(frozen=True)
class Opening:
    """What `target` needs is being fetched."""

    target: "Home | Introducing"


@dataclass(frozen=True)
class Failed:
    """Something did not work. `problem` is a word of problems.py, `code` is for IT.

    `inside` is the state that failed; *Retry* enters it again, *Back* goes before it.
    """

    problem: str
    code: str
    inside: "Opening | Submitting"


Base: TypeAlias = (
    Home
    | ChoosingMunicipality
    | Introducing
    | Filling
    | Reviewing
    | Submitting
    | Done
    | Opening
    | Failed
)


@dataclass(frozen=True)
class ChoosingLanguage:
    """The visitor chooses a language; nothing is lost."""

    inside: Base


@dataclass(frozen=True)
class Helping:
    """Where and how to get help; nothing is lost."""

    inside: Base


@dataclass(frozen=True)
class Leaving:
    """ "Finish and delete" was touched: asked once, because answers would go."""

    inside: Base


@dataclass(frozen=True)
class Previewing:
    """The confirmation, page `sheet` of it (from 0), as it will be printed."""

    inside: Done
    sheet: int = 0


Overlay: TypeAlias = ChoosingLanguage | Helping | Leaving | Previewing


@dataclass(frozen=True)
class Warned:
    """Is somebody still here? What lies inside is hidden while this stands."""

    inside: Base | Overlay


@dataclass(frozen=True)
class Closed:
    """Out of service until staff or IT come. `reason` is a word for IT."""

    reason: str


State: TypeAlias = (
    Wiping
    | Attract
    | Home
    | ChoosingMunicipality
    | Introducing
    | Filling
    | Reviewing
    | Submitting
    | Done
    | Opening
    | Failed
    | ChoosingLanguage
    | Helping
    | Leaving
    | Previewing
    | Warned
    | Closed
)

# --- Events -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Touched:
    """Somebody touched the attract screen."""


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
class StaffWanted:
    """The visitor asked for somebody to come."""


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
    """The confirmation is wanted on paper."""


@dataclass(frozen=True)
class PreviewWanted:
    """The confirmation is wanted on the screen, page `sheet` of it."""

    sheet: int


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
    """What was being opened is here."""


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
    """Something new is true of the confirmation on paper."""

    paper: Paper


@dataclass(frozen=True)
class Wiped:
    """Nothing is left of the last visit."""


@dataclass(frozen=True)
class WipeFailed:
    """Something may be left."""

    reason: str


Event: TypeAlias = (
    Touched
    | LanguageWanted
    | LanguageChosen
    | LookChosen
    | HelpWanted
    | StaffWanted
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
    | ChangeWanted
    | Confirmed
    | Retried
    | PrintWanted
    | PreviewWanted
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
)
