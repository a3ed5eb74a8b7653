"""What a visitor takes along: paper, made and printed off the screen's thread, and mailed copies.

A wipe waits for what is being made or printed.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias, assert_never
from uuid import uuid4

from kiosk import flow
from kiosk.clearing import Clearing
from kiosk.equipment import Equipment
from kiosk.errands import Errands
from kiosk.handover.slip import slip_of
from kiosk.portals.portal import Portal
from kiosk.receipt.printer import JOB_PREFIX, Printed, PrinterStatus, trouble_of
from kiosk.receipt.receipt import Confirmation, Receipt, SealedDocument
from kiosk.shelf import Shelf
from kiosk.view import View
from kiosk.viewing import application, confirmation

PaperEffect: TypeAlias = (
    flow.MakePaper
    | flow.MakeApplication
    | flow.Print
    | flow.CheckPrinter
    | flow.SendCopy
    | flow.PrintHandover
)

UNKNOWN = PrinterStatus(("missing",))
"""Of a printer that cannot even be asked."""


class Paperwork:
    """Makes paper for one visit after the other.

    Args:
        equipment: whose printer, portal and clock are used.
        errands: where it runs; what comes for somebody who left is dropped.
        clearing: waits for a thread that cannot be cancelled.
        lay: lays what came on the shelf, by the shelf's own names, and shows it.
        tell: takes an event of the flow.
    """

    def __init__(
        self,
        equipment: Equipment,
        errands: Errands,
        clearing: Clearing,
        lay: Callable[..., None],
        tell: Callable[[flow.Event], None],
    ) -> None:
        self._with = equipment
        self._errands = errands
        self._clearing = clearing
        self._lay, self._tell = lay, tell

    def do(self, effect: PaperEffect, view: View, shelf: Shelf) -> None:
        """Have `effect` done for the visit of `view`, with what lies on `shelf`."""
        match effect:
            case flow.MakePaper():
                self._make(view)
            case flow.MakeApplication():
                self._make_application(view)
            case flow.Print(document):
                self._print(shelf.paper(document))
            case flow.CheckPrinter():
                self._check()
            case flow.PrintHandover():
                self._print_slip(view)
            case flow.SendCopy():
                self._mail(view)
            case _:
                assert_never(effect)

    def fetch_official(
        self,
        receipt: Receipt,
        lay: Callable[[int, bytes], None],
        lost: Callable[[int, str], None],
    ) -> None:
        """Fetch the official documents of `receipt`.

        Of one that does not come, `lost` is told the number and why, as a word.
        """
        for sealed in receipt.documents:
            self._errands.beside(
                partial(_fetched, self._with.portal, receipt.case, sealed),
                partial(lay, sealed.number),
                partial(_told, lost, sealed.number),
            )

    def _make(self, view: View) -> None:
        now, render = self._with.clock.now(), self._with.render

        def make() -> tuple[Confirmation, bytes]:
            says = confirmation(view, now.date())
            return says, render(says, now)

        self._made(make, lambda made: self._ready(confirmation=made[0], document=made[1]))

    def _make_application(self, view: View) -> None:
        now, render = self._with.clock.now(), self._with.render_application
        self._made(
            lambda: render(application(view, now.date()), now),
            lambda document: self._ready(document=document),
        )

    def _print_slip(self, view: View) -> None:
        """Print the code of a case that goes on elsewhere; nothing keeps the slip."""
        slip, now, render = slip_of(view), self._with.clock.now(), self._with.render_handover
        if slip is None:
            self._told(flow.Paper.UNPRINTABLE)
        else:
            self._made(lambda: render(slip, now), self._print)

    def _made(self, make: Callable[[], Any], made: Callable[[Any], None]) -> None:
        clearing = self._clearing
        self._errands.beside(
            lambda: clearing.blocking(make),
            made,
            lambda error: self._told(flow.Paper.UNPRINTABLE, trouble_of(error)),
        )

    def _ready(self, **paper: Any) -> None:
        self._lay(**paper)
        self._told(flow.Paper.READY)

    def _told(self, paper: flow.Paper, trouble: str = "") -> None:
        self._tell(flow.PaperChanged(paper, trouble))

    def _print(self, document: bytes) -> None:
        printer, clearing = self._with.printer, self._clearing
        job = f"{JOB_PREFIX}{uuid4().hex[:8]}"  # nothing of the visitor, not even the case

        def printed(outcome: Printed) -> None:
            done = outcome is Printed.COMPLETED
            self._told(flow.Paper.PRINTED if done else flow.Paper.QUEUED)

        self._errands.beside(
            lambda: clearing.blocking(lambda: printer.print(document, job)),
            printed,
            lambda error: self._told(flow.Paper.FAILED, trouble_of(error)),
        )

    def _check(self) -> None:
        printer, clearing = self._with.printer, self._clearing
        self._errands.beside(
            lambda: clearing.blocking(printer.status),
            lambda status: self._lay(printer=status),
            lambda _: self._lay(printer=UNKNOWN),
        )

    def _mail(self, view: View) -> None:
        receipt, email, portal = view.receipt, view.email, self._with.portal
        if receipt is None or not email:
            self._tell(flow.MailEnded(sent=False))
            return
        self._errands.beside(
            lambda: portal().mail_copy(receipt.case, email),
            lambda _: self._tell(flow.MailEnded(sent=True)),
            lambda _: self._tell(flow.MailEnded(sent=False)),
        )


async def _fetched(portal: Callable[[], Portal], case: str, sealed: SealedDocument) -> bytes:
    return await portal().document(case, sealed)


def _told(lost: Callable[[int, str], None], number: int, error: Exception) -> None:
    lost(number, trouble_of(error))
