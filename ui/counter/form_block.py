"""One page of the form as a section: its title at the left, its fields beside it."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.form import Page
from kiosk.forms.placed import Placed, PlacedNote, flat
from ui.counter.form_asking import Asking
from ui.counter.form_grid import Grid
from ui.counter.form_group import Group
from ui.counter.form_piece import Piece
from ui.theme import Role
from ui.widgets.lines import Lines

USUAL_IN_A_ROW = 3
"""Fields; what the height of a section that is not built yet is guessed from."""

GUTTER_MM, ROOM_MM = 54.0, 150.0
"""Width of the titles, and what the fields beside them need; with less, titles stand above."""


class Said:
    """Texts below each other, each in its font and colour; empty ones take no room."""

    def __init__(self, *parts: tuple[str, QFont, str]) -> None:
        self._parts = [part for part in parts if part[0]]
        self._broken: dict[int, list[Lines]] = {}

    def _lines(self, width: int) -> list[Lines]:
        if width not in self._broken:
            self._broken = {width: [Lines(text, font, width) for text, font, _ in self._parts]}
        return self._broken[width]

    def height_at(self, width: int) -> int:
        """Return their height at `width`, in pixels."""
        lines = self._lines(width)
        return round(sum(one.height for one in lines) + 0.5) if lines else 0

    def paint(self, painter: QPainter, left: int, top: int, width: int) -> None:
        """Paint them from `left` and `top`."""
        y = float(top)
        for lines, (_, _, colour) in zip(self._lines(width), self._parts, strict=True):
            painter.setPen(QColor(colour))
            lines.draw(painter, QRectF(left, y, width, lines.height))
            y += lines.height


class Block(QWidget):
    """Built when it comes near; until then it only takes its place.

    Signals:
        answered: the pointer of a field and its entry, or of a group and its change.
        resized: it wants another height.
    """

    answered = Signal(str, object)
    resized = Signal()

    def __init__(self, number: int, page: Page, asking: Asking) -> None:
        super().__init__()
        self.number = number
        self._asking, self._theme = asking, asking.theme
        language = asking.texts.language
        colours = self._theme.colours
        bold, small = self._theme.font(Role.BUTTON), self._theme.font(Role.SMALL)
        self._title = Said(
            (page.title.to(language), bold, colours.ink),
            (asking.beside(page.title), small, colours.muted),
        )
        self._intro = Said(
            (page.intro.to(language), small, colours.ink),
            (asking.beside(page.intro), small, colours.muted),
        )
        self._drop = round(_baseline(bold) - _baseline(small))
        """How much lower a title stands than a label beside it."""
        self._items: tuple[Placed, ...] = ()
        self._problems: Mapping[str, str] = {}
        self._heights: dict[int, int] = {}
        self.grid: Grid | None = None
        self.setAccessibleName(page.title.to(language))

    # --- What is in it -------------------------------------------------------------------------

    def take(self, items: tuple[Placed, ...]) -> bool:
        """Take what is asked now; return whether something came or went."""
        before, self._items = self._items, items
        changed = self.grid.take(items) if self.grid else len(before) != len(items)
        if changed:
            self._heights = {}
        return changed

    def build(self) -> bool:
        """Build the fields; return False where they were there."""
        if self.grid is not None:
            return False
        self.grid = Grid(self._asking, Group, headed=True)
        self.grid.setParent(self)
        self._heights = {}
        self.grid.answered.connect(self.answered)
        self.grid.resized.connect(self._resized)
        self.grid.show_problems(self._problems)
        self.grid.take(self._items)
        self.grid.show()
        return True

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong here, by pointer."""
        self._problems = problems
        if self.grid is not None:
            self.grid.show_problems(problems)

    def _resized(self) -> None:
        self._heights = {}
        self.resized.emit()

    def pieces(self) -> Iterator[Piece]:
        """Yield what is in it, in order."""
        return self.grid.pieces() if self.grid is not None else iter(())

    def stops(self) -> Iterator[QWidget]:
        """Yield what *Tab* reaches, in order."""
        for piece in self.grid.shown() if self.grid is not None else ():
            yield from piece.stops()

    # --- Its places ----------------------------------------------------------------------------

    def _gutter(self, width: int) -> int:
        """Return the width of the titles at the left; 0 where they stand above."""
        scale = self._theme.text_size.value / 5.0
        gutter, room = (self._theme.px(mm * scale) for mm in (GUTTER_MM, ROOM_MM))
        return gutter if width >= gutter + room else 0

    def _title_width(self, width: int) -> int:
        gutter = self._gutter(width)
        return gutter - self._theme.space(5) if gutter else width

    def _room(self, width: int) -> tuple[int, int]:
        """Return where what is beside the title begins, from the left and from above."""
        gutter, edge = self._gutter(width), self._theme.space(3)
        if gutter:
            return gutter, edge
        return 0, edge + self._title.height_at(width) + self._theme.space(2)

    def _fields_at(self, width: int) -> tuple[int, int]:
        """Return where the fields begin, from the left and from above."""
        left, top = self._room(width)
        intro = self._intro.height_at(width - left)
        return left, top + intro + (self._theme.space(2) if intro else 0)

    def height_at(self, width: int) -> int:
        """Return its height at `width`, in pixels; guessed before it is built."""
        if width not in self._heights:
            self._heights = {width: self._height(width)}
        return self._heights[width]

    def _height(self, width: int) -> int:
        left, top = self._fields_at(width)
        edge = self._theme.space(3)
        fields = self.grid.height_at(width - left) if self.grid else self._guessed()
        title = self._title.height_at(self._title_width(width))
        return max(top + fields, edge + title) + edge

    def _guessed(self) -> int:
        things = flat(self._items)
        notes = sum(isinstance(item, PlacedNote) for item in things)
        lines = -(-(len(things) - notes) // USUAL_IN_A_ROW)
        return round((lines * 1.8 + notes) * (self._theme.target + self._theme.space(2)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Put the fields in their place."""
        self.place_fields()

    def place_fields(self) -> None:
        """Put the fields beside or below the title."""
        if self.grid is not None:
            left, top = self._fields_at(self.width())
            width = self.width() - left
            self.grid.setGeometry(left, top, width, self.grid.height_at(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the title, what is said below it, and a hairline above."""
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        hairline = max(1, theme.px(0.25))
        painter.fillRect(0, 0, self.width(), hairline, QColor(colours.hairline))
        top = theme.space(3) - self._drop
        self._title.paint(painter, 0, top, self._title_width(self.width()))
        left, top = self._room(self.width())
        self._intro.paint(painter, left, top, self.width() - left)


def _baseline(font: QFont) -> float:
    """Return how far below its upper edge a first line stands, in pixels."""
    metrics = QFontMetricsF(font)
    return (Lines("", font, 1).height - metrics.height()) / 2 + metrics.ascent()
