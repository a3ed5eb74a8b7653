"""Where a visit can stand. States carry ids and page numbers, never an answer; they may be logged.

An *overlay* is a state that lies over another one and gives it back: a question, a choice of
language, help.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


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


class Phone(Enum):
    """How far a document on its way from the visitor's own phone has come."""

    NONE = "none"
    """There is no such way here."""
    OPENING = "opening"
    WAITING = "waiting"
    """A code is shown, and no phone has opened its address yet."""
    OPENED = "opened"
    """A phone shows the page."""
    RECEIVING = "receiving"
    """The file is fetched and judged."""
    CLOSED = "closed"
    """The code is of no use any more: its file came, or another way was taken."""
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"
    """The portal cannot be asked, or does not want to."""


class Mail(Enum):
    """What is true about a copy that the portal mails."""

    UNASKED = "unasked"
    SENDING = "sending"
    SENT = "sent"
    """The portal took it over; whether it is delivered nobody here knows."""
    FAILED = "failed"


@dataclass(frozen=True)
class Wiping:
    """Everything of the last visit is being wiped. The kiosk starts here too.

    `paper_left`: nobody said that the paper that came out was taken.
    """

    paper_left: bool = False


@dataclass(frozen=True)
class Attract:
    """Nobody is here. Reached only from `Wiping`.

    `paper_left`: paper of somebody who went may lie in the printer.
    """

    paper_left: bool = False


@dataclass(frozen=True)
class OutOfService:
    """This terminal may not send, and nobody is asked to fill in a form in vain.

    `code` is for IT: why the portal or the keyring said no.
    """

    code: str


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
    prints: int = 0
    """How often something was handed to the printer."""
    mail: Mail = Mail.UNASKED
    trouble: str = ""
    """Why nothing was printed: a word of docs/it-codes.md, never free text; '' where it was."""


@dataclass(frozen=True)
class Opening:
    """What `target` needs is being fetched."""

    target: "Home | Introducing"


@dataclass(frozen=True)
class Failed:
    """Something did not work. `problem` is a word of problems.py, `code` is for IT.

    `inside` is the state that failed; *Retry* enters it again, *Back* goes before it. `paper` is
    what is true of the answers on paper, where nothing was sent and the visitor asked for them;
    `trouble` is why they were not printed, as in `Done`.
    """

    problem: str
    code: str
    inside: "Opening | Submitting"
    paper: Paper | None = None
    trouble: str = ""


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
    """*Finish and delete* was touched: asked once, because answers would go."""

    inside: Base


@dataclass(frozen=True)
class Previewing:
    """Page `sheet` (from 0) of a document as it will be printed.

    `document` is 0 for the confirmation, else the number of an official document.
    """

    inside: Done
    sheet: int = 0
    document: int = 0


@dataclass(frozen=True)
class TakingPaper:
    """Paper came out, and the visitor wants to go: is it in their hands?"""

    inside: Done


@dataclass(frozen=True)
class ChoosingDocument:
    """A file is chosen for the question at `pointer`.

    While `reading` the chosen one is read; `refusal` is why it was not taken, a word of
    kiosk/documents/refusal.py. The address behind the code for the phone is not here: whoever
    knows it may send a file.
    """

    inside: Filling
    pointer: str
    reading: bool = False
    refusal: str = ""
    phone: Phone = Phone.NONE

    @property
    def busy(self) -> bool:
        """Whether a file is being read; its outcome is told soon."""
        return self.reading or self.phone is Phone.RECEIVING


Overlay: TypeAlias = (
    ChoosingLanguage | Helping | Leaving | Previewing | TakingPaper | ChoosingDocument
)


@dataclass(frozen=True)
class Warned:
    """Is somebody still here? What lies inside is hidden while this stands."""

    inside: Base | Overlay


@dataclass(frozen=True)
class Closed:
    """Out of service until staff or IT come. `reason` is a word for IT."""

    reason: str


VisitState: TypeAlias = (
    Wiping
    | Attract
    | OutOfService
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
    | TakingPaper
    | ChoosingDocument
    | Warned
    | Closed
)
