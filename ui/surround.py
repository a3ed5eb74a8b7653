"""What the window asks of whatever stands around a page."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Theme


class Surround(QWidget):
    """A frame: built with its page, and deleted with it.

    Attributes:
        own_keys: keys that a public window refuses and this frame has a use for.

    Signals:
        happened: what was touched in the frame, as an event of the flow.
    """

    happened = Signal(object)

    own_keys: ClassVar[frozenset[Qt.Key]] = frozenset()

    def __init__(self, page: Page, view: View, theme: Theme) -> None:
        super().__init__()
        self.page, self._view, self._theme = page, view, theme

    def refresh(self, view: View) -> None:
        """Take a newer value of the same state."""
        self._view = view
        self.page.refresh(view)
