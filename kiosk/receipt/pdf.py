"""The confirmation on paper: German and the visitor's language, tagged for screen readers.

`render` takes only a `Confirmation`, which only a verified receipt makes. Everything a visitor
typed or a portal sent goes through `pdf_fonts.literal`; there is no markup it could be read as.
"""

from collections.abc import Sequence
from datetime import datetime

from kiosk.catalogue import Sender, SenderKind
from kiosk.receipt.pdf_about import About
from kiosk.receipt.pdf_blocks import Blocks, Row
from kiosk.receipt.pdf_look import LOOKS
from kiosk.receipt.pdf_paint import painted
from kiosk.receipt.pdf_panel import Glance, set_panel
from kiosk.receipt.pdf_payment import francs, paying, set_payment
from kiosk.receipt.receipt import Confirmation, Line, Part
from kiosk.receipt.sayings import Saying, Sayings, on_one_line, once, plainly
from kiosk.receipt.shape import Shape
from kiosk.words import OFFICE_LANGUAGE

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
    paper.answers()
    paper.good_to_know()
    paper.payment()
    paper.foot()
    return paper.pdf()


class _Paper:
    """One confirmation being written, from top to bottom."""

    def __init__(self, confirmation: Confirmation, printed_at: datetime, shape: Shape) -> None:
        self._it = confirmation
        self._at = printed_at
        self._say = Sayings(confirmation.languages)
        self._blocks = Blocks(LOOKS[shape], self._foot())

    def letterhead(self) -> None:
        """Say who answers: entity, unit, in whose name, and where they are."""
        sender = self._it.service.sender
        address = sender.postal_address
        self._blocks.letterhead(
            crest=(sender.crest, self._it.municipality.name[:1].upper()),
            name=sender.legal_entity,
            below=(self._say.words(sender.unit), self._kind(sender)),
            aside=filled(
                (
                    f"{address.street} {address.house_number}".strip(),
                    f"{address.postcode} {address.town}",
                    *(sender.phone, sender.email, sender.website),
                )
            ),
        )

    def _kind(self, sender: Sender) -> Saying:
        if sender.kind is SenderKind.CANTON_ON_BEHALF:
            name = sender.on_behalf_of or self._it.municipality.name
            return self._say("receipt-kind-canton-on-behalf", name=name)
        return self._say(f"receipt-kind-{sender.kind.value.replace('_', '-')}")

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
        return self._say("receipt-moment", date=_date(moment), time=_time(moment))

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
        if self._it.later:
            self._blocks.heading(self._say("receipt-later"))
            self._blocks.numbered([self._label(pointer) for pointer in self._it.later])

    def _label(self, pointer: str) -> Saying:
        """Return what the field at `pointer` is called."""
        return once(
            (language, line.label)
            for language, parts in self._parts().items()
            for part in parts
            for line in part.lines
            if line.pointer == pointer
        ) or plainly(pointer)

    def answers(self) -> None:
        """Repeat what was sent, page by page of the form, as it was shown on the screen."""
        by_language = self._parts()
        pages = list(zip(*by_language.values(), strict=True))
        if not pages:
            return
        self._blocks.groups(
            self._say("receipt-answers"),
            [
                (
                    once(zip(by_language, (part.title for part in page), strict=True)),
                    [self._answer(lines) for lines in _side_by_side(page)],
                )
                for page in pages
            ],
        )
        if any(line.masked for part in by_language[OFFICE_LANGUAGE] for line in part.lines):
            self._blocks.paragraph(self._say("receipt-masked"), small=True)

    def _answer(self, lines: tuple[Line, ...]) -> Row:
        languages = self._parts()
        label = once(zip(languages, (line.label for line in lines), strict=True))
        if not lines[0].answered:
            return Row(label, (self._say("receipt-unanswered"),), quiet=True)
        return Row(label, (once(zip(languages, (line.value for line in lines), strict=True)),))

    def _parts(self) -> dict[str, tuple[Part, ...]]:
        return {language: self._it.parts[language] for language in self._it.languages}

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
            Row(
                self._say("receipt-contact"),
                (
                    self._say.words(sender.signatory),
                    plainly(" · ".join(filled((sender.phone, sender.email)))),
                ),
            ),
            Row(self._say("receipt-hours"), (self._say.words(sender.opening_hours),)),
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

    def foot(self) -> None:
        """Number the pages."""
        self._blocks.foot(
            lambda number, total: on_one_line(
                self._say("receipt-page", number=str(number), total=str(total))
            ),
        )

    def _foot(self) -> tuple[str, ...]:
        """Say which case and terminal a page belongs to."""
        where = " · ".join(filled((self._it.terminal, self._it.place)))
        printed = self._say(
            "receipt-printed", terminal=where, date=_date(self._at), time=_time(self._at)
        )
        return (
            f"{self._it.receipt.case} · {self._it.service.sender.legal_entity}",
            *(words for _, words in printed),
        )

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


def filled(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that say something."""
    return tuple(line for line in lines if line.strip())


def _side_by_side(page: tuple[Part, ...]) -> list[tuple[Line, ...]]:
    return list(zip(*(part.lines for part in page), strict=True))


def _date(moment: datetime) -> str:
    return moment.strftime("%d.%m.%Y")


def _time(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def _grouped(digest: str) -> str:
    shown = digest[:_DIGEST_SHOWN]
    return " ".join(shown[start : start + 4] for start in range(0, len(shown), 4))
