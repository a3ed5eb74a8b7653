"""Imports the pages that come later while nobody waits for anything."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 30
"""Between two pages: a touch meanwhile is heard at once."""


class Ahead(QObject):
    """Takes one step of `work` at a time, behind the first frame, on the screen's thread."""

    def __init__(self, work: Iterator[object]) -> None:
        super().__init__()
        self._work = work
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin with the first pause."""
        self._timer.start(PAUSE_MS)

    def stop(self) -> None:
        """Take no more steps."""
        self._timer.stop()

    def _go_on(self) -> None:
        if next(self._work, None) is None:
            self._timer.stop()
