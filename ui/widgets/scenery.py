"""A calm horizon for the attract screen: hills and a lake in two shades of the accent."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.session import Contrast
from ui.theme import Theme

PEAKS = (
    (0.0, 0.55),
    (0.1, 0.42),
    (0.2, 0.5),
    (0.33, 0.2),
    (0.4, 0.3),
    (0.47, 0.16),
    (0.58, 0.46),
    (0.72, 0.36),
    (0.86, 0.5),
    (1.0, 0.38),
)
HILLS = ((0.0, 0.72), (0.16, 0.6), (0.3, 0.74), (0.5, 0.58), (0.66, 0.7), (0.84, 0.6), (1.0, 0.74))
RIDGES = ((118, PEAKS), (108, HILLS))
"""How much lighter than the accent, in percent, and the summits in parts of the place."""

SHORE = 0.86


class Scenery(QWidget):
    """A ground in the accent's colour with the horizon at its lower edge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground, ridges and water; in high contrast nothing but the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._theme.contrast is Contrast.HIGH:
            painter.fillRect(self.rect(), QColor(self._theme.colours.paper))
            return
        accent = QColor(self._theme.colours.accent)
        painter.fillRect(self.rect(), accent)
        height = min(self.height() * 0.4, self.width() * 0.3)
        place = QRectF(0, self.height() - height, self.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        for lighter, summits in RIDGES:
            painter.setBrush(accent.lighter(lighter))
            painter.drawPath(_ridge(summits, place))
        water = QRectF(0, place.top() + SHORE * height, place.width(), (1 - SHORE) * height + 1)
        painter.fillRect(water, accent.darker(112))


def _ridge(summits: tuple[tuple[float, float], ...], place: QRectF) -> QPainterPath:
    points = [
        QPointF(place.left() + x * place.width(), place.top() + y * place.height())
        for x, y in summits
    ]
    path = QPainterPath(place.bottomLeft())
    path.lineTo(points[0])
    for here, there in pairwise(points):
        # Slopes that run out level at both ends: hills, not teeth.
        middle = (here.x() + there.x()) / 2
        path.cubicTo(QPointF(middle, here.y()), QPointF(middle, there.y()), there)
    path.lineTo(place.bottomRight())
    path.closeSubpath()
    return path
