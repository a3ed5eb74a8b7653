"""The answers are on their way. Nothing can be touched, and nothing hurries."""

from PySide6.QtCore import QTimer

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.label import Label, heading
from ui.widgets.stack import column

SLOW_AFTER_MS = 5_000


class SubmittingPage(Page):
    """Asks to stay; after five seconds it says that it takes longer."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Submitting)
        texts = view.texts
        self.slow = Label("", theme, colour=theme.colours.muted)
        column(
            theme,
            Badge("send", theme, theme.colours.accent),
            heading(self.title(), theme),
            Label(texts("submitting-stay"), theme),
            Label(texts("submitting-once"), theme, colour=theme.colours.muted),
            self.slow,
            units=3,
            within=self,
        )
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.show_slow)
        self.timer.start(SLOW_AFTER_MS)

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("submitting-title")

    def show_slow(self) -> None:
        """Say that it takes longer, and that nothing is wrong."""
        self.slow.setText(self.view.texts("submitting-slow"))
        self.slow.updateGeometry()
