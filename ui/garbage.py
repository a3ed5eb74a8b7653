"""Collects garbage on the screen's thread only.

Python collects cycles on whichever thread happens to allocate. A widget or timer that is freed on
the worker's thread takes Qt down with it, so the automatic collection is off while a screen stands.
"""

import gc

from PySide6.QtCore import QTimer

YOUNG_SECONDS = 5
"""How often the young are collected; the old are at every wipe, when nobody is there to wait."""


class Collector:
    """Collects in the automatic collection's place until `close`."""

    def __init__(self) -> None:
        gc.disable()
        self._timer = QTimer()
        self._timer.timeout.connect(lambda: gc.collect(1))
        self._timer.start(YOUNG_SECONDS * 1000)

    def close(self) -> None:
        """Collect a last time, and leave it to Python again."""
        self._timer.stop()
        gc.collect()
        gc.enable()
