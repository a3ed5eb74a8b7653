"""The services for the visitor who is here: all of them by topic, in one list to type into."""

from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.view import View
from ui.counter.entry import by_topic
from ui.counter.finder import Finder
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.label import heading
from ui.widgets.stack import column


class CounterHomePage(Page):
    """A line a service: what it is called, who is behind it, what it costs."""

    fills = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        texts = view.texts
        entries = list(by_topic(view, self.happened.emit))
        self.finder = Finder(entries, texts("counter-search"), texts, theme)
        self.finder.chosen.connect(lambda entry: entry.act())
        layout = column(theme, heading(self.title(), theme), units=3, within=self)
        layout.setContentsMargins(*(theme.space(side) for side in (6, 5, 6, 4)))
        layout.addWidget(self.finder, 1)

    def title(self) -> str:
        """Return what is to be done here."""
        return self.view.texts("counter-home-title")

    def first_focus(self) -> QWidget:
        """Begin in the search."""
        return self.finder.line

    def offers(self) -> Actions:
        """Offer another municipality, where that is allowed."""
        if not self.view.policy.may_change_municipality:
            return Actions()
        words = self.view.texts("home-other")
        return Actions(back=Action(words, flow.MunicipalityWanted(), icon="map-pin"))
