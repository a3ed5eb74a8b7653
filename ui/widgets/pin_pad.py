"""A masked line for a PIN, and the digits to touch it in with."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from kiosk.staff.pin import LONGEST
from kiosk.texts import Texts
from ui.editors.capped import CappedLine
from ui.theme import Theme
from ui.widgets.button import Button

KEY_WIDTH_MM, KEY_HEIGHT_MM = 24.0, 16.0
ROWS = ("123", "456", "789")
COLUMNS = 3


class PinLine(CappedLine):
    """Digits, shown as dots; `name` is what a screen reader says, never what was typed."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(LONGEST, "digits")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(pad_width(theme))
        self.setAccessibleName(name)


class PinPad(QWidget):
    """Keys that take no focus, and are dead while it is disabled.

    Signals:
        typed: a digit; '' takes the last one back.
    """

    typed = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.gap)
        for down, digits in enumerate(ROWS):
            for right, digit in enumerate(digits):
                self._add(Button(digit, theme), digit, down, right)
        self._add(Button("0", theme), "0", len(ROWS), 1)
        back = Button("", theme, icon_name="delete")
        back.setAccessibleName(texts("keyboard-backspace"))
        self._add(back, "", len(ROWS), 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _add(self, key: Button, types: str, down: int, right: int) -> None:
        theme = self._theme
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.setFixedSize(theme.px(KEY_WIDTH_MM), max(theme.target, theme.px(KEY_HEIGHT_MM)))
        key.clicked.connect(lambda: self.typed.emit(types))
        self._grid.addWidget(key, down, right)


def pad_width(theme: Theme) -> int:
    """Return how wide a pad is, in pixels."""
    return COLUMNS * theme.px(KEY_WIDTH_MM) + (COLUMNS - 1) * theme.gap


def type_into(line: QLineEdit, types: str) -> None:
    """Do in `line` what a key of the pad says."""
    if types:
        line.insert(types)
    else:
        line.backspace()
