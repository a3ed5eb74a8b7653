"""One fact: an icon, what it is about, and what is true."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column
from ui.widgets.trust import picture


class Fact(QWidget):
    """`title` with `lines` below it; `small` ones after them in small print."""

    def __init__(
        self, icon_name: str, title: str, lines: Iterable[str], theme: Theme, *small: str
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        mark = picture(icon_name, theme, theme.colours.accent, Role.TITLE)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        muted = theme.colours.muted
        words = (
            Label(title, theme, Role.TITLE),
            *(Label(line, theme) for line in lines if line),
            *(Label(line, theme, Role.SMALL, colour=muted) for line in small if line),
        )
        self._theme, self._words = theme, column(theme, *words, units=0.5)
        row.addLayout(self._words, 1)

    def add(self, line: str) -> None:
        """Say one more line, which was not known before."""
        self._words.addWidget(Label(line, self._theme))
