"""What stands calmly beside a question: cards on the surface's colour."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.view import View
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.surface import draw_surface


class Card(QWidget):
    """A quiet ground for `children`, below each other."""

    def __init__(self, theme: Theme, *children: QWidget, units: float = 1.5) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        margin = theme.space(3)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.space(units))
        for child in children:
            column.addWidget(child)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.colours.hairline))
        colours = self._theme.colours
        draw_surface(
            painter, self.rect(), self._theme, colours.surface, colours.hairline, focused=False
        )


def help_card(view: View, theme: Theme) -> Card:
    """Return where people are who help; what stands beside a page that has no context."""
    return Card(
        theme,
        Label(view.texts("frame-help-title"), theme, Role.TITLE),
        *(Label(words, theme) for words in where_people_are(view)),
    )


def where_people_are(view: View) -> list[str]:
    """Return where to find the people of the counter, in sentences; nothing to those people."""
    if view.policy.said_to:
        return []
    texts, terminal = view.texts, view.terminal
    counter = terminal.counter
    words = [
        texts("frame-help-counter", counter=counter) if counter else texts("frame-help-anyone")
    ]
    if terminal.phone:
        words.append(texts("frame-help-phone", phone=terminal.phone))
    return words
