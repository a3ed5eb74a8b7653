"""A month to choose a day from, by touch or with the arrow keys."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from kiosk.forms.days import Days, Month
from kiosk.texts import Texts
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look, Place
from ui.widgets.day import Day, side
from ui.widgets.focus import order_focus
from ui.widgets.label import Label
from ui.widgets.panel import Panel
from ui.widgets.stack import row

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""Names of texts: `calendar-<name>`."""

WEEKS = 6
"""No month touches more; the calendar keeps its height, so that nothing below it jumps."""

STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
"""Days that an arrow key goes on."""

TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
"""Months that a key goes on."""


class Calendar(Panel):
    """Shows one month. Of its days *Tab* reaches one; the arrow keys go on from there.

    Args:
        days: those that may be chosen.
        chosen: the answer so far; None for none.

    Signals:
        picked: the day that was chosen.
        left: *Esc* was pressed.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self, days: Days, chosen: date | None, texts: Texts, theme: Theme) -> None:
        super().__init__(theme, fill=theme.colours.surface, border=theme.colours.hairline)
        self._offered, self._chosen, self._texts = days, chosen, texts
        self._at = days.nearest(chosen or days.today)
        self.days: dict[date, Day] = {}
        self.before = self._arrow("arrow-left", "calendar-before", -1)
        self.after = self._arrow("arrow-right", "calendar-after", 1)
        self._title = Label("", theme, Role.TITLE, centred=True)
        self._grid = QWidget()
        head = row(theme, self.before, self._title, self.after, units=1)
        head.setStretch(1, 1)
        head.setAlignment(self._title, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(head)
        self.column.addWidget(self._grid)
        self.setFixedWidth(7 * side(theme) + 6 * theme.gap + 2 * theme.space(2))
        self._show()

    @property
    def month(self) -> Month:
        """The month that is shown."""
        return Month.of(self._at)

    def focus(self) -> None:
        """Bring the visitor to the day that the arrow keys go on from."""
        self.days[self._at].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to another day or month, or leave."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self._go(self._at + timedelta(days=STEPS[key]))
        elif key in TURNS:
            self._turn(TURNS[key])
            self.focus()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- Going on ------------------------------------------------------------------------------

    def _go(self, day: date) -> None:
        if day in self._offered:
            month, self._at = self.month, day
            if self.month == month:
                self._mark()
            else:
                self._show()
            self.focus()

    def _turn(self, months: int) -> None:
        """Show another month, and say it to a screen reader."""
        self._at = self._offered.nearest(self.month.later(months).day(self._at.day))
        self._show()
        heard = QAccessibleAnnouncementEvent(self, self._title.text())
        QAccessible.updateAccessibility(heard)

    # --- Building ------------------------------------------------------------------------------

    def _arrow(self, icon: str, text: str, months: int) -> Button:
        arrow = Button("", self.theme, Look.SECONDARY, icon_name=icon, place=Place.ABOVE)
        arrow.setAccessibleName(self._texts(text))
        arrow.setFixedSize(self.theme.target, self.theme.target)
        arrow.clicked.connect(lambda: self._turn(months))
        return arrow

    def _show(self) -> None:
        month = self.month
        name = self._texts(f"calendar-{MONTHS[month.number - 1]}")
        self._title.setText(self._texts("calendar-title", month=name, year=month.year))
        self.before.setEnabled(month > Month.of(self._offered.first))
        self.after.setEnabled(month < Month.of(self._offered.last))
        before, self._grid = self._grid, self._drawn(month)
        self.column.replaceWidget(before, self._grid)
        self._grid.show()
        self._mark()
        focused = QApplication.focusWidget()
        if focused is not None and before.isAncestorOf(focused):
            self.focus()  # first: what is hidden gives its focus to anybody
        before.hide()
        before.deleteLater()

    def _mark(self) -> None:
        """Let *Tab* reach the one day that the arrow keys go on from."""
        for day, button in self.days.items():
            here = day == self._at
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if here else Qt.FocusPolicy.NoFocus)
        order_focus(self)

    def _drawn(self, month: Month) -> QWidget:
        theme, drawn = self.theme, QWidget(self)
        grid = QGridLayout(drawn)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.gap)
        for column, weekday in enumerate(WEEKDAYS):
            short = self._texts(f"calendar-{weekday}-short")
            muted = theme.colours.muted
            grid.addWidget(Label(short, theme, Role.SMALL, colour=muted, centred=True), 0, column)
        self.days = {}
        for line, week in enumerate(month.weeks(), start=1):
            for column, day in enumerate(week):
                if day is not None:
                    self.days[day] = self._day(day)
                    grid.addWidget(self.days[day], line, column)
        for line in range(len(month.weeks()) + 1, WEEKS + 1):
            grid.setRowMinimumHeight(line, side(theme) + theme.gap)  # an empty row has no gap
        return drawn

    def _day(self, day: date) -> Day:
        chosen, today = day == self._chosen, day == self._offered.today
        name = spoken(day, self._texts)
        if today:
            name = f"{name}, {self._texts('calendar-today')}"
        if chosen:
            name = self._texts("editors-chosen", choice=name)
        button = Day(day.day, name, self.theme, chosen=chosen, today=today)
        button.setEnabled(day in self._offered)
        button.clicked.connect(lambda: self.picked.emit(day))
        return button


def spoken(day: date, texts: Texts) -> str:
    """Return `day` in words, with its weekday."""
    return texts(
        "calendar-day",
        weekday=texts(f"calendar-{WEEKDAYS[day.weekday()]}"),
        count=day.day,
        month=texts(f"calendar-{MONTHS[day.month - 1]}"),
        year=day.year,
    )
