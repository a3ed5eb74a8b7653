"""Where people are who help, and how this device is used."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.context import Card, where_people_are
from ui.widgets.facts import Fact
from ui.widgets.hand_over import hand_over_button
from ui.widgets.label import heading
from ui.widgets.stack import column

HOW = ("helping-back", "helping-look", "helping-finish")


class HelpingPage(Page):
    """Help by people comes first."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        texts = view.texts
        layout = column(theme, heading(self.title(), theme), units=4, within=self)
        people = where_people_are(view)
        layout.addWidget(Fact("concierge-bell", texts("helping-people"), people, theme))
        if flow.may_hand_over(view.state):
            elsewhere = hand_over_button(view, theme)
            elsewhere.clicked.connect(lambda: self.happened.emit(flow.HandOverWanted()))
            layout.addWidget(elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        if not theme.beside:
            layout.addWidget(self._how())

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("helping-title")

    def context(self) -> QWidget:
        """Return how the device is used, beside the people, where the screen lies."""
        return Card(self.theme, self._how())

    def _how(self) -> Fact:
        texts = self.view.texts
        using = [texts(word) for word in HOW]
        return Fact("hand", texts("helping-using"), using, self.theme)

    def offers(self) -> Actions:
        """Offer the way back to where the visitor was."""
        back = self.view.texts("helping-return")
        return Actions(back=Action(back, flow.Back()))
