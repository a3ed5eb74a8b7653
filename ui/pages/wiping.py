"""For half a second: everything of the visit is being deleted."""

from PySide6.QtCore import Qt

from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column
from ui.widgets.trust import picture


class WipingPage(Page):
    """Says that nothing stays, and shows nothing else."""

    bare = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        layout = column(theme, units=2, within=self)
        side = theme.space(10)
        layout.setContentsMargins(side, side, side, side)
        layout.addStretch()
        shield = picture("shield-check", theme, theme.colours.accent, Role.HEADING)
        layout.addWidget(shield, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(Label(self.title(), theme, Role.HEADING, centred=True))
        words = view.texts("wiping-text")
        layout.addWidget(Label(words, theme, colour=theme.colours.muted, centred=True))
        layout.addStretch()

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("wiping-title")
