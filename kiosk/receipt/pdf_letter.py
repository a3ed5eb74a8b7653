"""A letter about answers: what the confirmation and the paper application have in common."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from kiosk.catalogue import Sender, SenderKind
from kiosk.receipt.pdf_blocks import Blocks, Row
from kiosk.receipt.pdf_look import LOOKS
from kiosk.receipt.receipt import Application, Confirmation, Line, Part
from kiosk.receipt.sayings import Saying, Sayings, on_one_line, once, plainly
from kiosk.receipt.shape import Shape
from kiosk.words import OFFICE_LANGUAGE

Content: TypeAlias = Confirmation | Application


class Letter:
    """One letter being written, from top to bottom.

    Args:
        content: what it is about.
        at: aware; times on the paper are in its time zone.
        shape: the paper it is for.
        reference: what tells its pages from those of another letter of the same sender.
    """

    def __init__(self, content: Content, at: datetime, shape: Shape, reference: str) -> None:
        self._it = content
        self._at = at
        self._say = Sayings(content.languages)
        self._blocks = Blocks(LOOKS[shape], self._origin(reference))

    def _origin(self, reference: str) -> tuple[str, ...]:
        """Say which case and terminal a page belongs to."""
        where = " · ".join(filled((self._it.terminal, self._it.place)))
        printed = self._say(
            "receipt-printed", terminal=where, date=date_of(self._at), time=time_of(self._at)
        )
        sender = self._it.service.sender.legal_entity
        return (f"{reference} · {sender}", *(words for _, words in printed))

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

    def later(self) -> None:
        """Say which documents are still to be handed in."""
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

    def answers(self, heading: str) -> None:
        """Repeat the answers under the text `heading`, page by page, as on the screen."""
        by_language = self._parts()
        pages = list(zip(*by_language.values(), strict=True))
        if not pages:
            return
        self._blocks.groups(
            self._say(heading),
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

    def contact(self) -> tuple[Row, ...]:
        """Return whom to ask, and when."""
        sender = self._it.service.sender
        return (
            Row(
                self._say("receipt-contact"),
                (
                    self._say.words(sender.signatory),
                    plainly(" · ".join(filled((sender.phone, sender.email)))),
                ),
            ),
            Row(self._say("receipt-hours"), (self._say.words(sender.opening_hours),)),
        )

    def foot(self) -> None:
        """Number the pages."""
        self._blocks.foot(
            lambda number, total: on_one_line(
                self._say("receipt-page", number=str(number), total=str(total))
            ),
        )


def filled(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that say something."""
    return tuple(line for line in lines if line.strip())


def _side_by_side(page: tuple[Part, ...]) -> list[tuple[Line, ...]]:
    return list(zip(*(part.lines for part in page), strict=True))


def date_of(moment: datetime) -> str:
    """Return the day as people in Switzerland write it."""
    return moment.strftime("%d.%m.%Y")


def time_of(moment: datetime) -> str:
    """Return hours and minutes."""
    return moment.strftime("%H:%M")
