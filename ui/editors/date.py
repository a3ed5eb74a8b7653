"""A day in three lines: day, month, year, written as it is spoken; a near one also by calendar."""

import re
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.days import near_days
from kiosk.forms.kind import Invalid
from kiosk.forms.kinds import kind_of
from kiosk.forms.kinds.date import written
from kiosk.forms.placed import PlacedField
from kiosk.session import TextSize
from kiosk.texts import Texts
from ui.editors.capped import CappedLine
from ui.editors.editor import Editor
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.calendar import Calendar, spoken
from ui.widgets.focus import order_focus
from ui.widgets.label import Label
from ui.widgets.stack import column, row

LENGTHS = (2, 2, 4)
"""Digits of day, month and year; a line that holds so many is full and the next begins."""

LONGEST = 12
"""Characters that a line takes, so that a whole date can be pasted and a slip is kept."""

LONG_AGO = date(1985, 3, 27)
"""The example for a day that may be any, such as one of birth."""

SIGNS = "./- "
SEPARATORS = re.compile(r"[./\-\s]+")
"""What people write between day, month and year."""


class _Part(CappedLine):
    """One of the three lines.

    Signals:
        left: *Backspace* was pressed with nothing in it.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back over an empty line, as if the three were one."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.left.emit()
            return
        super().keyPressEvent(event)


class DateEditor(Editor):
    """The entry is `day.month.year` as typed, without leading zeros where none were typed.

    Where all days that it accepts are near, a button beside the lines opens a calendar.
    """

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        layer = kind_of(placed.field.kind).layer
        self.parts = tuple(_Part(LONGEST, layer) for _ in LENGTHS)
        for part, text in zip(self.parts, _split(self.text), strict=True):
            part.setText(text)
        for number, part in enumerate(self.parts):
            part.textEdited.connect(lambda text, at=number: self._edited(at, text))
            part.left.connect(lambda at=number: self._go(at - 1))
        self.setFocusProxy(self.parts[0])
        self.days = near_days(placed.field, placed.today) if placed.today else None
        self.opener = Button(texts("calendar-open"), theme, icon_name="calendar")
        self.opener.clicked.connect(self._turn)
        self.opener.setParent(self)
        self.opener.setVisible(self.days is not None)
        self.calendar: Calendar | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        theme, line = self.theme, row(self.theme, units=2)
        for part, length, name in zip(self.parts, LENGTHS, ("day", "month", "year"), strict=True):
            word = self.texts(f"editors-{name}")
            self.describe(part, self.texts("editors-date-part", label=self.label, part=word))
            part.setFont(theme.font(Role.DIGITS))
            digits = theme.px(theme.capital_mm(Role.DIGITS) * 0.9 * (length + 1))
            part.setFixedWidth(digits + 2 * theme.space(2))
            title = Label(word, theme, Role.SMALL, colour=theme.colours.muted)
            line.addLayout(column(theme, title, part, units=0.5))
        beside = theme.text_size is TextSize.NORMAL or not theme.portrait
        if self.days and beside:
            line.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        hint = self.texts("editors-date-hint", example=self._example())
        example = Label(hint, theme, Role.SMALL, colour=theme.colours.muted)
        self._column = column(theme, units=1, within=self)
        self._column.addWidget(example)
        self._column.addLayout(line)
        if self.days and not beside:
            self._column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        self._name_opener()

    def focus_target(self) -> QWidget:
        """Return the day."""
        return self.parts[0]

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the three lines."""
        return self.parts

    def _example(self) -> str:
        """Return a day that could be the answer, as it is typed."""
        day = self.days.first + (self.days.last - self.days.first) / 2 if self.days else LONG_AGO
        return f"{day.day} {day.month} {day.year}"

    # --- The calendar --------------------------------------------------------------------------

    def _turn(self) -> None:
        if self.calendar is None:
            self._open()
        else:
            self._close()

    def _open(self) -> None:
        if self.days is None:
            return
        self.calendar = Calendar(self.days, self._chosen(), self.texts, self.theme)
        self.calendar.picked.connect(self._pick)
        self.calendar.left.connect(self._close)
        self._column.addWidget(self.calendar)
        self.calendar.show()
        self._name_opener()
        order_focus(self)
        self.calendar.focus()

    def _close(self) -> None:
        if self.calendar is not None:
            self.opener.setFocus()
            self.calendar.hide()
            self.calendar.deleteLater()
            self.calendar = None
        self._name_opener()

    def _pick(self, day: date) -> None:
        entry = written(day)
        for part, text in zip(self.parts, _split(entry), strict=True):
            part.setText(text)
        self.tell(entry)
        self._close()

    def _chosen(self) -> date | None:
        field = self.placed.field
        try:
            return date.fromisoformat(str(kind_of(field.kind).parse(self.text, field)))
        except Invalid:
            return None

    def _name_opener(self) -> None:
        """Say what the button does, of which question, and what is chosen."""
        self.opener.set_label(self.texts("calendar-close" if self.calendar else "calendar-open"))
        chosen = self._chosen()
        said = self.texts("editors-chosen", choice=spoken(chosen, self.texts)) if chosen else ""
        self.opener.setAccessibleDescription(f"{self.label} {said}".strip())

    # --- Typing --------------------------------------------------------------------------------

    def _edited(self, at: int, text: str) -> None:
        begun = text.lstrip(SIGNS)
        if begun != text:  # a line was full and left; the sign that was meant to end it comes late
            self.parts[at].setText(begun)
        rest = len(self.parts) - 1 - at
        pieces = SEPARATORS.split(begun, maxsplit=rest) if rest else [begun]
        if len(pieces) > 1:
            for number, piece in enumerate(pieces, start=at):
                self.parts[number].setText(piece)
            self._go(at + len(pieces) - 1)
        elif len(begun) == LENGTHS[at] and self.parts[at].cursorPosition() == len(begun):
            self._go(at + 1)
        self.tell(self._entry())

    def _go(self, at: int) -> None:
        if 0 <= at < len(self.parts) and not self.parts[at].hasFocus():
            self.parts[at].setFocus()
            self.parts[at].end(False)

    def _entry(self) -> str:
        texts = [part.text().strip() for part in self.parts]
        return ".".join(texts) if any(texts) else ""


def _split(entry: str) -> tuple[str, str, str]:
    """Return day, month and year of `entry`; what is no such entry stands in the first line."""
    pieces = entry.split(".")
    if len(pieces) == len(LENGTHS):
        return pieces[0], pieces[1], pieces[2]
    return ".".join(pieces), "", ""
