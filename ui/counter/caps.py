"""Keys as they look on a keyboard: a cap with its name, alone or before what the key does."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Role, Theme
from ui.widgets.surface import draw_surface


def cap_width(text: str, theme: Theme) -> int:
    """Return how wide the cap of `text` is, in pixels."""
    metrics = QFontMetrics(theme.font(Role.SMALL))
    return max(theme.px(8), metrics.horizontalAdvance(text) + 2 * theme.space(1.5))


def cap_height(theme: Theme) -> int:
    """Return how high a cap is, in pixels."""
    return QFontMetrics(theme.font(Role.SMALL)).height() + theme.space(1)


def bar_height(theme: Theme) -> int:
    """Return how high a line of caps is: as a target, or higher where the text is large."""
    return max(theme.smallest_target, cap_height(theme))


def paint_cap(painter: QPainter, place: QRect, text: str, theme: Theme, colour: str) -> None:
    """Paint a cap with the name of its key."""
    colours = theme.colours
    draw_surface(painter, place, theme, colours.paper, colours.hairline, focused=False)
    painter.setFont(theme.font(Role.SMALL))
    painter.setPen(QColor(colour))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Cap(QWidget):
    """One cap, to stand beside words."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__()
        self.text, self._theme = text, theme
        self.setAccessibleName(text)
        self.setFixedSize(QSize(cap_width(text, theme), cap_height(theme)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the cap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, self.rect(), self.text, self._theme, self._theme.colours.muted)


class KeyHint(QAbstractButton):
    """A cap and what its key does; a click does the same. Tab passes it by: the key is shorter."""

    def __init__(self, key: str, words: str, theme: Theme) -> None:
        super().__init__()
        self._key, self._words, self._theme = key, words, theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(words)
        self.setAccessibleDescription(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its size, as high as a target."""
        theme = self._theme
        words = QFontMetrics(theme.font(Role.SMALL)).horizontalAdvance(self._words)
        width = cap_width(self._key, theme) + theme.space(1) + words + theme.space(1)
        return QSize(width, bar_height(theme))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint cap and words."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = cap_width(self._key, theme), cap_height(theme)
        place = QRect(0, (self.height() - height) // 2, width, height)
        paint_cap(painter, place, self._key, theme, theme.colours.ink)
        painter.setPen(QColor(theme.colours.accent if self.underMouse() else theme.colours.muted))
        left = width + theme.space(1)
        rest = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._words)
