"""All a page may know: one frozen value, made anew for each state."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
from kiosk.session import Session
from kiosk.texts import Texts


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
    """The official documents that came, by number."""
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

    @property
    def takes_documents(self) -> bool:
        """Whether documents can be handed in here, from a folder or from a phone."""
        return self.terminal.takes_files or self.policy.takes_uploads
