"""A repeating group: a numbered block for each person or thing, and the way to one more."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Added, Removed, RepeatChange
from kiosk.forms.placed import Placed, PlacedRepeat
from ui.counter.caps import cap_height, cap_width, paint_cap
from ui.counter.form_asking import Asking
from ui.counter.form_caption import bold_small
from ui.counter.form_cell import Cell
from ui.counter.form_grid import Grid
from ui.counter.form_piece import Piece
from ui.counter.keys import cap
from ui.icons import icon
from ui.theme import Role
from ui.widgets.button import Button, Look
from ui.widgets.lines import Lines
from ui.widgets.surface import draw_surface

ADD, REMOVE = cap("Ctrl++"), cap("Ctrl+-")
"""The keys for one more entry, and for one less."""


class Group(Piece):
    """An entry is built when there is one more, and deleted when there is one less."""

    def __init__(self, placed: PlacedRepeat, asking: Asking) -> None:
        super().__init__()
        self.placed, self.pointer = placed, placed.pointer
        self._asking, self._theme = asking, asking.theme
        texts, repeat = asking.texts, placed.repeat
        self.name = repeat.entry_label.to(texts.language)
        self.entries: list[EntryBlock] = []
        self.problem = ""
        self._problems: Mapping[str, str] = {}
        self._wish: RepeatChange | None = None
        self.add = Button(
            texts("filling-add", entry=self.name), self._theme, Look.SECONDARY, icon_name="plus",
            role=Role.SMALL,
        )  # fmt: skip
        self.add.setAccessibleDescription(ADD)
        self.add.setParent(self)
        self.add.clicked.connect(self.add_one)
        self._build(placed)

    # --- What is in it -------------------------------------------------------------------------

    def take(self, item: Placed) -> bool:
        """Take what is asked now; return whether something came or went."""
        assert isinstance(item, PlacedRepeat)
        self.placed = item
        if len(item.entries) != len(self.entries) or self._wish is not None:
            self._build(item)
            self._go_on()
            return True
        pairs = zip(self.entries, item.entries, strict=True)
        changed = [block.grid.take(items) for block, items in pairs]
        return any(changed)

    def _build(self, placed: PlacedRepeat) -> None:
        """Build the blocks anew after a removal; after an addition only the one that is new."""
        kept = self.entries[: len(placed.entries)]
        if isinstance(self._wish, Removed):
            kept = self.entries[: min(self._wish.index, len(placed.entries))]
        for block in self.entries[len(kept) :]:
            block.hide()
            block.deleteLater()
        for block, items in zip(kept, placed.entries, strict=False):
            block.grid.take(items)
        fresh = range(len(kept), len(placed.entries))
        self.entries = [*kept, *(self._block(number, placed) for number in fresh)]
        may_go = len(self.entries) > placed.repeat.min_items
        for block in self.entries:
            block.remove.setVisible(may_go)
        self.add.setVisible(len(self.entries) < placed.repeat.max_items)

    def _block(self, number: int, placed: PlacedRepeat) -> "EntryBlock":
        block = EntryBlock(self.name, number, placed.entries[number], self._asking)
        block.setParent(self)
        block.grid.answered.connect(self.answered)
        block.grid.resized.connect(self.resized)
        block.grid.show_problems(self._problems)
        block.remove.clicked.connect(lambda: self._remove(number))
        block.show()
        return block

    def pieces(self) -> Iterator[Piece]:
        """Yield it, then the pieces of its entries."""
        yield self
        for block in self.entries:
            yield from block.grid.pieces()

    def stops(self) -> Iterator[QWidget]:
        """Yield the stops of the entries, then the way to one more."""
        for block in self.entries:
            for piece in block.grid.shown():
                yield from piece.stops()
        if not self.add.isHidden():
            yield self.add

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """See `Piece`."""
        self._problems, self.problem = problems, problems.get(self.pointer, "")
        for block in self.entries:
            block.grid.show_problems(problems)
        self.resized.emit()

    @property
    def speaks(self) -> bool:
        """Whether something is wrong in it."""
        pieces = (piece for block in self.entries for piece in block.grid.pieces())
        return bool(self.problem) or any(piece.speaks for piece in pieces)

    # --- One more, one less --------------------------------------------------------------------

    def add_one(self) -> None:
        """Want one more entry."""
        if not self.add.isHidden():
            self._want(Added())

    def remove_with(self, focused: QWidget) -> bool:
        """Want the entry gone that has the focus; False where none has, or all must stay."""
        for number, block in enumerate(self.entries):
            if block.isAncestorOf(focused) and not block.remove.isHidden():
                self._remove(number)
                return True
        return False

    def _remove(self, number: int) -> None:
        self._want(Removed(number))

    def _want(self, change: RepeatChange) -> None:
        self._wish = change
        self.answered.emit(self.pointer, change)

    def _go_on(self) -> None:
        """Put the focus where one goes on after a change."""
        wish, self._wish = self._wish, None
        match wish:
            case Added() if self.entries:
                block = self.entries[-1]
            case Removed(index) if self.entries:
                block = self.entries[min(index, len(self.entries) - 1)]
            case Removed():
                self.add.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            case _:
                return
        block.focus()

    # --- Its places ----------------------------------------------------------------------------

    def bands(self, width: int, room: int) -> tuple[int, int, int]:  # noqa: ARG002 - as `Piece`
        """See `Piece`."""
        gap = self._theme.space(2)
        heights = [block.height_at(width) + gap for block in self.entries]
        button = 0 if self.add.isHidden() else self._theme.target
        return 0, sum(heights) + button + self._problem_height(width), 0

    def settle(self, width: int, above: int) -> None:  # noqa: ARG002 - nothing stands above it
        """Put the entries below each other, and the button below them."""
        gap = self._theme.space(2)
        y = self._problem_height(width)
        for block in self.entries:
            height = block.height_at(width)
            block.setGeometry(0, y, width, height)
            y += height + gap
        self.add.setGeometry(0, y, min(width, self.add.sizeHint().width()), self._theme.target)
        self.update()

    def _problem_lines(self, width: int) -> Lines | None:
        if not self.problem:
            return None
        return Lines(self.problem, bold_small(self._asking), width - self._sign())

    def _sign(self) -> int:
        return round(1.6 * self._theme.font(Role.SMALL).pixelSize())

    def _problem_height(self, width: int) -> int:
        lines = self._problem_lines(width)
        return round(lines.height + 0.5) + self._theme.space(1) if lines else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint what is wrong with the group, and the key beside the button."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.add.isHidden():
            place = self.add.geometry()
            spot = QPoint(
                place.right() + theme.space(2), place.center().y() - cap_height(theme) // 2
            )
            size = QRect(spot.x(), spot.y(), cap_width(ADD, theme), cap_height(theme))
            paint_cap(painter, size, ADD, theme, theme.colours.muted)
        lines = self._problem_lines(self.width())
        if lines is not None:
            error, size_of_sign = theme.colours.error, round(self._sign() / 1.4)
            painter.drawImage(0, 0, icon("triangle-alert", error, size_of_sign))
            painter.setPen(QColor(error))
            lines.draw(painter, QRectF(self._sign(), 0, self.width(), lines.height))


class EntryBlock(QWidget):
    """One entry: its number at the left, its fields, and the way to take it away at the right."""

    def __init__(self, name: str, number: int, items: tuple[Placed, ...], asking: Asking) -> None:
        super().__init__()
        self._theme = asking.theme
        texts = asking.texts
        said = {"entry": name, "number": number + 1}
        self._title = texts("filling-entry", **said)
        self._font = bold_small(asking)
        self.grid = Grid(asking, Group)
        self.grid.setParent(self)
        self.grid.take(items)
        self.remove = Button("", self._theme, Look.QUIET, icon_name="trash-2", role=Role.SMALL)
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.setAccessibleName(texts("filling-remove-entry", **said))
        self.remove.setAccessibleDescription(REMOVE)
        self.remove.setParent(self)

    def focus(self) -> None:
        """Go to its first field."""
        for piece in self.grid.pieces():
            if isinstance(piece, Cell):
                piece.editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _edge(self) -> int:
        return self._theme.space(2.5)

    def _head(self) -> int:
        """Return the height of the line with its number."""
        return self._theme.smallest_target

    def height_at(self, width: int) -> int:
        """Return its height at `width`, in pixels."""
        edge = self._edge()
        return self._head() + self.grid.height_at(width - 2 * edge) + edge

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Put the fields below the head."""
        edge, side = self._edge(), self._head()
        width = self.width() - 2 * edge
        self.grid.setGeometry(edge, self._head(), width, self.grid.height_at(width))
        self.remove.setGeometry(self.width() - side - edge // 2, 0, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground and the number."""
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_surface(painter, self.rect(), theme, "", colours.hairline, focused=False)
        painter.setFont(self._font)
        painter.setPen(QColor(colours.accent))
        place = QRect(self._edge(), 0, self.width(), self._head())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._title)
