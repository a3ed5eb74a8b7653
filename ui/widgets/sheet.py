"""A sheet of paper on the screen, as it will be printed."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


class Sheet(QWidget):
    """Paints `image`; `name` is what a screen reader says instead."""

    def __init__(self, image: QImage, name: str, theme: Theme) -> None:
        super().__init__()
        self._image, self._theme = image, theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the image."""
        return self._image.size()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the image and the edge of the paper."""
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
