"""A window to put one widget into, as large as the screen of a counter."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)


def staged(widget: W, qtbot: QtBot) -> W:
    """Show `widget` in a window that has the focus; it is deleted with the test."""
    window = QWidget()
    qtbot.addWidget(window, before_close_func=lambda _: window.hide())  # the test keeps it alive
    window.resize(1080, 1920)
    widget.setParent(window)
    widget.resize(window.size())
    widget.show()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return widget
