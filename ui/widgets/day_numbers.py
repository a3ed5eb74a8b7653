"""What was done today, in numbers: no visitor is in them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.view import View
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.separator import separator
from ui.widgets.stack import column


def day_numbers(view: View, theme: Theme) -> QWidget:
    """Return the numbers of `view`; of what never happened nothing is said."""
    whole = QWidget()
    layout = column(theme, units=2, within=whole)
    accent, muted = theme.colours.accent, theme.colours.muted
    layout.addWidget(Label(view.texts("day-title"), theme, Role.BUTTON, colour=accent))
    layout.addWidget(separator(theme))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.space(4))
    grid.setVerticalSpacing(theme.space(1.5))
    grid.setColumnStretch(0, 1)
    shown = [(word, count) for word, count in view.day.items() if count]
    for number, (word, count) in enumerate(shown):
        name = Label(view.texts(f"day-{word}"), theme, colour=muted)
        value = Label(f"{count:,}".replace(",", "’"), theme, Role.DIGITS)
        value.setFixedWidth(value.sizeHint().width())  # a label is wider than one digit else
        value.setAccessibleDescription(name.text())
        grid.addWidget(name, number, 0)
        grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignRight)
    layout.addLayout(grid)
    if not shown:
        layout.addWidget(Label(view.texts("day-nothing"), theme, colour=muted))
    return whole
