"""Asked once before answers go: nothing is lost by accident."""

from PySide6.QtCore import Qt

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label, heading
from ui.widgets.stack import column


class LeavingPage(Page):
    """Staying is the primary action; leaving is in the page, away from where *Continue* was."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        layout = column(theme, heading(self.title(), theme), units=3, within=self)
        layout.addWidget(Label(view.texts(self._consequence()), theme))
        leave = Button(view.texts("leaving-leave"), theme, icon_name="trash-2")
        leave.clicked.connect(lambda: self.happened.emit(flow.Left()))
        layout.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("leaving-title")

    def offers(self) -> Actions:
        """Offer to stay."""
        stay = Action(self.view.texts("leaving-stay"), flow.Stayed(), primary=True)
        return Actions(forward=stay)

    def _consequence(self) -> str:
        """Say "not sent" only where that is certain: a failed sending may have arrived."""
        state = self.view.state
        inside = state.inside if isinstance(state, flow.Leaving) else state
        unsent = isinstance(inside, flow.Filling | flow.Reviewing)
        return "leaving-unsent" if unsent else "leaving-text"
