"""The answers of one part of a form, as they are read in a letter: label, then value."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from kiosk.receipt.receipt import Line, Part
from kiosk.session import TextSize
from kiosk.texts import Texts
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.label import Label
from ui.widgets.stack import column, row

LABELS, VALUES = 2, 3
"""How labels and values share the width."""


class AnswerList(QWidget):
    """A heading with *Change* beside it, and the lines below.

    Of a part with one line, the heading has asked and only the value is shown.

    Args:
        may_change: False for a part whose page was named by the part before.

    Signals:
        change_wanted: the number of the page.
    """

    change_wanted = Signal(int)

    def __init__(self, part: Part, texts: Texts, theme: Theme, *, may_change: bool = True) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self.change = Button(texts("reviewing-change"), theme, Look.QUIET, icon_name="pen-line")
        self.change.setAccessibleName(texts("reviewing-change-part", title=part.title))
        self.change.clicked.connect(lambda: self.change_wanted.emit(part.page))
        alone = len(part.lines) == 1
        said = column(theme, units=0.5)
        said.addStretch()
        said.addWidget(Label(part.title, theme, Role.TITLE))
        if alone:
            said.addWidget(self._value(part.lines[0]))
        said.addStretch()
        head = row(theme, units=2)
        head.addLayout(said, 1)
        head.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = column(theme, units=0, within=self)
        whole.setContentsMargins(0, 0, 0, theme.space(1))
        whole.addLayout(head)
        if not alone:
            whole.addLayout(self._lines(part.lines))
        self.change.setVisible(may_change)

    def _lines(self, lines: tuple[Line, ...]) -> QLayout:
        """Return label and value side by side; below each other where the text is largest."""
        theme = self._theme
        if theme.portrait and theme.text_size is TextSize.LARGEST:
            return self._pairs(lines)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(0.5))
        for number, line in enumerate(lines):
            label = Label(line.label, theme, colour=theme.colours.muted)
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._value(line), number, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, LABELS)
        grid.setColumnStretch(1, VALUES)
        return grid

    def _pairs(self, lines: tuple[Line, ...]) -> QLayout:
        """Return each label, small, close above its value."""
        theme = self._theme
        pairs = column(theme, units=1.5)
        for line in lines:
            label = Label(line.label, theme, Role.SMALL, colour=theme.colours.muted)
            pairs.addLayout(column(theme, label, self._value(line), units=0))
        return pairs

    def _value(self, line: Line) -> Label:
        theme = self._theme
        if line.answered:
            value = Label(line.value, theme)
        else:
            nothing = self._texts("reviewing-not-provided")
            value = Label(nothing, theme, colour=theme.colours.muted)
        value.setAccessibleDescription(line.label)
        return value

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint a hairline below."""
        painter = QPainter(self)
        painter.fillRect(
            0,
            self.height() - self._theme.stroke,
            self.width(),
            self._theme.stroke,
            QColor(self._theme.colours.hairline),
        )
