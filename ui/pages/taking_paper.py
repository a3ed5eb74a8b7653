"""Asked before somebody goes while paper lies in the printer: it is theirs, and nobody else's."""

from PySide6.QtCore import Qt

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Label, heading
from ui.widgets.stack import column


class TakingPaperPage(Page):
    """Having it is the primary action, and ends the visit."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        layout = column(theme, heading(self.title(), theme), units=3, within=self)
        layout.addWidget(Label(view.texts("taking-paper-text"), theme))
        none = Button(view.texts("taking-paper-none"), theme, icon_name="info")
        none.clicked.connect(lambda: self.happened.emit(flow.NoPaperCame()))
        layout.addWidget(none, 0, Qt.AlignmentFlag.AlignLeft)

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("taking-paper-title")

    def offers(self) -> Actions:
        """Offer the end of the visit, and the way back."""
        texts = self.view.texts
        taken = Action(texts("taking-paper-taken"), flow.PaperTaken(), "check", primary=True)
        return Actions(Action(texts("taking-paper-back"), flow.Back()), taken)
