"""One line of text that never takes more than it can hold, and forgets with its page."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kiosk.forms.kind import Layer

NOTHING_LEARNED = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
"""What an input method is told: suggest nothing, keep nothing."""

HINTS: Mapping[Layer, Qt.InputMethodHint] = {
    "letters": Qt.InputMethodHint.ImhNone,
    "digits": Qt.InputMethodHint.ImhDigitsOnly,
    "amount": Qt.InputMethodHint.ImhFormattedNumbersOnly,
    "email": Qt.InputMethodHint.ImhEmailCharactersOnly | Qt.InputMethodHint.ImhNoAutoUppercase,
    "date": Qt.InputMethodHint.ImhDate,
    "phone": Qt.InputMethodHint.ImhDialableCharactersOnly,
}
"""Which keys the keyboard on the screen shows; other keys can be typed all the same."""

SLIP = 20
"""Characters that are taken beyond a limit, so that *Continue* can name what is too long."""


class CappedLine(QLineEdit):
    """A line without menu, drag or drop. `longest` is in characters.

    Signals:
        overflowed: something was typed or pasted that did not fit.
    """

    overflowed = Signal()

    def __init__(self, longest: int, layer: Layer) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setInputMethodHints(NOTHING_LEARNED | HINTS[layer])
        self.inputRejected.connect(self._overflow)
        self.textEdited.connect(self._edited)
        self.overflowing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallow *Enter* after an overflow: a barcode scanner must not continue (K15)."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.overflowing:
            self.overflowing = False
            event.accept()
            return
        super().keyPressEvent(event)

    def _overflow(self) -> None:
        self.overflowing = True
        self.overflowed.emit()

    def _edited(self, text: str) -> None:
        self.overflowing = self.overflowing and len(text) >= self.maxLength()
