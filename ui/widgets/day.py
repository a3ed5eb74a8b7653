"""One day of a calendar."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from ui.theme import Role, Theme
from ui.widgets.surface import draw_surface

ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})

MARK_MM = 0.9
"""Thickness of the line below today."""


class Day(QAbstractButton):
    """A square with a number. A day that may not be chosen has no border and takes no touch.

    Args:
        name: what a screen reader says, such as *Tuesday, 24 November 2026*.
        chosen: whether it is the answer.
        today: whether it is underlined.
    """

    def __init__(self, number: int, name: str, theme: Theme, *, chosen: bool, today: bool) -> None:
        super().__init__()
        self._face, self._theme = str(number), theme
        self._chosen, self._today = chosen, today
        self.setFont(theme.font(Role.DIGITS))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(side(theme), side(theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the calendar; Qt would walk through all buttons with them."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground, number, and the line below today."""
        colours = self._theme.colours
        fill, border, ink = colours.paper, colours.line, colours.ink
        if self._chosen or self.isDown():
            fill, border, ink = colours.accent, "", colours.accent_ink
        elif not self.isEnabled():
            fill, border, ink = "", "", colours.muted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_surface(painter, self.rect(), self._theme, fill, border, focused=self.hasFocus())
        painter.setPen(QColor(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._face)
        if self._today:
            painter.fillRect(self._line(), QColor(ink))

    def _line(self) -> QRectF:
        wide = QFontMetrics(self.font()).horizontalAdvance(self._face)
        high, size = self._theme.px(MARK_MM), self.font().pixelSize()
        return QRectF((self.width() - wide) / 2, (self.height() + size) / 2, wide, high)


def side(theme: Theme) -> int:
    """Return the width and height of a day, in pixels: a finger's, and room for two digits."""
    return max(theme.smallest_target, round(1.9 * theme.font(Role.DIGITS).pixelSize()))
