"""The questions of a page, or of a part of it: what is asked now, each built when it is needed.

When an answer changes what is asked, rows come and go around the others. A row that stays is not
touched: it keeps its focus, its cursor and its place.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from kiosk.forms.placed import Placed, PlacedField, PlacedNote, PlacedRepeat, PlacedSection
from kiosk.municipalities import POSTCODE, TOWN
from kiosk.session import TextSize
from kiosk.texts import Texts
from ui.theme import Role, Theme
from ui.widgets.address import AddressHelp, Places, last, municipality_among
from ui.widgets.entries import Entries
from ui.widgets.field_row import FieldRow
from ui.widgets.label import Label
from ui.widgets.note import NoteBox
from ui.widgets.stack import column, row

STREET, NUMBER = "street", "houseNumber"
"""The last steps of the pointers of an address that share a line."""

SHARES: Mapping[str, int] = {STREET: 5, NUMBER: 3, POSTCODE: 3, TOWN: 5}
"""How much of a line each part of an address takes."""

SHARE = 3
"""...and what any other field takes beside it, such as a postcode abroad beside its town."""

TOGETHER = ((STREET, NUMBER), (POSTCODE, TOWN))


@dataclass(frozen=True)
class Asking:
    """What every question of a page needs to know.

    Attributes:
        problems: the sentence for each pointer that has one.
        places: what is known of towns and municipalities.
        asked_above: the pointer of the question that the page's heading asks, '' for none.
        takes_files: whether this terminal takes documents from a folder.
    """

    texts: Texts
    theme: Theme
    problems: Mapping[str, str]
    places: Places
    asked_above: str = ""
    takes_files: bool = False


class Questions(QWidget):
    """Shows placed items below each other, or in lines.

    Signals:
        answered: the pointer of a field and its entry, or of a group and its change.
    """

    answered = Signal(str, object)

    def __init__(self, asking: Asking, layout: str = "column") -> None:
        super().__init__()
        self._asking, self._arranged = asking, layout
        self._column = column(asking.theme, units=3, within=self)
        self._blocks: dict[Hashable, QWidget] = {}
        self._shown: tuple[Hashable, ...] = ()

    def take(self, items: tuple[Placed, ...]) -> bool:
        """Show `items`; return whether something came or went."""
        changed = [self._take(item) for item in items]
        keys = tuple(map(_key, items))
        if keys == self._shown:
            return any(changed)
        for key in set(self._shown) - set(keys):
            self._blocks[key].hide()
        self._shown = keys
        self._arrange()
        return True

    def rows(self) -> Iterator[FieldRow]:
        """Yield the questions that are shown, in order."""
        for block in map(self._blocks.__getitem__, self._shown):
            if isinstance(block, FieldRow):
                yield block
            elif isinstance(block, _SectionBlock | Entries):
                yield from block.rows()

    def place(self, pointer: str) -> "FieldRow | Entries | AddressHelp | None":
        """Return what is asked at `pointer`."""
        for block in map(self._blocks.__getitem__, self._shown):
            if isinstance(block, FieldRow | Entries) and block.pointer == pointer:
                return block
            if isinstance(block, _SectionBlock) and (found := block.place(pointer)):
                return found
        return next((row for row in self.rows() if row.pointer == pointer), None)

    # --- Building ------------------------------------------------------------------------------

    def _take(self, item: Placed) -> bool:
        key = _key(item)
        block = self._blocks.get(key)
        if block is None:
            self._blocks[key] = self._built(item)
            return True
        match item, block:
            case PlacedField(), FieldRow():
                block.take(item)
            case PlacedSection(), _SectionBlock():
                return block.take(item.items)
            case PlacedRepeat(), Entries():
                return block.take(item)
            case PlacedNote(), NoteBox():
                block.take(item)
            case _:
                pass
        return False

    def _built(self, item: Placed) -> QWidget:
        asking = self._asking
        texts, theme = asking.texts, asking.theme
        match item:
            case PlacedField():
                problem = asking.problems.get(item.pointer, "")
                above = item.pointer == asking.asked_above
                field = FieldRow(
                    item,
                    texts,
                    theme,
                    asked_above=above,
                    problem=problem,
                    takes_files=asking.takes_files,
                )
                field.edited.connect(self.answered)
                return field
            case PlacedNote():
                return NoteBox(item, texts, theme)
            case PlacedSection():
                section = _SectionBlock(item, asking)
                section.answered.connect(self.answered)
                return section
            case PlacedRepeat():
                problem = asking.problems.get(item.pointer, "")
                group = Entries(item, texts, theme, lambda: Questions(asking), problem)
                group.answered.connect(self.answered)
                group.changed.connect(self.answered)
                return group

    def _arrange(self) -> None:
        """Put the shown blocks in order; a widget that only changes its place stays alive."""
        _take_apart(self._column)
        for line in self._lines():
            blocks = [self._blocks[key] for key in line]
            if len(blocks) == 1:
                self._column.addWidget(blocks[0])
            else:
                side = row(self._asking.theme, units=2)
                for key, block in zip(line, blocks, strict=True):
                    share = SHARES.get(last(key), SHARE)
                    side.addWidget(block, share, Qt.AlignmentFlag.AlignBottom)
                self._column.addLayout(side)
            for block in blocks:
                block.show()

    def _lines(self) -> list[tuple[Hashable, ...]]:
        """Return the shown blocks line by line."""
        theme = self._asking.theme
        if theme.portrait and theme.text_size is TextSize.LARGEST:
            return [(key,) for key in self._shown]
        if self._arranged == "row":
            return [self._shown]
        if self._arranged != "address":
            return [(key,) for key in self._shown]
        lines: list[tuple[Hashable, ...]] = []
        for key in self._shown:
            if lines and (last(lines[-1][-1]), last(key)) in TOGETHER:
                lines[-1] = (*lines[-1], key)
            else:
                lines.append((key,))
        return lines


class _SectionBlock(QWidget):
    """A heading and what belongs to it; an address has its help below.

    Signals:
        answered: the pointer of a field and its entry, or of a group and its change.
    """

    answered = Signal(str, object)

    def __init__(self, placed: PlacedSection, asking: Asking) -> None:
        super().__init__()
        layout = column(asking.theme, units=2, within=self)
        if label := placed.section.label.to(asking.texts.language):
            layout.addWidget(Label(label, asking.theme, Role.TITLE))
        self._is_address = placed.section.layout == "address"
        self.questions = Questions(asking, placed.section.layout)
        self.questions.take(self._lines(placed.items))
        layout.addWidget(self.questions)
        self._help = self._helped(placed, asking) if self._is_address else None
        if self._help is not None:
            layout.addWidget(self._help)
        self.questions.answered.connect(self.answered)

    def take(self, items: tuple[Placed, ...]) -> bool:
        """Show `items`; return whether something came or went."""
        changed = self.questions.take(self._lines(items))
        if self._help is None:
            return changed
        self._help.keep(municipality_among(items))
        return self._help.arranged() or changed

    def rows(self) -> Iterator[FieldRow]:
        """Yield the questions that are shown, in order."""
        return self.questions.rows()

    def place(self, pointer: str) -> FieldRow | Entries | AddressHelp | None:
        """Return what is asked at `pointer`."""
        if self._help is not None and self._help.pointer == pointer:
            return self._help
        return self.questions.place(pointer)

    def _lines(self, items: tuple[Placed, ...]) -> tuple[Placed, ...]:
        """Return what is typed; the municipality of an address is not."""
        own = municipality_among(items) if self._is_address else None
        return tuple(item for item in items if item is not own)

    def _helped(self, placed: PlacedSection, asking: Asking) -> AddressHelp:
        municipality = municipality_among(placed.items)
        found = AddressHelp(self.rows, municipality, asking.places, asking.texts, asking.theme)
        self.questions.answered.connect(found.take)
        found.answered.connect(self.answered)
        return found


def _key(item: Placed) -> Hashable:
    """Return what makes an item the same from one answer to the next."""
    match item:
        case PlacedField() | PlacedRepeat():
            return item.pointer
        case PlacedNote():
            return id(item.note)
        case PlacedSection():
            return id(item.section)


def _take_apart(layout: QLayout) -> None:
    """Empty `layout` without harm to the widgets in it."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            _take_apart(inner)
            inner.deleteLater()
