"""The base of every editor: one way to type an answer, used by many kinds of fields."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from kiosk.forms.filled import PlacedField
from kiosk.texts import Texts
from ui.theme import Theme


class Editor(QWidget):
    """Shows the entry of one field and tells when it changes; knows no rule of the field.

    Signals:
        edited: the entry as it is now.
    """

    edited = Signal(object)

    def __init__(self, placed: PlacedField, entry: Entry, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.placed = placed
        self.entry = entry
        self.texts = texts
        self.theme = theme

    def focus_target(self) -> QWidget:
        """Return the widget that takes the focus, for the error summary's links."""
        raise NotImplementedError

    def show_problem(self, sentence: str) -> None:
        """Mark the entry as wrong and say why; '' takes the mark away."""
        raise NotImplementedError
