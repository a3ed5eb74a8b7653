"""One part of the answers as its visitor follows it: what was asked, and what stands there now."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kiosk.receipt.receipt import Line, Part
from kiosk.session import Contrast, TextSize
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.separator import separator
from ui.widgets.stack import column

LABELS, VALUES = 2, 3
"""How labels and values share the width."""
MARK_MM = 1.6


class AnswerLine(QWidget):
    """One answer. The one that staff are at has a bar beside it and a ground of its own.

    Args:
        nothing: what is said where nothing was answered.
    """

    def __init__(self, line: Line, nothing: str, theme: Theme) -> None:
        super().__init__()
        self.pointer = line.pointer
        self._theme, self._nothing, self._here = theme, nothing, False
        self._label = Label(line.label, theme, Role.SMALL, colour=theme.colours.muted)
        self.value = Label("", theme)
        stacked = theme.portrait and theme.text_size is TextSize.LARGEST
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        layout = QBoxLayout(way, self)
        side, edge = theme.space(2), theme.space(0.75)
        layout.setContentsMargins(side, edge, theme.space(1), edge)
        layout.setSpacing(0 if stacked else theme.space(2))
        layout.addWidget(self._label, LABELS, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.value, VALUES)
        self.take(line)

    def take(self, line: Line) -> None:
        """Show what stands there now."""
        words = line.value if line.answered else self._nothing
        if words != self.value.text():
            self.value.setText(words)
            self.value.setAccessibleDescription(line.label)

    def mark(self, *, here: bool) -> None:
        """Show whether staff are at it."""
        if here != self._here:
            self._here = here
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground and bar, where staff are at it."""
        if not self._here:
            return
        theme, painter, width = self._theme, QPainter(self), self._theme.px(MARK_MM)
        if theme.contrast is not Contrast.HIGH:
            painter.fillRect(self.rect(), QColor(theme.colours.accent_soft))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        bar = QRect(self.width() - width if mirrored else 0, 0, width, self.height())
        painter.fillRect(bar, QColor(theme.colours.focus))


class PartCard(QWidget):
    """A title, and the answers below it."""

    def __init__(self, part: Part, nothing: str, theme: Theme) -> None:
        super().__init__()
        self._asks = _asks(part)
        self.lines = [AnswerLine(line, nothing, theme) for line in part.lines]
        title = Label(part.title, theme, Role.TITLE, colour=theme.colours.accent)
        column(theme, title, separator(theme), *self.lines, units=0.5, within=self)

    def take(self, part: Part) -> bool:
        """Show the answers there are now; False where it does not ask the same any more."""
        if _asks(part) != self._asks:
            return False
        for shown, line in zip(self.lines, part.lines, strict=True):
            shown.take(line)
        return True


def _asks(part: Part) -> tuple[str, tuple[tuple[str, str], ...]]:
    return part.title, tuple((line.pointer, line.label) for line in part.lines)
