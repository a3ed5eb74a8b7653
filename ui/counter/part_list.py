"""One part of the answers, dense: its title with the way to change it, then label and value."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.receipt.receipt import Part
from kiosk.texts import Texts
from ui.counter.caps import Cap
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.label import Label
from ui.widgets.separator import separator
from ui.widgets.stack import column, row

LABELS, VALUES = 2, 3
"""How labels and values share the width."""


class PartList(QWidget):
    """`digit` is the key that changes it, '' for none.

    Signals:
        change_wanted: the number of the page.
    """

    change_wanted = Signal(int)

    def __init__(self, part: Part, digit: str, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.part = part
        self.change = Button(texts("reviewing-change"), theme, Look.QUIET, role=Role.SMALL)
        self.change.setAccessibleName(texts("reviewing-change-part", title=part.title))
        self.change.clicked.connect(lambda: self.change_wanted.emit(part.page))
        head = row(theme, units=2)
        title = Label(part.title, theme, Role.BUTTON, colour=theme.colours.accent, limit=2)
        head.addWidget(title, 1, Qt.AlignmentFlag.AlignBottom)
        if digit:
            head.addWidget(Cap(digit, theme), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.change)
        whole = column(theme, units=1.5, within=self)
        whole.addLayout(head)
        whole.addWidget(separator(theme))
        whole.addLayout(self._lines(part, texts, theme))

    def _lines(self, part: Part, texts: Texts, theme: Theme) -> QGridLayout:
        muted = theme.colours.muted
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(0, LABELS)
        grid.setColumnStretch(1, VALUES)
        for number, line in enumerate(part.lines):
            label = Label(line.label, theme, Role.SMALL, colour=muted)
            value = Label(line.value, theme)
            if not line.answered:
                value = Label(texts("reviewing-not-provided"), theme, colour=muted)
            value.setAccessibleDescription(line.label)
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignTop)
        return grid
