"""The keyboard on the screen: our own, without memory, suggestions, or keys that take the focus."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from kiosk.texts import Texts
from ui.theme import Theme
from ui.widgets.key import Key
from ui.widgets.layouts import PADS, Act, Cap, Layer, layer_for, rows

KEY_MM, LOW_KEY_MM, GAP_MM = 20.0, 17.0, 3.0
"""Height of a key, where the screen is tall and where it is low; and the space between keys."""

WIDEST_UNIT_MM = 32.0
WIDEST_PAD_UNIT_MM = 18.0

DOUBLE_STRIKE_SECONDS = 0.12
"""The same key within that time is one touch of a trembling finger (EN 301 549 5.8)."""


class Keyboard(QWidget):
    """Types into whatever has the focus.

    Args:
        now: seconds that only grow; a test lets them pass.

    Signals:
        finished: the key at the lower right was touched: next field, or done.
    """

    finished = Signal()

    def __init__(
        self, texts: Texts, theme: Theme, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._texts, self._theme, self._now = texts, theme, now
        self._home = self._layer = Layer.LETTERS
        self._upper = False
        self._last_field = True
        self._keys: list[list[tuple[Cap, Key | None]]] = []
        self._last: tuple[Key | None, float] = (None, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(texts("keyboard-name"))

    # --- What it is for ------------------------------------------------------------------------

    def serve(self, field: QWidget, *, last: bool = True) -> None:
        """Get ready for `field`: the keys its kind needs, capitals at the beginning of a name.

        `last` says that no other field follows: the key at the lower right then means *done*.
        """
        self._last_field = last
        hints = Qt.InputMethodHint(field.inputMethodQuery(Qt.InputMethodQuery.ImHints))
        self._home = layer_for(hints)
        plain = Qt.InputMethodHint.ImhNoAutoUppercase
        empty = not field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText)
        self._upper = self._home is Layer.LETTERS and empty and not hints & plain
        self._show(self._home)

    @property
    def layer(self) -> Layer:
        """What it shows now."""
        return self._layer

    def shown(self) -> list[Key]:
        """Return the keys that are shown, from the upper left."""
        return [key for row in self._keys for _, key in row if key is not None]

    def _show(self, layer: Layer) -> None:
        if layer is not self._layer or not self._keys:
            for key in self.shown():
                key.setParent(None)
                key.deleteLater()
            self._layer = layer
            found = rows(self._texts.language, layer, tall=self._theme.portrait)
            self._keys = [[(cap, self._made(cap)) for cap in row] for row in found]
            self._place()
        for key in self.shown():
            key.set_case(upper=self._upper)
            if key.cap.act is Act.NEXT:
                key.set_word("done" if self._last_field else "next")

    def _made(self, cap: Cap) -> Key | None:
        if cap.act is Act.TYPE and not cap.text:
            return None
        key = Key(cap, self._texts, self._theme)
        key.setParent(self)
        key.clicked.connect(lambda: self._touched(key))
        key.show()
        return key

    # --- What a touch does ---------------------------------------------------------------------

    def _touched(self, key: Key) -> None:
        before, then = self._last
        self._last = key, self._now()
        repeats = key.autoRepeat()
        if key is before and self._last[1] - then < DOUBLE_STRIKE_SECONDS and not repeats:
            return
        match key.cap.act:
            case Act.TYPE | Act.SPACE:
                self._type(key.types)
            case Act.BACKSPACE:
                _press(Qt.Key.Key_Backspace, "")
            case Act.SHIFT:
                self._set_upper(not self._upper)
            case Act.LETTERS:
                self._show(self._home)
            case Act.SIGNS:
                self._show(Layer.SIGNS)
            case Act.ACCENTS:
                self._show(Layer.ACCENTS)
            case Act.NEXT:
                self.finished.emit()

    def _type(self, characters: str) -> None:
        for character in characters:
            _press(Qt.Key.Key_unknown, character)
        self._set_upper(False)
        if self._layer is Layer.ACCENTS:
            self._show(self._home)

    def _set_upper(self, upper: bool) -> None:  # noqa: FBT001 - what the name says
        self._upper = upper
        for key in self.shown():
            key.set_case(upper=upper)

    # --- Its shape -----------------------------------------------------------------------------

    @property
    def _rows(self) -> int:
        return 5 if self._theme.portrait else 4

    def sizeHint(self) -> QSize:
        """Return the height for the tallest layer, so that it never jumps."""
        key = KEY_MM if self._theme.portrait else LOW_KEY_MM
        height = self._rows * self._theme.px(key) + (self._rows + 1) * self._theme.px(GAP_MM)
        return QSize(12 * self._theme.px(15), height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(12 * self._theme.px(5), self._rows * self._theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Lay the keys out anew."""
        self._place()

    def _place(self) -> None:
        gap = min(self._theme.px(GAP_MM), self.height() // (4 * self._rows))
        widest = WIDEST_PAD_UNIT_MM if self._layer in PADS else WIDEST_UNIT_MM
        units = max((sum(cap.units for cap, _ in row) for row in self._keys), default=12.0)
        room = (self.width() - gap) / units
        unit = min(room, self._theme.px(widest))
        left = (self.width() - units * unit - gap) / 2 + gap
        height = (self.height() - gap) / max(len(self._keys), self._rows - 1)
        for number, row in enumerate(self._keys):
            x = left
            for cap, key in row:
                if key is not None:
                    top = round(gap + number * height)
                    width = round(cap.units * unit - gap)
                    key.setGeometry(QRect(round(x), top, width, round(height - gap)))
                x += cap.units * unit

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.surface))
        painter.fillRect(0, 0, self.width(), self._theme.stroke, QColor(self._theme.colours.line))


def _press(key: Qt.Key, text: str) -> None:
    """Send a key to what has the focus."""
    target = QApplication.focusWidget()
    if target is None:
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(target, event)
