"""What Qt has to forget between two visitors. Runs after the page that held it was taken away."""

import gc
from collections.abc import Callable

from PySide6.QtGui import QClipboard, QGuiApplication, QPixmapCache

from kiosk.wiping import Wiper, return_freed_memory
from ui.beside import beside


def screen_wipers(bury_pages: Callable[[], None]) -> tuple[Wiper, ...]:
    """Return Qt's wipers, in order. `bury_pages` deletes the pages that were taken away."""
    return (
        Wiper("input method", _reset_input_method),
        Wiper("pages", bury_pages),
        Wiper("clipboard", _clear_clipboard),
        Wiper("pictures", QPixmapCache.clear),
        Wiper("two languages", beside().forget),
        Wiper("garbage", gc.collect),
        Wiper("memory", return_freed_memory),
    )


def _reset_input_method() -> None:
    QGuiApplication.inputMethod().reset()


def _clear_clipboard() -> None:
    """Empty the clipboard and, on X11, the primary selection.

    Raises:
        RuntimeError: something is still in it.
    """
    clipboard = QGuiApplication.clipboard()
    clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.text(QClipboard.Mode.Clipboard):
        raise RuntimeError("the clipboard kept its content")
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
        if clipboard.text(QClipboard.Mode.Selection):
            raise RuntimeError("the selection kept its content")
