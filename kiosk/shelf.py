"""What was fetched or made for a visit. `Shelf` is a value; `fetch` fills it from a portal."""

from dataclasses import dataclass, field

from kiosk.catalogue import Catalogue, Municipality, Service
from kiosk.errors import Remark
from kiosk.forms.form import Form
from kiosk.portals.portal import Portal
from kiosk.receipt.receipt import Confirmation, Receipt


@dataclass(frozen=True)
class Shelf:
    """None where nothing is; what a visitor caused is at the end, and goes with the visit."""

    municipalities: tuple[Municipality, ...] = ()
    catalogue: Catalogue | None = None
    service: Service | None = None
    form: Form | None = None
    remarks: tuple[Remark, ...] = ()
    """What the portal objected to."""
    receipt: Receipt | None = None
    confirmation: Confirmation | None = field(default=None, repr=False)
    document: bytes | None = field(default=None, repr=False)

    def municipality(self, bfs: int) -> Municipality | None:
        """Return the municipality with this BFS number."""
        return next((found for found in self.municipalities if found.bfs == bfs), None)

    def after_visit(self, bfs: int) -> "Shelf":
        """Return what may stay for the next visitor: what is public and of municipality `bfs`."""
        catalogue = self.catalogue if self.catalogue and self.catalogue.bfs == bfs else None
        return Shelf(municipalities=self.municipalities, catalogue=catalogue)


async def fetch_home(portal: Portal, bfs: int) -> tuple[tuple[Municipality, ...], Catalogue]:
    """Return the municipalities and the services of municipality `bfs`."""
    return await portal.municipalities(), await portal.catalogue(bfs)


async def fetch_service(portal: Portal, service: str, bfs: int) -> tuple[Service, Form]:
    """Return a service with its form."""
    found = await portal.service(service, bfs)
    return found, await portal.form(found.form)
