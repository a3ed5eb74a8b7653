"""The list below a line that is typed into: what may be meant. It never takes the focus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.theme import Role, Theme
from ui.widgets.surface import draw_surface

ROWS = 9
"""So many are seen at once."""

MEASURED = 60
"""So many rows are measured for its width; longer ones below are shortened."""

NARROWEST_MM = 60.0
NONE = -1


@dataclass(frozen=True)
class Match:
    """What a row says, and quietly beside it the visitor's words."""

    label: str
    beside: str = ""


class Matches(QWidget):
    """One list for all lines of a page; lies over what is below them.

    Attributes:
        current: the row that *Enter* takes, `NONE` for none.
    """

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over)
        self._over, self._theme = over, theme
        self._rows: Sequence[Match] = ()
        self._first = 0
        self.current = NONE
        self._line: QWidget | None = None
        self._choose: Callable[[int], None] = lambda _: None
        self.setMouseTracking(True)
        self.hide()

    @property
    def rows(self) -> Sequence[Match]:
        """What is listed now."""
        return self._rows

    def serves(self, line: QWidget) -> bool:
        """Whether it is shown for `line`."""
        return self._line is line and not self.isHidden()

    def offer(
        self, line: QWidget, rows: Sequence[Match], current: int, choose: Callable[[int], None]
    ) -> None:
        """List `rows` below `line`; `choose` is told the row that was clicked."""
        self._line, self._rows, self._choose = line, rows, choose
        self.current, self._first = current, 0
        if not rows:
            self.hide()
            return
        self._place()
        self._reveal()
        self.show()
        self.raise_()
        self.update()

    def withdraw(self, line: QWidget | None = None) -> None:
        """Go away, where it is there for `line` or for anybody."""
        if line is None or self._line is line:
            self._line, self.current = None, NONE
            self.hide()

    def follow(self) -> None:
        """Stay below the line while that moves; go away with it."""
        if self._line is None or self.isHidden():
            return
        if self._line.visibleRegion().isEmpty():
            self.withdraw()
        else:
            self._place()

    def step(self, by: int) -> None:
        """Make the next row the current one (1), or the one before (-1)."""
        if self._rows:
            self.current = max(0, min(len(self._rows) - 1, self.current + by))
            self._reveal()
            self.update()
            row = self._rows[self.current]
            heard = ", ".join(filter(None, (row.label, row.beside)))
            if self._line is not None:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._line, heard))

    # --- Its place -----------------------------------------------------------------------------

    @property
    def _row_height(self) -> int:
        return max(self._theme.smallest_target, QFontMetrics(self._theme.font()).height())

    @property
    def _seen(self) -> int:
        return min(ROWS, len(self._rows))

    def _place(self) -> None:
        assert self._line is not None
        theme, over = self._theme, self._over
        widest = max(self._width_of(self._rows[at]) for at in range(min(MEASURED, len(self._rows))))
        width = max(self._line.width(), theme.px(NARROWEST_MM), widest)
        width = min(width, over.width())
        height = self._seen * self._row_height + 2 * theme.stroke
        spot = self._line.mapTo(over, QPoint(0, self._line.height()))
        left = max(0, min(spot.x(), over.width() - width))
        top = spot.y()
        if top + height > over.height():
            top = max(0, top - self._line.height() - height)
        self.setGeometry(left, top, width, height)

    def _width_of(self, row: Match) -> int:
        theme = self._theme
        width = QFontMetrics(theme.font()).horizontalAdvance(row.label)
        if row.beside:
            width += QFontMetrics(theme.font(Role.SMALL)).horizontalAdvance(row.beside)
        return width + 3 * theme.space(3)

    def _reveal(self) -> None:
        if self.current != NONE:
            self._first = min(self._first, self.current)
            self._first = max(self._first, self.current - self._seen + 1)

    # --- Its look ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the rows that are seen."""
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        draw_surface(painter, self.rect(), theme, colours.paper, colours.line, focused=False)
        for number in range(self._first, self._first + self._seen):
            self._paint_row(painter, number)
        if len(self._rows) > self._seen:
            self._paint_bar(painter)

    def _paint_row(self, painter: QPainter, number: int) -> None:
        theme, colours = self._theme, self._theme.colours
        row, current = self._rows[number], number == self.current
        place = self._place_of(number)
        if current:
            painter.fillRect(place, QColor(colours.accent))
        first, second = self.split(row, place)
        middle, cut = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        painter.setFont(theme.font())
        painter.setPen(QColor(colours.accent_ink if current else colours.ink))
        shown = QFontMetrics(theme.font()).elidedText(row.label, cut, first.width())
        painter.drawText(first, middle | Qt.AlignmentFlag.AlignLeft, shown)
        small = theme.font(Role.SMALL)
        painter.setFont(small)
        painter.setPen(QColor(colours.accent_ink if current else colours.muted))
        shown = QFontMetrics(small).elidedText(row.beside, cut, second.width())
        painter.drawText(second, middle | Qt.AlignmentFlag.AlignRight, shown)

    def split(self, row: Match, place: QRect) -> tuple[QRect, QRect]:
        """Return where in `place` the label stands, and what is left for the visitor's words."""
        side = self._theme.space(2.5)
        room = place.adjusted(side, 0, -side, 0)
        label = QFontMetrics(self._theme.font()).horizontalAdvance(row.label)
        width = min(label + 2, room.width())  # its advance is rounded
        rest = room.adjusted(width + side, 0, 0, 0) if row.beside else QRect()
        return QRect(room.left(), room.top(), width, room.height()), rest

    def _paint_bar(self, painter: QPainter) -> None:
        """Say that there are more: a bar at the right edge."""
        theme, count = self._theme, len(self._rows)
        width, whole = theme.px(1), self.height() - 2 * theme.stroke
        length = max(theme.px(4), whole * self._seen // count)
        top = theme.stroke + (whole - length) * self._first // max(1, count - self._seen)
        left = self.width() - width - theme.stroke
        painter.fillRect(left, top, width, length, QColor(theme.colours.line))

    def _place_of(self, number: int) -> QRect:
        stroke, height = self._theme.stroke, self._row_height
        top = stroke + (number - self._first) * height
        return QRect(stroke, top, self.width() - 2 * stroke, height)

    # --- The mouse -----------------------------------------------------------------------------

    def _row_at(self, y: float) -> int:
        number = self._first + int(y - self._theme.stroke) // self._row_height
        return number if 0 <= number < len(self._rows) else NONE

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row that was clicked."""
        number = self._row_at(event.position().y())
        if number != NONE:
            self._choose(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show other rows."""
        step = -1 if event.angleDelta().y() > 0 else 1
        self._first = max(0, min(len(self._rows) - self._seen, self._first + step))
        self.update()
        event.accept()
