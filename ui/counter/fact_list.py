"""Facts, dense: what each is about, small and quiet, then what is true."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.separator import separator
from ui.widgets.stack import column

LABELS, VALUES = 11, 10
"""How labels and values share the width."""
MOST_LINES = 6
"""Of one value: a flood from a portal is cut off with an ellipsis."""


class Facts(QWidget):
    """Built fact by fact; nothing is said where there is nothing to say.

    Args:
        beside: whether what is true stands beside what it is about, as short answers do; else
            below it, where sentences have all the width.
    """

    def __init__(self, theme: Theme, *, beside: bool = False) -> None:
        super().__init__()
        self._theme, self._beside = theme, beside
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.space(1 if beside else 2))
        self._grid.setColumnStretch(0, LABELS if beside else 1)
        self._grid.setColumnStretch(1, VALUES if beside else 0)

    def say(
        self,
        label: str,
        lines: Iterable[str],
        button: QWidget | None = None,
        *,
        small: Iterable[str] = (),
    ) -> None:
        """Add what `lines` say, `small` ones after them, and `button` beside them."""
        theme, muted = self._theme, self._theme.colours.muted
        said = [Label(line, theme, limit=MOST_LINES) for line in lines if line]
        said += [Label(line, theme, Role.SMALL, colour=muted) for line in small if line]
        if not said:
            return
        for value in said:
            value.setAccessibleDescription(label)
        name = Label(label, theme, Role.SMALL, colour=muted, limit=3)
        values, number = column(theme, *said, units=0.25), self._grid.rowCount()
        if self._beside:
            self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(values, number, 1)
            return
        values.insertWidget(0, name)
        self._grid.addLayout(values, number, 0)
        if button is not None:
            self._grid.addWidget(button, number, 1, Qt.AlignmentFlag.AlignVCenter)


def section_title(words: str, theme: Theme) -> QWidget:
    """Return a title with a hairline below."""
    whole = QWidget()
    title = Label(words, theme, Role.BUTTON, colour=theme.colours.accent, limit=3)
    column(theme, title, separator(theme), units=1, within=whole)
    return whole
