"""Where the keyboard comes up: for a field that takes text, and away again afterwards."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.texts import Texts
from ui.theme import Theme
from ui.widgets.keyboard import Keyboard

AWAY_AFTER_MS = 150
"""The keyboard waits so long before it goes, and for the finger: nothing moves under it."""


class Dock(QWidget):
    """Holds the keyboard, which is built when it is first needed.

    Signals:
        opened: the keyboard came up, and the page has less room.
    """

    opened = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._keyboard: Keyboard | None = None
        self._page: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(AWAY_AFTER_MS)
        self._away.timeout.connect(self._go_away)
        self.hide()

    @property
    def keyboard(self) -> Keyboard | None:
        """The keyboard, if it was ever needed on this page."""
        return self._keyboard

    def follow(self, focused: QWidget, page: QWidget) -> None:
        """Serve `focused` if fingers type here and it takes text; else go away."""
        if not self._theme.touch or not takes_text(focused):
            self._away.start()
            return
        self._away.stop()
        self._page = page
        if self._keyboard is None:
            self._keyboard = Keyboard(self._texts, self._theme)
            self._keyboard.finished.connect(self._move_on)
            self._column.addWidget(self._keyboard)
        self._keyboard.serve(focused, last=self._after(focused) is None)
        if self.isHidden():
            self.show()
            self.opened.emit()

    def _go_away(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._away.start()
            return
        self.hide()

    def _move_on(self) -> None:
        """Go to the next field, or be done."""
        focused = QApplication.focusWidget()
        following = self._after(focused) if focused is not None else None
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if focused is not None:
            focused.clearFocus()
        self.hide()

    def _after(self, focused: QWidget) -> QWidget | None:
        """Return the next field of the page that takes text, or None after the last one."""
        if self._page is None:
            return None
        fields = [field for field in self._page.findChildren(QWidget) if takes_text(field)]
        fields = sorted((field for field in fields if field.isVisible()), key=_where)
        if focused not in fields:
            return None
        following = fields[fields.index(focused) + 1 :]
        return following[0] if following else None


def takes_text(widget: QWidget) -> bool:
    """Whether somebody can type into `widget`."""
    typed = widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    proxied = widget.focusProxy() is not None
    return typed and not proxied and widget.isEnabled() and not widget.property("readOnly")


def _where(widget: QWidget) -> tuple[int, int]:
    point = widget.mapTo(widget.window(), widget.rect().topLeft())
    return point.y(), point.x()
