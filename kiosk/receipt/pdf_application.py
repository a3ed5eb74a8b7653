"""The paper application: the answers, where nothing could be sent, or only stored for now.

It never says "received".
"""

from datetime import datetime

from kiosk.receipt.pdf_about import About
from kiosk.receipt.pdf_blocks import Row
from kiosk.receipt.pdf_letter import Letter, date_of, time_of
from kiosk.receipt.pdf_paint import painted
from kiosk.receipt.receipt import Application, KeptUntil
from kiosk.receipt.sayings import Saying, plainly
from kiosk.receipt.shape import Shape

_LINE = "_" * 42
"""Where somebody writes by hand."""


def render(application: Application, printed_at: datetime) -> bytes:
    """Return the application as PDF, always on A4: it is signed and filed.

    Args:
        application: the answers, in full.
        printed_at: aware.

    Raises:
        Unprintable: a character that no font of the paper has, by its code point.
    """
    paper = _Paper(application, printed_at)
    paper.letterhead()
    paper.head()
    paper.where_to()
    paper.answers("application-answers")
    paper.later()
    paper.signature()
    paper.foot()
    return paper.pdf()


class _Paper(Letter):
    """One application being written, from top to bottom."""

    _it: Application

    def __init__(self, application: Application, printed_at: datetime) -> None:
        kept = application.kept
        stamp = kept.reference if kept else f"{date_of(printed_at)} {time_of(printed_at)}"
        super().__init__(application, printed_at, Shape.A4, stamp)

    def head(self) -> None:
        """Say what this is, and above all that nobody has it yet."""
        self._blocks.title(self._title())
        if self._it.kept is None:
            self._blocks.paragraph(self._say("application-statement"), strong=True)
            self._blocks.paragraph(self._say("application-do"))
        else:
            self._head_of_kept(self._it.kept)
        if self._it.service.sender.demo:
            self._blocks.paragraph(self._say("receipt-demo"), strong=True)

    def _head_of_kept(self, kept: KeptUntil) -> None:
        """Say until when it is tried, and what to do where nobody is heard of."""
        until = kept.until.astimezone(self._at.tzinfo)
        when = {"date": date_of(until), "time": time_of(until)}
        self._blocks.paragraph(self._say("stored-sheet-statement"), strong=True)
        self._blocks.paragraph(self._say("stored-sheet-until", **when))
        self._blocks.paragraph(self._say("stored-sheet-do"))

    def where_to(self) -> None:
        """Say for what it is and where it is handed in."""
        service = self._it.service
        address = service.sender.postal_address
        place = f"{address.street} {address.house_number}, {address.postcode} {address.town}"
        stored = self._it.kept is not None
        self._blocks.section(
            self._say("stored-sheet-where" if stored else "application-where"),
            [
                *self._reference(),
                Row(self._say("receipt-service"), (self._say.words(service.title),)),
                Row(self._say("receipt-municipality"), (plainly(self._it.municipality.name),)),
                Row(self._say("application-address"), (plainly(address.name), plainly(place))),
                *(row for row in self.contact() if any(row.values)),
            ],
        )

    def _reference(self) -> tuple[Row, ...]:
        kept = self._it.kept
        if kept is None:
            return ()
        return (Row(self._say("stored-sheet-reference"), (plainly(kept.reference),)),)

    def signature(self) -> None:
        """Leave room for place, day and hand."""
        self._blocks.section(
            self._say("application-sign"),
            [
                Row(self._say("application-day"), (plainly(_LINE),)),
                Row(self._say("application-signature"), (plainly(_LINE),)),
            ],
        )

    def pdf(self) -> bytes:
        """Return what was written."""
        about = About(
            title=f"{self._title()[0][1]}: {self._it.service.title.to('de')}",
            author=self._it.service.sender.legal_entity,
            language="de-CH",
            made=self._at,
            source=f"{self._it.service.id} {self._at.isoformat()}",
        )
        return painted(self._blocks.sheets, self._blocks.root, about)

    def _title(self) -> Saying:
        stored = self._it.kept is not None
        return self._say("stored-sheet-title" if stored else "application-title")
