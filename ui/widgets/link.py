"""A sentence that leads somewhere on the screen; never an address."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Role, Theme
from ui.widgets.lines import Lines
from ui.widgets.surface import draw_surface


class Link(QAbstractButton):
    """Underlined, as wide as it is given, as high as a finger.

    Args:
        colour: one of the theme's colours.
    """

    def __init__(self, sentence: str, theme: Theme, colour: str) -> None:
        super().__init__()
        self.sentence = sentence
        self._theme, self._colour = theme, colour
        font = theme.font(Role.BUTTON)
        font.setUnderline(True)
        self.setFont(font)
        self.setAccessibleName(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _lines(self, width: float) -> Lines:
        return Lines(self.sentence, self.font(), width - 2 * self._theme.space(0.5))

    def hasHeightForWidth(self) -> bool:
        """Whether the height depends on the width: a long sentence is broken."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at `width`, in pixels: never below a finger's."""
        text = self._lines(width).height + 2 * self._theme.space(0.5)
        return max(self._theme.smallest_target, round(text + 0.5))

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        width = round(Lines(self.sentence, self.font(), 1e6).width + 1.5)
        return QSize(width + 2 * self._theme.space(0.5), self._theme.smallest_target)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(self._theme.smallest_target, self._theme.smallest_target)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the sentence."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = theme.colours.accent_soft if self.isDown() else ""
        draw_surface(painter, self.rect(), theme, fill, "", focused=self.hasFocus())
        painter.setPen(QColor(self._colour))
        lines = self._lines(self.width())
        edge = theme.space(0.5)
        room = QRectF(self.rect()).adjusted(edge, 0, -edge, 0)
        room.setTop((self.height() - lines.height) / 2)
        lines.draw(painter, room)
