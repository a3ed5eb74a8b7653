"""A line to search in: it learns nothing, and the keyboard comes up for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.icons import icon
from ui.theme import Theme

LONGEST = 80
"""Characters; no name of a service or a place is longer."""


class SearchField(QLineEdit):
    """`hint` stands in it while it is empty; `name` is what a screen reader says."""

    def __init__(self, hint: str, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        margin = self._icon().width() + theme.space(1)
        self.setTextMargins(margin, 0, 0, 0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show no menu."""
        event.accept()

    def _icon(self) -> QImage:
        size = round(1.2 * self._theme.font().pixelSize())
        return icon("search", self._theme.colours.muted, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and the magnifier before it."""
        super().paintEvent(event)
        image = self._icon()
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.colours.muted))
        left = self._theme.space(1.5) + self._theme.stroke
        painter.drawImage(left, (self.height() - image.height()) // 2, image)
