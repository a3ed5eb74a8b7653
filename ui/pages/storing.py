"""The submission is being sealed. Nothing can be touched; it takes a moment."""

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.label import Label, heading
from ui.widgets.stack import column


class StoringPage(Page):
    """Asks to wait."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Storing)
        column(
            theme,
            Badge("lock-keyhole", theme, theme.colours.accent),
            heading(self.title(), theme),
            Label(view.texts("storing-stay"), theme),
            units=3,
            within=self,
        )

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("storing-title")
