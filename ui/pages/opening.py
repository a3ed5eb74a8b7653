"""Something is being fetched: nothing for a second, then words, then the way out."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.label import Label, heading
from ui.widgets.skeleton import Skeleton
from ui.widgets.stack import column

WORDS_AFTER_MS = 1_000
SLOW_AFTER_MS = 5_000


class OpeningPage(Page):
    """Stays empty while that is shorter than a glance."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        layout = column(theme, units=3, within=self)
        self._heading = heading(self.title(), theme)
        self._words = Label(view.texts("opening-text"), theme)
        self._skeleton = Skeleton(theme)
        for part in (self._heading, self._words, self._skeleton):
            layout.addWidget(part)
            part.hide()
        self._after(WORDS_AFTER_MS, self.show_words)
        self._after(SLOW_AFTER_MS, self.show_slow)

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("opening-title")

    def offers(self) -> Actions:
        """Offer the way out from the beginning."""
        return Actions(back=Action(self.view.texts("opening-cancel"), flow.Back(), icon="x"))

    def show_words(self) -> None:
        """Say that something is coming."""
        for part in (self._heading, self._words, self._skeleton):
            part.show()

    def show_slow(self) -> None:
        """Say that it takes long, and what can be done."""
        self._words.setText(self.view.texts("opening-slow"))
        self._words.updateGeometry()

    def _after(self, milliseconds: int, then: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        timer.start(milliseconds)
