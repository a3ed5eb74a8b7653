"""The languages, each by its own name; the answers stay."""

from kiosk import flow
from kiosk.view import View
from ui.languages import in_order, own_name
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.button import Button, Look
from ui.widgets.label import Label, heading
from ui.widgets.stack import column


class ChoosingLanguagePage(Page):
    """One large button for each language; the present one is marked."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        layout = column(theme, heading(self.title(), theme), units=2, within=self)
        keep = Label(view.texts("choosing-language-keep"), theme, colour=theme.colours.muted)
        layout.addWidget(keep)
        for language in in_order(view.languages):
            layout.addWidget(self._button(language))

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("choosing-language-title")

    def offers(self) -> Actions:
        """Offer the way back."""
        return Actions(back=Action(self.view.texts("frame-back"), flow.Back()))

    def _button(self, language: str) -> Button:
        present = language == self.view.session.language
        look, icon_name = (Look.PRIMARY, "check") if present else (Look.SECONDARY, "")
        button = Button(own_name(language), self.theme, look, icon_name=icon_name, fills=True)
        button.clicked.connect(lambda: self.happened.emit(flow.LanguageChosen(language)))
        return button
