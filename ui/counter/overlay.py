"""What lies over the counter for a moment: the palette, a choice, the keys. Esc takes it away."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.session import Contrast
from ui.theme import Theme
from ui.widgets.stack import column
from ui.widgets.surface import draw_surface

DIM = 0.45
"""How much of what lies below is darkened."""


class Overlay(QWidget):
    """Covers `below` and holds the focus; gives it back when it is closed.

    Args:
        width_mm: of the panel, as far as there is room.

    Signals:
        closed: it is going away.
    """

    closed = Signal()

    def __init__(self, below: QWidget, name: str, theme: Theme, width_mm: float) -> None:
        super().__init__(below)
        self._theme, self._width_mm, self._below = theme, width_mm, below
        self._before = QApplication.focusWidget()
        self.panel = _Panel(theme)
        self.panel.setParent(self)
        self.panel.setAccessibleName(name)
        self.setAccessibleName(name)
        self.content = column(theme, units=2, within=self.panel)
        edge = theme.space(4)
        self.content.setContentsMargins(edge, edge, edge, edge)
        below.installEventFilter(self)

    def open(self) -> None:
        """Show it over what lies below."""
        self._cover()
        self.show()
        self.raise_()

    def close_it(self) -> None:
        """Go away, and give the focus back."""
        self._below.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        if self._before is not None and self._below.isAncestorOf(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def tallest(self) -> int:
        """Return how high the panel may be, in pixels."""
        return self.height() - 2 * self._theme.space(16)

    def panel_width(self) -> int:
        """Return how wide the panel is, in pixels."""
        room = self._below.width() - 2 * self._theme.space(8)
        return min(self._theme.px(self._width_mm * self._theme.text_size.value / 5.0), room)

    def prepare(self) -> None:
        """Fit the content to `panel_width` and `tallest`; most content does by itself."""

    def _cover(self) -> None:
        self.setGeometry(self._below.rect())
        self.prepare()
        width = self.panel_width()
        wanted = self.content.totalHeightForWidth(width)
        if wanted < 0:
            wanted = self.panel.sizeHint().height()
        height, top = min(wanted, self.tallest()), self._theme.space(16)
        self.panel.setGeometry((self.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover what lies below also when its size changes."""
        if event.type() is QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - as Qt declares it
        """Keep the focus inside."""
        inside = [
            found
            for found in self.panel.findChildren(QWidget)
            if found.isVisible() and found.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        now = QApplication.focusWidget()
        if inside:
            at = inside.index(now) if now in inside else -1
            inside[(at + (1 if forward else -1)) % len(inside)].setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away at Esc; nothing of what is typed here reaches the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go away at a click beside the panel."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_it()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Darken what lies below."""
        dark = self._theme.contrast is Contrast.HIGH
        shade = QColor(self._theme.colours.paper if dark else self._theme.colours.ink)
        shade.setAlphaF(DIM)
        QPainter(self).fillRect(self.rect(), shade)


class _Panel(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click: what is below is not meant."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground."""
        painter, colours = QPainter(self), self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_surface(painter, self.rect(), self._theme, colours.paper, colours.line, focused=False)
