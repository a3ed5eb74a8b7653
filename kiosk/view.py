"""All a page may know: one frozen value, made anew for each state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.catalogue import Catalogue, Municipality, Service
from kiosk.documents.folder import FoundFile
from kiosk.documents.from_phone import Code
from kiosk.flow import State
from kiosk.forms.filled import Filled
from kiosk.forms.form import Form
from kiosk.policy import Policy
from kiosk.portals.staff import Offer
from kiosk.readiness.report import Report
from kiosk.receipt.printer import PrinterStatus
from kiosk.receipt.receipt import Confirmation, Receipt
from kiosk.reuse import Reusable
from kiosk.session import Session
from kiosk.texts import Texts
from kiosk.words import Words


@dataclass(frozen=True)
class Terminal:
    """This device: `id` as the portal knows it, and where it stands, for people."""

    id: str
    place: str = ""
    counter: str = ""
    """Where the staffed counter is, such as *Stadthaus, Erdgeschoss, Schalter 2*."""
    phone: str = ""
    encrypted: bool = False
    """Whether what is sent travels over TLS; only then does the screen say so."""
    takes_files: bool = False
    """Whether documents can be handed in from a folder."""


@dataclass(frozen=True)
class Attendance:
    """Staff at this counter, as far as a page may know."""

    name: str = field(default="", repr=False)
    """Who signed in, for people; '' for nobody."""
    offer: Offer | None = None
    """The sign-in that waits for somebody's device."""
    wait: float = 0.0
    """Seconds until the next PIN is taken."""


@dataclass(frozen=True)
class CaseLine:
    """A visit that is held, as far as the list of cases says: nothing of its visitor."""

    number: int
    title: Words
    """Of its service; empty before one was chosen."""
    owner: str
    """Who of staff serves it, for people."""
    since: datetime
    """When it was held."""


@dataclass(frozen=True)
class HandoverCode:
    """The code of a case on its way to another screen: whoever has it may go on with it."""

    text: str = field(repr=False)
    """Six characters, as they are read out."""
    until: datetime
    """Afterwards the portal has forgotten it."""


@dataclass(frozen=True)
class OutboxLine:
    """How the outbox of this terminal stands. Ages are in seconds."""

    waiting: int = 0
    oldest: float = 0.0
    expiring: int = 0
    """How many end within a day, unsent."""
    expired: int = 0
    """How many ended unsent and nobody of staff has said that they know."""
    refused: tuple[str, ...] = ()
    """Of those that wait, IT's code of each that the portal refused for good."""


_NOTHING = Reusable()


@dataclass(frozen=True)
class View:
    """What is on the shelf while `state` stands; None where nothing was fetched or made yet."""

    state: State
    session: Session
    texts: Texts
    policy: Policy
    terminal: Terminal
    languages: tuple[str, ...]
    municipality: Municipality | None = None
    municipalities: tuple[Municipality, ...] = ()
    catalogue: Catalogue | None = None
    service: Service | None = None
    form: Form | None = None
    filled: Filled | None = None
    receipt: Receipt | None = None
    confirmation: Confirmation | None = None
    document: bytes | None = None
    official: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    """The official documents that came, by number; b"" is one that could not be fetched."""
    printer: PrinterStatus | None = None
    """How the printer was when the answers were reviewed."""
    email: str = field(default="", repr=False)
    """Where a copy may be mailed: the address in the answers."""
    files: tuple[FoundFile, ...] | None = None
    """Those that lie ready to be handed in."""
    code: Code | None = None
    """What a visitor's phone reads to hand in a document."""
    staff: Attendance = Attendance()
    report: Report | None = None
    """What was found at the terminal; only staff see it."""
    cases: tuple[CaseLine, ...] = ()
    """The visits that are held."""
    reusable: Reusable = _NOTHING
    """What was answered before in this visit and fits what is open."""
    handover: HandoverCode | None = None
    outbox: OutboxLine = OutboxLine()
    stored_until: datetime | None = None
    """So long it is tried to send what was stored in this visit."""
    day: Mapping[str, int] = field(default_factory=dict)
    """What was done today, by a word of kiosk/tally.py."""
    faces_visitor: bool = False
    """Whether a second screen faces the visitor."""

    @property
    def takes_documents(self) -> bool:
        """Whether documents can be handed in here, from a folder or from a phone."""
        return self.terminal.takes_files or self.policy.takes_uploads
