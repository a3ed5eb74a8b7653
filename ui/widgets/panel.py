"""A ground for things that belong together: a card, a note, a summary."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.stack import column
from ui.widgets.surface import draw_surface


class Panel(QWidget):
    """Holds its children in a column with room around them.

    Args:
        fill: one of the theme's colours, '' for none; border: the same.
        focusable: whether a keyboard can reach it, and a screen reader reads it as a whole.
    """

    def __init__(
        self,
        theme: Theme,
        *children: QWidget,
        fill: str = "",
        border: str = "",
        focusable: bool = False,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._fill, self._border = fill, border
        if focusable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column: QVBoxLayout = column(theme, *children, units=1.5, within=self)
        edge = theme.space(2)
        self.column.setContentsMargins(edge, edge, edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        draw_surface(painter, self.rect(), self.theme, self._fill, self._border, focused=focused)
