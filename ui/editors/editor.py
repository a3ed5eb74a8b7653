"""The base of every editor: one way to type an answer, used by many kinds of fields."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.theme import Theme


class Editor(QWidget):
    """Shows the entry of one field and tells when it changes; knows no rule of the field.

    Attributes:
        says_label: True for an editor that shows the field's label itself.

    Signals:
        edited: the entry as it is now.
    """

    edited = Signal(object)

    says_label: ClassVar[bool] = False

    def __init__(self, placed: PlacedField, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.placed = placed
        self.entry: Entry = placed.entry
        self.texts = texts
        self.theme = theme
        self.problem = ""
        field, language = placed.field, texts.language
        self.label, self.hint = field.label.to(language), field.hint.to(language)
        self.setEnabled(placed.enabled)

    def focus_target(self) -> QWidget:
        """Return the widget that takes the focus, for the error summary's links."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """The entry of an editor that holds text."""
        return self.entry if isinstance(self.entry, str) else ""

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the widgets that are marked when the entry is wrong."""
        return (self.focus_target(),)

    def show_problem(self, sentence: str) -> None:
        """Mark the entry as wrong and say why; '' takes the mark away."""
        self.problem = sentence
        for widget in self.inputs():
            widget.setProperty("wrong", bool(sentence))
            widget.style().unpolish(widget)
            widget.style().polish(widget)
            widget.setAccessibleDescription(self.description())
            widget.update()

    def description(self) -> str:
        """Return what a screen reader says after the label: what is wrong, then the hint."""
        return " ".join(filter(None, (self.problem, self.hint)))

    def describe(self, widget: QWidget, name: str = "") -> None:
        """Give `widget` the name of the field, or its own, and the hint as its description."""
        widget.setAccessibleName(name or self.label)
        widget.setAccessibleDescription(self.description())

    def tell(self, entry: Entry) -> None:
        """Take `entry` as it is now, and tell it."""
        self.entry = entry
        self.edited.emit(entry)
