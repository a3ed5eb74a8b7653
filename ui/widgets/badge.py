"""A large sign in a circle: what a page says, seen from two metres away."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import icon
from ui.theme import Theme

SIZE_MM, STAFF_SIZE_MM = 26.0, 10.0

PART = 0.56
"""How much of the circle the sign takes."""


class Badge(QWidget):
    """Says nothing to a screen reader; the heading beside it does.

    Args:
        colour: one of the theme's colours, the ground of the circle.
    """

    def __init__(self, icon_name: str, theme: Theme, colour: str) -> None:
        super().__init__()
        self._icon_name, self._theme, self._colour = icon_name, theme, colour
        self._size = theme.px(STAFF_SIZE_MM if theme.staff else SIZE_MM)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint circle and sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(QRectF(0, 0, self._size, self._size))
        inner = round(self._size * PART)
        edge = (self._size - inner) // 2
        painter.drawImage(edge, edge, icon(self._icon_name, self._theme.colours.paper, inner))
