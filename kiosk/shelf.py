"""What was fetched or made for a visit. `Shelf` is a value; `fetch` fills it from a portal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kiosk.catalogue import Catalogue, Municipality, Service
from kiosk.documents.folder import FoundFile
from kiosk.documents.from_phone import Code
from kiosk.errors import Remark
from kiosk.forms.form import Form
from kiosk.municipalities import naming
from kiosk.portals.portal import Portal
from kiosk.readiness.report import Report
from kiosk.receipt.printer import PrinterStatus
from kiosk.receipt.receipt import Confirmation, Receipt
from kiosk.view import HandoverCode


@dataclass(frozen=True)
class Shelf:
    """None where nothing is; what a visitor caused is at the end, and goes with the visit."""

    municipalities: tuple[Municipality, ...] = ()
    catalogue: Catalogue | None = None
    fetched: float = 0.0
    """When these two came, in seconds of the clock that only grows."""
    service: Service | None = None
    form: Form | None = None
    remarks: tuple[Remark, ...] = ()
    """What the portal objected to."""
    receipt: Receipt | None = None
    confirmation: Confirmation | None = field(default=None, repr=False)
    document: bytes | None = field(default=None, repr=False)
    official: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    """The official documents that came, by number; b"" is one that could not be fetched."""
    printer: PrinterStatus | None = None
    """How the printer was when the answers were reviewed."""
    files: tuple[FoundFile, ...] | None = None
    """Those that lie ready to be handed in; None before one has looked."""
    code: Code | None = None
    handover: HandoverCode | None = None
    """The code of the case on its way to another screen."""
    stored_until: datetime | None = None
    """So long it is tried to send what was stored."""
    report: Report | None = None
    """What staff see of the terminal."""

    def municipality(self, bfs: int) -> Municipality | None:
        """Return the municipality with this BFS number."""
        return next((found for found in self.municipalities if found.bfs == bfs), None)

    def paper(self, number: int) -> bytes:
        """Return the PDF of the confirmation (0) or of an official document; b"" for none."""
        return self.official.get(number, b"") if number else self.document or b""

    def opened(self, service: Service, form: Form) -> "Shelf":
        """Return the shelf with a service to ask for; its form says municipalities by name."""
        named = naming(form, self.municipalities)
        return replace(self, service=service, form=named, remarks=())

    def after_visit(self, bfs: int) -> "Shelf":
        """Return what may stay for the next visitor: what is public and of municipality `bfs`."""
        catalogue = self.catalogue if self.catalogue and self.catalogue.bfs == bfs else None
        return Shelf(self.municipalities, catalogue, self.fetched)

    def shows(self, bfs: int, since: float) -> bool:
        """Whether the services of municipality `bfs` are here, and came not before `since`."""
        return self.catalogue is not None and self.catalogue.bfs == bfs and self.fetched >= since


async def fetch_home(portal: Portal, bfs: int) -> tuple[tuple[Municipality, ...], Catalogue]:
    """Return the municipalities and the services of municipality `bfs`."""
    return await portal.municipalities(), await portal.catalogue(bfs)


async def fetch_service(portal: Portal, service: str, bfs: int) -> tuple[Service, Form]:
    """Return a service with its form."""
    found = await portal.service(service, bfs)
    return found, await portal.form(found.form)
