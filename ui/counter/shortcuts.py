"""Turns keys into commands: every key of the table, heard wherever the focus is in the window."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.counter.keys import COMMANDS, OF_FORMS, TYPED, WINDOWS_OWN, Command


class Shortcuts:
    """Hears the keys for `within`.

    A key that writes something is Qt's to tell apart: a text field takes it before any shortcut.

    Args:
        do: is given the command, and the number of its key (from 1).
        known: names of the commands that mean something on this page, of those whose keys are
            letters or digits, or a form's own.
    """

    def __init__(
        self, within: QWidget, do: Callable[[Command, int], None], known: frozenset[str]
    ) -> None:
        self._made: list[QShortcut] = []
        for command in COMMANDS:
            for number, key in enumerate(command.keys, start=1):
                of_some_pages = (key in TYPED and key != "?") or command.name in OF_FORMS
                heard = command.name in known or not of_some_pages
                if heard and key not in WINDOWS_OWN:
                    self._hear(within, key, command, number, do)

    def _hear(
        self, within: QWidget, key: str, command: Command, number: int,
        do: Callable[[Command, int], None],
    ) -> None:  # fmt: skip
        for name in dict.fromkeys((key, key.replace("Return", "Enter"))):
            shortcut = QShortcut(QKeySequence(name), within)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda: do(command, number))
            self._made.append(shortcut)

    def listen(self, on: bool) -> None:  # noqa: FBT001 - as Qt's setEnabled
        """Hear the keys, or not while something lies over the page."""
        for shortcut in self._made:
            shortcut.setEnabled(on)
