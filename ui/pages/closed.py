"""Out of service: in every language, because nobody knows who reads it."""

from PySide6.QtWidgets import QVBoxLayout

from kiosk import flow
from kiosk.view import View
from kiosk.words import OFFICE_LANGUAGE
from ui.languages import in_order, texts_in
from ui.pages.page import Page
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column


class ClosedPage(Page):
    """Says where to go instead; the code for IT stays small."""

    bare = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        layout = column(theme, units=5, within=self)
        side = theme.space(10)
        layout.setContentsMargins(side, side, side, side)
        layout.addStretch()
        for language in in_order(view.languages):
            if "-" not in language:
                layout.addLayout(self._said_in(language))
        layout.addWidget(self._where())
        layout.addStretch()
        reason = view.state.reason if isinstance(view.state, flow.Closed) else ""
        code = view.texts("closed-code", code=reason)
        layout.addWidget(Label(code, theme, Role.SMALL, colour=theme.colours.muted, limit=2))

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("closed-title")

    def _said_in(self, language: str) -> QVBoxLayout:
        texts, first = texts_in(language), language == OFFICE_LANGUAGE
        return column(
            self.theme,
            Label(texts("closed-title"), self.theme, Role.HEADING if first else Role.TITLE),
            Label(texts("closed-text"), self.theme),
            units=0.5,
        )

    def _where(self) -> Label:
        terminal = self.view.terminal
        between = "\n" if self.theme.portrait else " · "
        where = between.join(part for part in (terminal.counter, terminal.phone) if part)
        return Label(where, self.theme, Role.TITLE, colour=self.theme.colours.accent)
