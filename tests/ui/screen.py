"""A window on no display, to look at pages with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.view import View
from ui.shell import Shell

W = TypeVar("W", bound=QWidget)

PX_PER_MM = 4.0
PORTRAIT, LANDSCAPE = QSize(1080, 1920), QSize(1920, 1080)
SHAPES = (PORTRAIT, LANDSCAPE)


def shell_of(qtbot: QtBot, size: QSize = PORTRAIT, now: Callable[[], float] = lambda: 0.0) -> Shell:
    """Return a window of `size` on the screen, without a page."""
    shell = Shell(PX_PER_MM, now=now)
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.resize(size)
        shell.open()
    shell.resize(size)
    shell.activateWindow()
    return shell


def shown(qtbot: QtBot, view: View, size: QSize = PORTRAIT) -> Shell:
    """Return a window that shows `view`, laid out."""
    shell = shell_of(qtbot, size)
    shell.show_view(view)
    settle()
    return shell


def settle() -> None:
    """Let layouts, timers of no time and deletions come to their end."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def visible(shell: Shell, kind: type[W]) -> Iterator[W]:
    """Yield the visible widgets of `kind`."""
    return (found for found in shell.findChildren(kind) if found.isVisible())


def button(shell: Shell, name: str) -> QAbstractButton:
    """Return the visible button with this name.

    Raises:
        LookupError: names those that there are.
    """
    buttons = {found.accessibleName(): found for found in visible(shell, QAbstractButton)}
    if name not in buttons:
        raise LookupError(f"no '{name}' among {sorted(buttons)}")
    return buttons[name]


class _Windows(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.came: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.came.append(watched)
        return False


@contextmanager
def windows_that_come() -> Iterator[list[QWidget]]:
    """Collect the windows that are shown meanwhile, if only for a moment."""
    app, windows = QCoreApplication.instance(), _Windows()
    assert app is not None
    app.installEventFilter(windows)
    yield windows.came
    app.removeEventFilter(windows)
