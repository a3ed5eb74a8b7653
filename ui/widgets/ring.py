"""A ring that empties while seconds pass."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Role, Theme

SIZE_MM, STROKE_MM = 44.0, 4.0
WHOLE = 360 * 16
"""Qt counts angles in sixteenths of a degree."""


class Ring(QWidget):
    """Shows `seconds` left of as many; the number stands inside, the sentence beside it."""

    def __init__(self, theme: Theme, seconds: int) -> None:
        super().__init__()
        self._theme, self._whole, self._left = theme, max(1, seconds), seconds
        self.setFixedSize(QSize(theme.px(SIZE_MM), theme.px(SIZE_MM)))

    def show_left(self, seconds: int) -> None:
        """Show what is left."""
        self._left = seconds
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ring and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke, colours = self._theme.px(STROKE_MM), self._theme.colours
        place = QRectF(self.rect()).adjusted(stroke, stroke, -stroke, -stroke)
        pen = QPen(QColor(colours.hairline), stroke)
        if colours.hairline == colours.accent:  # high contrast: the rest of the ring is a thin line
            pen.setWidth(self._theme.stroke)
        painter.setPen(pen)
        painter.drawEllipse(place)
        pen = QPen(QColor(colours.accent), stroke, c=Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(place, 90 * 16, -WHOLE * self._left // self._whole)
        painter.setPen(QColor(colours.ink))
        font = self._theme.font(Role.HEADING)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._left))
