"""What a search found: a sentence and tiles, replaced at every letter."""

from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Role, Theme
from ui.widgets.grid import grid
from ui.widgets.label import Label


class Results(QWidget):
    """Tiles, `across` of them side by side, below a sentence that says how many there are."""

    def __init__(self, theme: Theme, across: int) -> None:
        super().__init__()
        self._theme, self._across = theme, across
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None

    def show_found(self, sentence: str, tiles: Sequence[QWidget]) -> None:
        """Show `tiles` instead of what was shown before, and say `sentence` to a screen reader."""
        self.forget()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space(2))
        muted = self._theme.colours.muted
        column.addWidget(Label(sentence, self._theme, Role.BODY, colour=muted))
        column.addLayout(grid(tiles, self._theme, self._across))
        self._column.addWidget(content)
        self._content = content
        content.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def forget(self) -> None:
        """Show nothing."""
        if self._content is not None:
            self._content.setParent(None)
            self._content.deleteLater()
            self._content = None
