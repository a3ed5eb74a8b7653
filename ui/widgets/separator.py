"""A hairline between things that stand below each other."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ui.theme import Theme


def separator(theme: Theme) -> QWidget:
    """Return a hairline across."""
    line = QWidget()
    line.setFixedHeight(max(1, theme.px(0.25)))
    line.setAutoFillBackground(True)
    palette = line.palette()
    palette.setColor(line.backgroundRole(), QColor(theme.colours.hairline))
    line.setPalette(palette)
    return line
