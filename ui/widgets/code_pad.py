"""The characters of a hand-over code to touch, each as large as on every keyboard here."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.handover.code import ALPHABET
from kiosk.texts import Texts
from ui.theme import Theme
from ui.widgets.button import Button

ACROSS, WIDE_ACROSS = 8, 16
WIDEST_KEY_MM = 23.0
KEY_HEIGHT_MM, LOW_KEY_HEIGHT_MM = 18.0, 15.0


class CodePad(QWidget):
    """Keys that take no focus; no other character is in a code, so there are no others.

    Signals:
        typed: a character; '' takes the last one back.
    """

    typed = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        wanted = theme.px(KEY_HEIGHT_MM if theme.portrait else LOW_KEY_HEIGHT_MM)
        self._height = max(theme.target, wanted)
        self._keys = [self._key(Button(one, theme, fills=True), one) for one in ALPHABET]
        for key in self._keys:
            key.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def backspace(self) -> Button:
        """Return the key that takes a character back; it stands beside what it takes it from."""
        key = self._key(Button("", self._theme, icon_name="delete"), "")
        key.setAccessibleName(self._texts("keyboard-backspace"))
        return key

    def _key(self, key: Button, types: str) -> Button:
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self.typed.emit(types))
        return key

    # --- Its shape -----------------------------------------------------------------------------

    def _across(self, width: int) -> int:
        return WIDE_ACROSS if width >= self._least(WIDE_ACROSS) else ACROSS

    def _least(self, across: int) -> int:
        return across * self._theme.target + (across - 1) * self._theme.gap

    def hasHeightForWidth(self) -> bool:
        """Whether the height depends on the width: always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at `width`, in pixels."""
        rows = len(self._keys) // self._across(width)
        return rows * self._height + (rows - 1) * self._theme.gap

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        width = self._least(ACROSS if self._theme.portrait else WIDE_ACROSS)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        width = self._least(ACROSS)
        return QSize(width, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Place the keys anew."""
        across, gap = self._across(self.width()), self._theme.gap
        room = (self.width() + gap) // across - gap
        width = min(room, self._theme.px(WIDEST_KEY_MM))
        for number, key in enumerate(self._keys):
            left, top = number % across * (width + gap), number // across * (self._height + gap)
            key.setGeometry(left, top, width, self._height)
