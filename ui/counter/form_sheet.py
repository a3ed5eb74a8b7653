"""The whole form below each other, in an area that moves; what is far is not built."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from kiosk.forms.filled import Filled
from ui.counter.form_asking import Asking
from ui.counter.form_block import Block
from ui.counter.form_piece import Piece, piece_of
from ui.counter.scroll import thin
from ui.theme import Theme

SIDE, EDGE = 6, 3
"""Margins, in units of the theme."""

AHEAD = 0.6
"""Parts of what is seen that are built before they are seen."""


class Sheet(QScrollArea):
    """Puts its blocks into their places itself, at once: no layout runs behind a key.

    Signals:
        answered: the pointer of a field and its entry, or of a group and its change.
        scrolled: other parts are seen now.
    """

    answered = Signal(str, object)
    scrolled = Signal()

    def __init__(self, asking: Asking, head: QWidget) -> None:
        super().__init__()
        self._asking, self._theme = asking, asking.theme
        self._ground, self._head = QWidget(), head
        self._head.setParent(self._ground)
        self._blocks: dict[int, Block] = {}
        self._shown: tuple[int, ...] = ()
        self._problems: Mapping[str, str] = {}
        self._together = False
        """Whether several blocks change now, so that all are placed once in the end."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setStyleSheet(thin(asking.theme))
        self.verticalScrollBar().setSingleStep(asking.theme.target)
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # --- What is in it -------------------------------------------------------------------------

    def take(self, filled: Filled) -> bool:
        """Show what is asked now; return whether something came or went."""
        pages = tuple(filled.pages)
        for number in pages:
            if number not in self._blocks:
                self._blocks[number] = self._made(number, filled)
        self._together = True
        changed = [self._blocks[number].take(filled.placed[number]) for number in pages]
        self._together = False
        if pages == self._shown and not any(changed):
            return False
        gone = set(self._shown) - set(pages)
        self._shown = pages
        for number in gone:
            self._blocks[number].hide()
        for number in pages:
            self._blocks[number].show()
        self.arrange()
        return True

    def _made(self, number: int, filled: Filled) -> Block:
        block = Block(number, filled.form.pages[number], self._asking)
        block.setParent(self._ground)
        block.answered.connect(self.answered)
        block.resized.connect(self.arrange)
        block.show_problems(self._problems)
        return block

    def blocks(self) -> Iterator[Block]:
        """Yield the sections that are shown, in order."""
        return (self._blocks[number] for number in self._shown)

    def block(self, number: int) -> Block | None:
        """Return the section of page `number`, built; None where it is not shown."""
        if number not in self._shown:
            return None
        block = self._blocks[number]
        if block.build():
            self.arrange()
        return block

    def build_around(self, widget: QWidget | None) -> None:
        """Build the sections before and after the one that holds `widget`."""
        blocks = list(self.blocks())
        if widget is None:
            return
        at = next((n for n, one in enumerate(blocks) if one.isAncestorOf(widget)), None)
        if at is not None:
            built = [block.build() for block in blocks[max(0, at - 1) : at + 2]]
            if any(built):
                self.arrange()

    def pieces(self) -> Iterator[Piece]:
        """Yield all that is built and shown, in order."""
        for block in self.blocks():
            yield from block.pieces()

    def stops(self) -> Iterator[QWidget]:
        """Yield what *Tab* reaches, in order, as far as it is built."""
        for block in self.blocks():
            yield from block.stops()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong, by pointer."""
        if problems == self._problems:
            return
        self._problems, self._together = problems, True
        for block in self._blocks.values():
            block.show_problems(problems)
        self._together = False
        self.arrange()

    # --- Its places ----------------------------------------------------------------------------

    def arrange(self) -> None:
        """Put everything into its place; what has the focus stays where it is seen."""
        if self._together:
            return
        self._together = True
        self._steadily(self._place)
        self._together = False
        self._build_near()

    def _place(self) -> None:
        side, edge = self._theme.space(SIDE), self._theme.space(EDGE)
        width = self.viewport().width() - 2 * side
        if width <= 0:
            return
        tall = self._head.heightForWidth(width)
        self._head.setGeometry(side, edge, width, tall)
        y = 2 * edge + tall
        for block in self.blocks():
            height = block.height_at(width)
            block.setGeometry(side, y, width, height)
            block.place_fields()
            y += height
        self._ground.resize(self.viewport().width(), y + 2 * edge)

    def _steadily(self, act: Callable[[], None]) -> None:
        """Do `act`; what one looks at stays where it is on the screen."""
        bar, anchor = self.verticalScrollBar(), self._anchor()
        offset = self._top(anchor) - bar.value() if anchor else 0
        act()
        if anchor is not None:
            bar.setValue(self._top(anchor) - offset)
        self._ground.move(0, -bar.value())

    def _anchor(self) -> QWidget | None:
        """Return what is looked at: what has the focus, else the first section in sight."""
        seen = QRect(-self._ground.pos(), self.viewport().size())
        focused = QApplication.focusWidget()
        if focused is not None and self._ground.isAncestorOf(focused):
            place = QRect(focused.mapTo(self._ground, QPoint()), focused.size())
            if place.intersects(seen):
                return focused
        built = (one for one in self.blocks() if one.grid is not None)
        return next((one for one in built if one.geometry().intersects(seen)), None)

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(self._ground, QPoint()).y()

    def _build_near(self) -> None:
        """Build what is seen, and some of what is near."""
        if self._together:
            return
        self._together = True
        ahead = round(AHEAD * self.viewport().height())
        for block in self.blocks():
            seen = QRect(-self._ground.pos(), self.viewport().size())
            near = block.geometry().intersects(seen.adjusted(0, -ahead, 0, ahead))
            if block.grid is None and near:
                block.build()
                self._steadily(self._place)
        self._together = False

    def _moved(self) -> None:
        self._build_near()
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width."""
        super().resizeEvent(event)
        self.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page: none moves the form away from what one types into."""
        event.ignore()

    def reveal(self, widget: QWidget) -> None:
        """Bring `widget`, with what belongs to it, into sight."""
        piece = piece_of(widget) or widget
        place = QRect(piece.mapTo(self._ground, QPoint()), piece.size())
        room = self.viewport().height()
        around = min(2 * self._theme.target, max(0, room - place.height()) // 2)
        top = place.top() - around
        bottom = place.top() + min(place.height(), room) + around
        bar = self.verticalScrollBar()
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)


def side_of(theme: Theme) -> int:
    """Return the margin at the left of the form, in pixels."""
    return theme.space(SIDE)
