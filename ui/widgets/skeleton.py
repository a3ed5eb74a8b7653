"""Grey bars where text will be: still, because nothing here moves or blinks."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

BARS = (0.9, 0.75, 0.85, 0.4)
"""Their widths, in parts of the whole."""


class Skeleton(QWidget):
    """Says nothing to a screen reader; the words beside it do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for all bars."""
        return QSize(self._theme.px(80), len(BARS) * self._theme.space(5))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.hairline))
        height, step, radius = self._theme.space(2), self._theme.space(5), self._theme.radius
        for number, part in enumerate(BARS):
            place = QRectF(0, number * step, part * self.width(), height)
            painter.drawRoundedRect(place, radius, radius)
