"""One answer that can be touched: a large button, painted here, with a radio mark or a tick."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from ui.theme import Role, Theme
from ui.widgets.label import ONE_LINE
from ui.widgets.lines import Lines
from ui.widgets.surface import draw_surface

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # Qt's class comes last, so that these methods go before its own

MARK_MM, STAFF_MARK_MM = 7.0, 4.5

TICK = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))
"""Its three points, in parts of its box."""


class _Option(_Button):
    """What both kinds of options share. The label is painted, so `&` and `<` are only letters."""

    def __init__(self, label: str, theme: Theme) -> None:
        super().__init__()
        self.label = label
        self.theme = theme
        self._broken_to: dict[int, Lines] = {}
        self.setFont(theme.font(Role.BODY))
        least = theme.px(STAFF_MARK_MM if theme.staff else MARK_MM)
        self._margin = theme.space(2)
        self._size_of_mark = max(least, self.font().pixelSize())
        self._indent = self._margin + self._size_of_mark + theme.space(2)
        self.setAccessibleName(label)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, pos: QPoint) -> bool:
        """Return whether `pos` is on the button: all of it can be touched."""
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """Return True: a long label wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped label with its margins, at least a target's."""
        text = self._lines(width).height + 2 * self.theme.space(1)
        return max(self.theme.target, round(text + 0.5))

    def sizeHint(self) -> QSize:
        """Return the size of the label on one line."""
        text = self._lines(ONE_LINE).width
        return QSize(round(text + 1.5) + self._indent + self._margin, self.theme.target)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; a label can always be broken."""
        return QSize(self._indent + self.theme.target, self.theme.target)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground, focus ring, mark and label."""
        theme, colours = self.theme, self.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        fill = colours.accent_soft if chosen or self.isDown() else colours.paper
        border = colours.accent if chosen else colours.line
        border = colours.error if self.property("wrong") else border
        draw_surface(painter, self.rect(), theme, fill, border, focused=self.hasFocus())
        self._paint_mark(painter, self._mark())
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.muted))
        lines = self._lines(self.width())
        room = QRectF(self.rect()).adjusted(self._indent, 0, -self._margin, 0)
        room.setTop((self.height() - lines.height) / 2)
        lines.draw(painter, room)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        raise NotImplementedError

    def _lines(self, width: int) -> Lines:
        """Return the label broken for `width`; layouts ask for a few widths again and again."""
        if width not in self._broken_to:
            room = width - self._indent - self._margin
            self._broken_to[width] = Lines(self.label, self.font(), room)
        return self._broken_to[width]

    def _mark(self) -> QRectF:
        size = self._size_of_mark
        return QRectF(self._margin, (self.height() - size) / 2, size, size)

    def _pen(self, colour: str, strokes: float) -> QPen:
        pen = QPen(QColor(colour), self.theme.stroke * strokes)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen


class RadioOption(_Option, QRadioButton):
    """One of several answers."""

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        colours = self.theme.colours
        painter.setPen(self._pen(colours.accent if self.isChecked() else colours.line, 1.5))
        painter.setBrush(QColor(colours.paper))
        painter.drawEllipse(box)
        if self.isChecked():
            inset = box.width() * 0.25
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


class TickOption(_Option, QCheckBox):
    """An answer that stands beside others, or alone."""

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        colours, radius = self.theme.colours, self.theme.radius / 2
        painter.setPen(self._pen(colours.accent if self.isChecked() else colours.line, 1.5))
        painter.setBrush(QColor(colours.accent if self.isChecked() else colours.paper))
        painter.drawRoundedRect(box, radius, radius)
        if self.isChecked():
            painter.setPen(self._pen(colours.accent_ink, 2.2))
            painter.drawPolyline(
                [
                    QPointF(box.left() + box.width() * right, box.top() + box.height() * down)
                    for right, down in TICK
                ]
            )
