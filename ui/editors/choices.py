"""Several of a few options, each with its tick."""

from PySide6.QtWidgets import QWidget

from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.editor import Editor
from ui.editors.option import TickOption
from ui.editors.options import grid, options_of
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column


class ChoicesEditor(Editor):
    """The entry is the chosen values, in the order of the form."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        chosen = self.entry if isinstance(self.entry, tuple) else ()
        self.buttons: dict[str, TickOption] = {}
        for option in options_of(placed.field):
            button = TickOption(option.label.to(texts.language), theme)
            button.setChecked(option.value in chosen)
            button.setAccessibleDescription(self.description())
            button.clicked.connect(self._changed)
            self.buttons[option.value] = button
        several = Label(texts("editors-several"), theme, Role.SMALL, colour=theme.colours.muted)
        ticks = QWidget()
        grid(theme, self.inputs(), ticks)
        column(theme, several, ticks, within=self)
        self.setFocusProxy(self.focus_target())

    def focus_target(self) -> QWidget:
        """Return the first option."""
        return self.inputs()[0]

    def inputs(self) -> tuple[QWidget, ...]:
        """Return all options."""
        return tuple(self.buttons.values())

    def description(self) -> str:
        """Return the question too: an option is called by its own label."""
        return f"{self.label} {super().description()}".strip()

    def _changed(self) -> None:
        self.tell(tuple(value for value, button in self.buttons.items() if button.isChecked()))
