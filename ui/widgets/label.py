"""Text to read: always plain, broken anywhere rather than cut off."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Role, Theme
from ui.widgets.lines import Lines

WIDEST_MM = 230.0
"""A line of body text is no longer: about 65 characters of the normal size."""

ONE_LINE = 1_000_000
"""Pixels in which no text is broken."""


class Label(QLabel):
    """A text in a role. HTML in it is read as it is written (abuse case K09).

    Args:
        colour: one of the theme's colours, the ink where it is ''.
        limit: the most lines, 0 for all; what is cut off ends with an ellipsis.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        role: Role = Role.BODY,
        *,
        colour: str = "",
        limit: int = 0,
        centred: bool = False,
    ) -> None:
        super().__init__()
        self.role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self._colour = QColor(colour or theme.colours.ink)
        self._limit = limit
        self._align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self._widest = theme.px(WIDEST_MM * theme.text_size.value / 5.0)
        self._broken_to: dict[int, Lines] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`; nothing in it marks a shortcut."""
        self._broken_to = {}
        super().setText(text)
        self.setAccessibleName(text)

    def _broken(self, width: int) -> Lines:
        """Return the lines at `width`; layouts ask for a few widths again and again."""
        if width not in self._broken_to:
            self._broken_to[width] = Lines(self.text(), self.font(), width, self._limit)
        return self._broken_to[width]

    def hasHeightForWidth(self) -> bool:
        """Whether the height depends on the width: always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text at `width`, in pixels."""
        return round(self._broken(width).height + 0.5)

    def sizeHint(self) -> QSize:
        """Return the size on one line, or on several where one were too long to read."""
        width = min(self._widest, round(self._broken(ONE_LINE).width + 1.5))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size; a label can always be made narrower."""
        return QSize(self.font().pixelSize(), round(1.4 * self.font().pixelSize()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(self._colour)
        self._broken(self.width()).draw(painter, QRectF(self.rect()), self._align)


def heading(text: str, theme: Theme) -> Label:
    """Return the one question or idea of a page; the focus begins there."""
    return Label(text, theme, Role.HEADING)
