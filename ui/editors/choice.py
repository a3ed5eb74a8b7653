"""One of a few options, all of them seen at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.editor import Editor
from ui.editors.option import RadioOption
from ui.editors.options import grid, options_of
from ui.theme import Theme
from ui.widgets.button import Button, Look
from ui.widgets.stack import column


class ChoiceEditor(Editor):
    """Large buttons with a radio mark. A choice that is optional can be taken back."""

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__(placed, texts, theme)
        self._values: dict[QAbstractButton, str] = {}
        self._group = QButtonGroup(self)
        for value, label in self.choices():
            button = RadioOption(label, theme)
            button.setChecked(value == self.entry)
            button.setAccessibleDescription(self.description())
            self._values[button] = value
            self._group.addButton(button)
        self.undo = Button(texts("editors-unchoose"), theme, Look.QUIET, icon_name="x")
        self.undo.clicked.connect(self._unchoose)
        self._group.buttonClicked.connect(self._choose)
        buttons = QWidget()
        self.lay_out(buttons)
        layout = column(theme, buttons, within=self)
        layout.addWidget(self.undo)
        layout.setAlignment(self.undo, Qt.AlignmentFlag.AlignLeft)
        self.undo.setVisible(not placed.field.required and bool(self.entry))
        self.setFocusProxy(self.focus_target())

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return the values and what each is called."""
        language = self.texts.language
        return tuple(
            (option.value, option.label.to(language)) for option in options_of(self.placed.field)
        )

    def lay_out(self, within: QWidget) -> None:
        """Put the buttons in their places."""
        grid(self.theme, self.buttons, within)

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        """The options, in the order of the form."""
        return tuple(self._values)

    def focus_target(self) -> QWidget:
        """Return the chosen option, or the first."""
        return self._group.checkedButton() or self.buttons[0]

    def inputs(self) -> tuple[QWidget, ...]:
        """Return all options."""
        return self.buttons

    def description(self) -> str:
        """Return the question too: an option is called by its own label."""
        return f"{self.label} {super().description()}".strip()

    def _choose(self, button: QAbstractButton) -> None:
        self.undo.setVisible(not self.placed.field.required)
        self.setFocusProxy(button)
        self.tell(self._values[button])

    def _unchoose(self) -> None:
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)
        self.buttons[0].setFocus()
        self.undo.setVisible(False)
        self.tell("")
