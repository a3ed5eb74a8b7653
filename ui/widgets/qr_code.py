"""A QR code, painted square by square: black on white under every contrast."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

SIZE_MM, STAFF_SIZE_MM = 46.0, 28.0

QUIET = 4
"""Empty squares around it (ISO/IEC 18004, 6.3.8)."""


class QrCode(QWidget):
    """Holds `content`; `name` is what a screen reader says instead. It is `side_mm` large."""

    def __init__(self, content: str, name: str, theme: Theme, side_mm: float = 0) -> None:
        import segno  # noqa: PLC0415 - not before the first frame

        super().__init__()
        self.squares = [bytes(line) for line in segno.make_qr(content, error="m").matrix]
        across = len(self.squares) + 2 * QUIET
        wanted = theme.px(side_mm or (STAFF_SIZE_MM if theme.staff else SIZE_MM))
        self._step = max(2, round(wanted / across))
        self._size = self._step * across
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the squares on whole pixels, so that every phone reads them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        step, edge = self._step, QUIET * self._step
        for down, line in enumerate(self.squares):
            for right, dark in enumerate(line):
                if dark:
                    place = QRectF(edge + right * step, edge + down * step, step, step)
                    painter.fillRect(place, QColor("black"))
