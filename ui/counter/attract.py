"""The desk between two visitors: a search to begin with, who waits, and how the day stands."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk import flow
from kiosk.view import View
from ui.counter.entry import by_topic
from ui.counter.finder import Finder
from ui.counter.panes import scale_of
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.day_numbers import day_numbers
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.stack import column, row

DAY_MM = 76.0


class CounterAttractPage(Page):
    """What is typed searches at once; Enter begins a visit and opens the form."""

    wide = True
    fills = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        texts = view.texts
        edge = theme.space(6)
        whole = row(theme, units=8, within=self)
        whole.setContentsMargins(edge, theme.space(5), edge, theme.space(4))
        entries = list(by_topic(view, self.happened.emit))
        self.finder = Finder(entries, texts("counter-search"), texts, theme)
        self.finder.chosen.connect(lambda entry: entry.act())
        left = column(theme, heading(self.title(), theme), units=3)
        if isinstance(view.state, flow.Attract) and view.state.paper_left:
            left.addWidget(self._paper_left())
        left.addWidget(self.finder, 1)
        whole.addLayout(left, 1)
        self._day = QWidget()
        self._day.setFixedWidth(theme.px(DAY_MM * scale_of(theme)))
        self._numbers: QWidget | None = None
        self._side: QVBoxLayout = column(theme, units=3, within=self._day)
        self._side.setContentsMargins(0, theme.space(1), 0, 0)
        self._side.addLayout(self._readiness())
        self._side.addStretch()
        whole.addWidget(self._day)
        self._show_day()

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("counter-attract-title")

    def first_focus(self) -> QWidget:
        """Begin in the search."""
        return self.finder.line

    def refresh(self, view: View) -> None:
        """Show services and numbers once they are known."""
        before, self.view = self.view, view
        if before.catalogue != view.catalogue:
            self.finder.offer(list(by_topic(view, self.happened.emit)))
        if before.day != view.day:
            self._show_day()

    def _show_day(self) -> None:
        if self._numbers is not None:
            self._numbers.setParent(None)
            self._numbers.deleteLater()
        self._numbers = day_numbers(self.view, self.theme)
        self._side.insertWidget(0, self._numbers)

    def _paper_left(self) -> Panel:
        """Say first of all what to do with paper that is somebody else's."""
        colours = self.theme.colours
        words = Label(self.view.texts("attract-paper-left"), self.theme)
        return Panel(self.theme, words, fill=colours.surface, border=colours.line)

    def _readiness(self) -> QVBoxLayout:
        texts, theme = self.view.texts, self.theme
        button = Button(texts("readiness-title"), theme, icon_name="shield-check", fills=True)
        button.setAccessibleDescription(texts("counter-do-readiness"))
        button.clicked.connect(lambda: self.happened.emit(flow.ReadinessWanted()))
        return column(theme, button)
