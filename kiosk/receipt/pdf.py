"""The confirmation on paper: German and the visitor's language, tagged for screen readers.

`render` takes only a `Confirmation`, which only a verified receipt makes. Everything a visitor
typed or a portal sent goes through `pdf_fonts.literal`; there is no markup it could be read as.
"""

from datetime import datetime

from kiosk.receipt.pdf_about import About
from kiosk.receipt.pdf_blocks import Row
from kiosk.receipt.pdf_letter import Letter, date_of, time_of
from kiosk.receipt.pdf_paint import painted
from kiosk.receipt.pdf_panel import Glance, set_panel
from kiosk.receipt.pdf_payment import francs, paying, set_payment
from kiosk.receipt.receipt import Confirmation
from kiosk.receipt.sayings import Saying, plainly
from kiosk.receipt.shape import Shape

_DIGEST_SHOWN = 16
"""So many hexadecimal digits of the digest stand on the paper, in groups of four."""


def render(confirmation: Confirmation, printed_at: datetime, shape: Shape = Shape.A4) -> bytes:
    """Return the confirmation as PDF. The same arguments give the same bytes.

    Args:
        confirmation: what was received, and from whom.
        printed_at: aware; times on the paper are in its time zone.
        shape: the paper it is for.

    Raises:
        Unprintable: a character that no font of the paper has, by its code point.
    """
    paper = _Paper(confirmation, printed_at, shape)
    paper.letterhead()
    paper.head()
    paper.panel()
    paper.next_steps()
    paper.answers("receipt-answers")
    paper.good_to_know()
    paper.payment()
    paper.foot()
    return paper.pdf()


class _Paper(Letter):
    """One confirmation being written, from top to bottom."""

    _it: Confirmation

    def __init__(self, confirmation: Confirmation, printed_at: datetime, shape: Shape) -> None:
        super().__init__(confirmation, printed_at, shape, confirmation.receipt.case)

    def head(self) -> None:
        """Say what this is, and what it is not."""
        self._blocks.title(self._say("receipt-title"))
        self._blocks.paragraph(self._say("receipt-statement"))
        if self._it.service.sender.demo:
            self._blocks.paragraph(self._say("receipt-demo"), strong=True)

    def panel(self) -> None:
        """Show the case at a glance, beside the code that verifies it."""
        receipt, service = self._it.receipt, self._it.service
        moment = receipt.received_at.astimezone(self._at.tzinfo)
        set_panel(
            self._blocks,
            Glance(
                label=self._say("receipt-case"),
                case=receipt.case,
                rows=(
                    Row(self._say("receipt-received"), (self._moment(moment),)),
                    Row(self._say("receipt-service"), (self._say.words(service.title),)),
                    Row(self._say("receipt-municipality"), (plainly(self._it.municipality.name),)),
                    Row(self._say("receipt-fee"), self._fee()),
                ),
                address=receipt.verify_url,
                alt=self._say("receipt-code", address=receipt.verify_url)[0][1],
                caption=self._say("receipt-scan"),
            ),
        )

    def _moment(self, moment: datetime) -> Saying:
        return self._say("receipt-moment", date=date_of(moment), time=time_of(moment))

    def _fee(self) -> tuple[Saying, ...]:
        receipt = self._it.receipt
        note = self._say.words(receipt.fee_note)
        if receipt.fee is not None:
            return (plainly(francs(receipt.fee)), note)
        return (note or self._say("receipt-free"),)

    def next_steps(self) -> None:
        """Say what happens now, and what is still to be handed in."""
        steps = [self._say.words(step) for step in self._it.receipt.next_steps]
        steps += paying(self._it.receipt, self._say)
        if steps:
            self._blocks.heading(self._say("receipt-next"))
            self._blocks.numbered(steps)
        self.later()

    def good_to_know(self) -> None:
        """Say how to check the paper, whom to ask, how to object, who keeps the data."""
        receipt, sender = self._it.receipt, self._it.service.sender
        rows = (
            Row(
                self._say("receipt-check"),
                (
                    plainly(receipt.verify_url),
                    self._say("receipt-digest", digest=_grouped(receipt.payload_digest)),
                    self._say("receipt-form", form=receipt.form_id, version=receipt.form_version),
                ),
            ),
            *self.contact(),
            Row(self._say("receipt-remedy"), (self._say.words(sender.legal_remedy),)),
            Row(
                self._say("receipt-privacy"),
                (self._say("receipt-controller", name=sender.data_controller),)
                if sender.data_controller
                else (),
            ),
        )
        self._blocks.section(self._say("receipt-more"), [row for row in rows if any(row.values)])

    def payment(self) -> None:
        """Say how to pay, with the slip of the bill at the foot of the same page."""
        receipt = self._it.receipt
        if receipt.bill_is_missing:
            self._blocks.heading(self._say("receipt-pay"))
            self._blocks.paragraph(self._say("receipt-pay-by-post"))
        elif receipt.bill is not None:
            visitors = self._it.languages[-1]
            set_payment(self._blocks, receipt.bill, self._say, visitors)

    def pdf(self) -> bytes:
        """Return what was written."""
        title = self._say("receipt-title")[0][1]
        about = About(
            title=f"{title} {self._it.receipt.case}",
            author=self._it.service.sender.legal_entity,
            language="de-CH",
            made=self._at,
            source=self._it.receipt.verify_url,
        )
        return painted(self._blocks.sheets, self._blocks.root, about)


def _grouped(digest: str) -> str:
    shown = digest[:_DIGEST_SHOWN]
    return " ".join(shown[start : start + 4] for start in range(0, len(shown), 4))
