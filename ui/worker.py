"""Brings outcomes of the worker back onto the screen's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.worker import LoopThread


class Deliverer(QObject):
    """One long-lived object with one queued signal; never an object per call (it crashes)."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        """Have `call` made on the thread this object lives in; safe from any thread."""
        self._arrived.emit(call)

    @staticmethod
    def _call(call: Callable[[], None]) -> None:
        call()


class QtWorker(LoopThread):
    """The worker of the screen: a loop thread whose outcomes arrive through Qt's event loop."""

    def __init__(self) -> None:
        self._deliverer = Deliverer()
        super().__init__(self._deliverer.deliver)
