"""What a field lets choose from, and how many of it stand side by side."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.forms.form import Field, Option
from kiosk.forms.kinds import kind_of
from kiosk.session import TextSize
from ui.theme import Theme

MANY = 4
"""From so many options on, short ones stand in two columns."""

SHORT = 22
"""Characters of a label that fits half a page."""


def options_of(field: Field) -> tuple[Option, ...]:
    """Return the options of the form, or those that the kind brings."""
    return field.options or kind_of(field.kind).options


def grid(theme: Theme, buttons: Sequence[QWidget], within: QWidget) -> QGridLayout:
    """Lay out option buttons in reading order, in two columns where all are many and short."""
    short = all(len(button.accessibleName()) <= SHORT for button in buttons)
    two = len(buttons) >= MANY and short and theme.text_size is not TextSize.LARGEST
    columns = 2 if two else 1
    layout = QGridLayout(within)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.gap)
    for number, button in enumerate(buttons):
        layout.addWidget(button, number // columns, number % columns)
    for column in range(columns):
        layout.setColumnStretch(column, 1)
    return layout
