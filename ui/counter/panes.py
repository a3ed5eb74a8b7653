"""The three panes side by side: where each stands, whether there is room, which has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from kiosk.session import TextSize
from ui.counter.habits import habits
from ui.theme import Theme

LEFT_MM, RIGHT_MM = 76.0, 88.0
ROOM_MM = 184.0
"""The page wants so much; where it would have less, the right pane folds away."""


def scale_of(theme: Theme) -> float:
    """Return how much wider panes are where the text is larger: half as much as the text."""
    return 1 + (theme.text_size.value / TextSize.NORMAL.value - 1) / 2


class Ground(QWidget):
    """A pane on the surface's colour, with a hairline towards the page."""

    def __init__(self, theme: Theme, name: str, *, line_on_left: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._theme, self._line_on_left = theme, line_on_left

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground and the line."""
        painter, colours = QPainter(self), self._theme.colours
        painter.fillRect(self.rect(), QColor(colours.surface))
        stroke = max(1, self._theme.px(0.25))
        left = 0 if self._line_on_left else self.width() - stroke
        painter.fillRect(left, 0, stroke, self.height(), QColor(colours.hairline))


class Panes(QWidget):
    """`left`, `middle` and `right`; `right` is None where there is nothing to say beside a page."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget | None, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._left, self._middle, self._right = left, middle, right
        self._scale = scale_of(theme)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        left.setFixedWidth(theme.px(LEFT_MM * self._scale))
        line.addWidget(left)
        line.addWidget(middle, 1)
        if right is not None:
            right.setFixedWidth(theme.px(RIGHT_MM * self._scale))
            line.addWidget(right)

    @property
    def foldable(self) -> bool:
        """Whether there is a right pane at all."""
        return self._right is not None

    def fit(self, width: int) -> None:
        """Show the right pane where it is wanted, or where there is room in `width` pixels."""
        if self._right is not None:
            wished, needed = habits().context, LEFT_MM + ROOM_MM + RIGHT_MM
            roomy = width >= self._theme.px(needed * self._scale)
            self._right.setVisible(roomy if wished is None else wished)

    def toggle(self) -> bool:
        """Show the right pane or fold it away, from now on; return whether it is shown."""
        assert self._right is not None
        habits().context = shown = self._right.isHidden()
        self._right.setVisible(shown)
        return shown

    def go(self, step: int) -> None:
        """Put the focus into the next pane (1) or the one before (-1)."""
        every = (self._left, self._middle, self._right)
        panes = [pane for pane in every if pane is not None and not pane.isHidden()]
        now = QApplication.focusWidget()
        at = next((n for n, pane in enumerate(panes) if now and pane.isAncestorOf(now)), 1)
        for _ in panes:
            at = (at + step) % len(panes)
            if first := _first_focus(panes[at]):
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                name = panes[at].accessibleName()
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(first, name))
                return


def _first_focus(pane: QWidget) -> QWidget | None:
    """Return what Tab would reach first in `pane`; None where there is nothing."""
    found = pane.nextInFocusChain()
    while found is not None and found is not pane:
        inside = pane.isAncestorOf(found) and found.isVisible() and found.isEnabled()
        if inside and found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return found
        found = found.nextInFocusChain()
    return None
