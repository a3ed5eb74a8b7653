"""Keeps a public window to itself: no context menu, no drop, no key that opens or prints anything.

What only the operating system can hold back is the recipe's of docs/lockdown and `doctor`'s.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier

REFUSED_KEYS = frozenset({Key.Key_F1, Key.Key_Help, Key.Key_Menu, Key.Key_Print, Key.Key_SysReq})
REFUSED_WITH_CONTROL = frozenset(
    {Key.Key_P, Key.Key_O, Key.Key_S, Key.Key_N, Key.Key_W, Key.Key_Q, Key.Key_U}
)
REFUSED_EVENTS = frozenset(
    {
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.ContextMenu,
        QEvent.Type.NativeGesture,
    }
)


class Lockdown(QObject):
    """Stops at the handle of `window` what a visitor has no use for.

    Attributes:
        ours: keys that do something of our own on the page that is shown.
    """

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self.ours: frozenset[Qt.Key] = frozenset()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop `event` if it is refused."""
        if isinstance(event, QKeyEvent):
            ours = event.key() in self.ours and not event.modifiers()
            return not ours and refuses_key(event.key(), event.modifiers())
        if isinstance(event, QMouseEvent):
            return event.button() not in {Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton}
        return event.type() in REFUSED_EVENTS or super().eventFilter(watched, event)


def refuses_key(key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether the key opens, prints or shows anything that is not the counter's."""
    if key in REFUSED_KEYS:
        return True
    if modifiers & Modifier.ControlModifier and key in REFUSED_WITH_CONTROL:
        return True
    menu = key == Key.Key_F10 and modifiers & Modifier.ShiftModifier
    return bool(menu) or (key == Key.Key_F4 and bool(modifiers & Modifier.AltModifier))
