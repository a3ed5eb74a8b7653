"""Where a visit can stand. States carry ids and page numbers, never an answer; they may be logged.

An *overlay* is a state that lies over another one and gives it back: a question, a choice of
language, help.
"""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, TypeAlias


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


class Agreement(Enum):
    """Whether the visitor agreed to what is about to be sent, where staff typed it."""

    UNASKED = "unasked"
    ASKED = "asked"
    """A screen that faces the visitor asks."""
    ON_SCREEN = "on-screen"
    """Yes, by the visitor's own hand."""
    IN_WORDS = "in-words"
    """Yes, said to staff who read it out."""
    REFUSED = "refused"

    @property
    def given(self) -> bool:
        """Whether it may be sent."""
        return self in {Agreement.ON_SCREEN, Agreement.IN_WORDS}


class HandoverStep(Enum):
    """How far a case is on its way to another screen."""

    SEALING = "sealing"
    READY = "ready"
    """The code is shown."""
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True)
class Wiping:
    """Everything of the last visit is being wiped. The kiosk starts here too.

    `paper_left`: nobody said that the paper that came out was taken. `then` is the number of the
    held case that goes on afterwards, 0 for none, `NEW_CASE` where a new one begins.
    """

    paper_left: bool = False
    then: int = 0

    NEW_CASE: ClassVar[int] = -1


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
    agreement: Agreement = Agreement.UNASKED


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
    """What `target` needs is being fetched.

    `straight`: the service was begun elsewhere, and goes on in its form without introduction.
    """

    target: "Home | Introducing"
    straight: bool = False


@dataclass(frozen=True)
class Storing:
    """The submission is being sealed into the outbox, under its key.

    `problem` and `code` are those of `Failed`, why it could not be sent.
    """

    service: str
    key: str
    problem: str = "unreachable"
    code: str = ""


@dataclass(frozen=True)
class Stored:
    """It lies in the outbox of this terminal, which cannot read it. Nobody has received it.

    `paper`, `prints` and `trouble` as in `Done`, about the paper that says so.
    """

    service: str
    key: str
    paper: Paper = Paper.PREPARING
    prints: int = 0
    trouble: str = ""


@dataclass(frozen=True)
class Failed:
    """Something did not work. `problem` is a word of problems.py, `code` is for IT.

    `inside` is the state that failed; *Retry* enters it again, *Back* goes before it. `paper` is
    what is true of the answers on paper, where nothing was sent and the visitor asked for them;
    `trouble` is why they were not printed, as in `Done`. `unstored` is IT's code of why they could
    not be sealed into the outbox, '' where nobody tried.
    """

    problem: str
    code: str
    inside: "Opening | Submitting"
    paper: Paper | None = None
    trouble: str = ""
    unstored: str = ""


Base: TypeAlias = (
    Home
    | ChoosingMunicipality
    | Introducing
    | Filling
    | Reviewing
    | Submitting
    | Storing
    | Stored
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

    inside: Done | Stored


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


@dataclass(frozen=True)
class HandingOver:
    """The case goes on at another screen, by a code that stands on the view and not here.

    `code` is why it could not be laid at the portal, for IT; `paper` what is true of the code's
    slip, None where nobody asked for it.
    """

    inside: "Introducing | Filling | Reviewing"
    step: HandoverStep = HandoverStep.SEALING
    code: str = ""
    paper: Paper | None = None


@dataclass(frozen=True)
class TakingOver:
    """Somebody types the code of a case that was begun elsewhere.

    `refusal` is why the last one gave nothing, a word of kiosk/handover/refusal.py; `code` is for
    IT.
    """

    inside: Home
    fetching: bool = False
    refusal: str = ""
    code: str = ""


Overlay: TypeAlias = (
    ChoosingLanguage
    | Helping
    | Leaving
    | Previewing
    | TakingPaper
    | ChoosingDocument
    | HandingOver
    | TakingOver
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
    | Storing
    | Stored
    | Done
    | Opening
    | Failed
    | ChoosingLanguage
    | Helping
    | Leaving
    | Previewing
    | TakingPaper
    | ChoosingDocument
    | HandingOver
    | TakingOver
    | Warned
    | Closed
)
