"""The fields of one page of the form, or of one entry of a group, on a raster."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.form import Option
from kiosk.forms.placed import Placed, PlacedField, PlacedNote, PlacedRepeat, PlacedSection
from kiosk.municipalities import MUNICIPALITY, POSTCODE, TOWN
from kiosk.words import Words
from ui.counter.form_asking import Asking
from ui.counter.form_cell import Cell
from ui.counter.form_piece import Piece
from ui.counter.form_rows import Spot, Wish, rows
from ui.counter.form_words import Heading, NoteStrip
from ui.widgets.address import last

GAP, LINE_GAP = 3, 2.5
"""Between pieces side by side, and between rows, in units of the theme."""


@dataclass(frozen=True)
class Spec:
    """A piece that is wanted: `key` is the same from one answer to the next."""

    key: Hashable
    item: Placed | Words
    begins: bool = False


class Grid(QWidget):
    """Builds a piece when it is first wanted; a piece that stays is not touched.

    Args:
        group: builds the piece of a repeating group.

    Signals:
        answered: the pointer of a field and its entry, or of a group and its change.
        resized: it wants another height.
    """

    answered = Signal(str, object)
    resized = Signal()

    def __init__(
        self,
        asking: Asking,
        group: Callable[[PlacedRepeat, Asking], Piece],
        *,
        headed: bool = False,
    ) -> None:
        super().__init__()
        self._asking, self._group, self._headed = asking, group, headed
        self._built: dict[Hashable, Piece] = {}
        self._specs: tuple[Spec, ...] = ()
        self._problems: Mapping[str, str] = {}
        self._heights: dict[int, int] = {}
        self._together = False
        """Whether several pieces change now, so that all are placed once in the end."""

    def take(self, items: tuple[Placed, ...]) -> bool:
        """Show `items`; return whether something came or went."""
        self._together = True
        specs = tuple(specs_of(items, self._asking, headed=self._headed))
        keys = [spec.key for spec in specs]
        same = keys == [spec.key for spec in self._specs]
        changed = [self._take(spec) for spec in specs]
        gone = {spec.key for spec in self._specs} - set(keys)
        self._specs = specs
        for key in gone:
            self._built[key].hide()
        self._together = False
        if same and not any(changed):
            return False
        self._place()
        for key in keys:
            self._built[key].show()
        return True

    def _take(self, spec: Spec) -> bool:
        piece = self._built.get(spec.key)
        if piece is None:
            piece = self._built[spec.key] = self._made(spec.item)
            piece.setParent(self)
            piece.answered.connect(self.answered)
            piece.resized.connect(self._resized)
            piece.show_problems(self._problems)
            return True
        return False if isinstance(spec.item, Words) else piece.take(spec.item)

    def _made(self, item: Placed | Words) -> Piece:
        match item:
            case PlacedField():
                return Cell(item, self._asking)
            case PlacedNote():
                return NoteStrip(item, self._asking)
            case PlacedRepeat():
                return self._group(item, self._asking)
            case Words():
                return Heading(item, self._asking)
            case PlacedSection():
                raise TypeError("a section is laid out by its items")

    # --- What is in it -------------------------------------------------------------------------

    def shown(self) -> Iterator[Piece]:
        """Yield the pieces that are shown, in order."""
        return (self._built[spec.key] for spec in self._specs)

    def pieces(self) -> Iterator[Piece]:
        """Yield them with all that lies in them, in order."""
        for piece in self.shown():
            yield from piece.pieces()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong here, by pointer."""
        self._problems, self._together = problems, True
        before = [piece.speaks for piece in self.shown()]
        for piece in self.shown():
            piece.show_problems(problems)
        self._together = False
        if any(before) or any(piece.speaks for piece in self.shown()):
            self._resized()

    # --- Its places ----------------------------------------------------------------------------

    def height_at(self, width: int) -> int:
        """Return its height at `width`, in pixels."""
        if width not in self._heights:
            self._heights = {width: self._laid(width, lambda *_: None)}
        return self._heights[width]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pieces in their places."""
        if event.size().width() != event.oldSize().width():
            self._place()

    def _resized(self) -> None:
        if not self._together:
            self._place()
            self.resized.emit()

    def _place(self) -> None:
        self._heights = {self.width(): self._laid(self.width(), _put)}

    def _laid(self, width: int, put: Callable[[Piece, QRect, int, int], None]) -> int:
        """Give each piece its place and the height of its first band; return the height of all."""
        theme = self._asking.theme
        gap, line_gap = theme.space(GAP), theme.space(LINE_GAP)
        pieces = list(self.shown())
        wishes = [
            Wish(piece.wanted_width(), piece.alone, spec.begins)
            for piece, spec in zip(pieces, self._specs, strict=True)
        ]
        y = 0
        for row in rows(wishes, width, gap):
            rooms = _rooms(row, [pieces[spot.number].speaks for spot in row], width, gap)
            bands = [
                pieces[spot.number].bands(spot.width, room)
                for spot, room in zip(row, rooms, strict=True)
            ]
            above = max(band[0] for band in bands)
            for spot, room, (_, body, below) in zip(row, rooms, bands, strict=True):
                place = QRect(spot.left, y, room, above + body + below)
                put(pieces[spot.number], place, spot.width, above)
            y += above + max(body + below for _, body, below in bands) + line_gap
        return max(0, y - line_gap)


def _put(piece: Piece, place: QRect, width: int, above: int) -> None:
    piece.setGeometry(place)
    piece.settle(width, above)
    if place.width() > width:
        piece.lower()  # what it says reaches below its neighbours, who are in front


def _rooms(row: Sequence[Spot], speaks: Sequence[bool], width: int, gap: int) -> list[int]:
    """Return how far each piece may speak: up to the next one that speaks, too."""
    rooms, end = [], width
    for spot, says in zip(reversed(row), reversed(speaks), strict=True):
        rooms.append(end - spot.left if says else spot.width)
        end = spot.left - gap if says else end
    return rooms[::-1]


# --- What stands in it ---------------------------------------------------------------------------


def specs_of(items: tuple[Placed, ...], asking: Asking, *, headed: bool) -> Iterator[Spec]:
    """Yield the pieces of `items`, sections laid open.

    `headed`: whether something above already says what the only section is about.
    """
    only = headed and sum(not isinstance(item, PlacedNote) for item in items) == 1
    begins = False
    for item in items:
        if not isinstance(item, PlacedSection):
            yield Spec(_key(item), item, begins)
            begins = False
            continue
        label, address = item.section.label, item.section.layout == "address"
        if label and not only:
            yield Spec((id(item.section), "heading"), label)
        inner = _of_address(item.items, asking) if address else item.items
        for at, spec in enumerate(specs_of(inner, asking, headed=False)):
            first = at == 0 and (address or begins)
            yield replace(spec, begins=True) if first else spec
        begins = address or bool(label)


def _of_address(items: tuple[Placed, ...], asking: Asking) -> tuple[Placed, ...]:
    """Return what is typed of an address; the municipality only where a place has several."""
    entries = {last(item.pointer): item.entry for item in items if isinstance(item, PlacedField)}
    postcode, town = (str(entries.get(step, "")).strip() for step in (POSTCODE, TOWN))
    known = asking.places.municipalities(postcode, town)
    kept: list[Placed] = []
    for item in items:
        if not isinstance(item, PlacedField) or last(item.pointer) != MUNICIPALITY:
            kept.append(item)
        elif len(known) > 1:
            options = tuple(Option(str(one.bfs), Words({"de": one.name})) for one in known)
            kept.append(replace(item, field=replace(item.field, options=options)))
    return tuple(kept)


def _key(item: Placed) -> Hashable:
    match item:
        case PlacedField() if last(item.pointer) == MUNICIPALITY:
            return item.pointer, tuple(option.value for option in item.field.options)
        case PlacedField() | PlacedRepeat():
            return item.pointer
        case PlacedNote():
            return id(item.note)
        case PlacedSection():
            return id(item.section)
