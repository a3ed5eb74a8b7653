"""Tells that somebody is here: real input only, seen where it enters the window."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QWindow

INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
    }
)
"""A mouse that moves is not among it: sensors drift, and a fly is no visitor."""


class Touches(QObject):
    """Watches `window`.

    An event filter on the whole application doubles the time a page takes to build; the window's
    handle sees every real event, and none that the program makes itself.

    Signals:
        touched: somebody touched, typed or turned a wheel.
    """

    touched = Signal()

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of input; stop none of it."""
        if event.type() in INPUT:
            self.touched.emit()
        return super().eventFilter(watched, event)
