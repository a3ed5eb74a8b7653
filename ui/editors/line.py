"""One line of text."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from kiosk.forms.kinds import kind_of
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.capped import SLIP, CappedLine
from ui.editors.counter import Counter
from ui.editors.editor import Editor
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column, row

WARN_FROM = 10
"""Characters left, from which on a line says so."""

SHORT = 16
"""Characters; a field for no more than these is drawn narrow, so that its size says what fits."""

WIDTH = 20
"""Width of a narrow field, in heights of a capital letter."""


class LineEditor(Editor):
    """Text as it was typed; a wrong one is kept. A unit such as `CHF` stands before the line."""

    text_role: ClassVar[Role] = Role.BODY
    narrow: ClassVar[bool] = False

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        field = placed.field
        kind = kind_of(field.kind)
        limit = field.limits.max_length or kind.length
        self.line = CappedLine(limit + SLIP, kind.layer)
        self.line.setFont(theme.font(self.text_role))
        self.line.setText(self.text)
        self.describe(self.line)
        self._short = limit <= SHORT or self.narrow
        self.counter = Counter(limit, -1 if self._short else WARN_FROM, texts, theme)
        if self._short:
            self.line.setMaximumWidth(theme.px(theme.capital_mm(self.text_role) * WIDTH))
        self.line.textEdited.connect(self._edited)
        self.line.overflowed.connect(self.counter.overflow)
        self.setFocusProxy(self.line)
        self._lay_out(field.unit)

    def _lay_out(self, unit: str) -> None:
        line = row(self.theme, units=1.5)
        if unit:
            line.addWidget(Label(unit, self.theme))
        line.addWidget(self.line, 1)
        if self._short:
            line.addStretch(1)
        whole = column(self.theme, units=0.5, within=self)
        whole.addLayout(line)
        whole.addWidget(self.counter)

    def focus_target(self) -> QWidget:
        """Return the line."""
        return self.line

    def fill(self, text: str) -> None:
        """Put `text` in as if it had been typed: something that can be touched stands for it."""
        self.line.setText(text)
        self._edited(text)

    def _edited(self, text: str) -> None:
        if not self.line.overflowing:
            self.counter.count(text)
        self.tell(text)
