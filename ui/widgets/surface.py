"""Grounds: the one place that draws a fill, a border and the focus ring."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import Theme


def draw_surface(
    painter: QPainter, place: QRect, theme: Theme, fill: str, border: str, *, focused: bool
) -> None:
    """Draw a rounded ground in `place`; '' is no fill, no border.

    The focus ring lies at the edge with a gap of paper inside, so that it stands out from every
    fill (WCAG 2.4.13).
    """
    area = QRectF(place)
    if focused:
        ring = theme.focus_stroke
        _rounded(painter, area, theme.radius, theme.colours.paper, theme.colours.focus, ring)
        area = area.adjusted(1.6 * ring, 1.6 * ring, -1.6 * ring, -1.6 * ring)
    _rounded(painter, area, theme.radius, fill, border, theme.stroke)


def _rounded(
    painter: QPainter, area: QRectF, radius: int, fill: str, border: str, stroke: int
) -> None:
    painter.setPen(QPen(QColor(border), stroke) if border else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = stroke / 2 if border else 0
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)
