"""It is stored, and nobody has received it: until when it is tried, and the paper that says so."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk import flow
from kiosk.receipt.refill import instruction
from kiosk.view import View
from kiosk.viewing import reference_of
from ui.pages.done import ICONS
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Look
from ui.widgets.facts import Fact
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.stack import column, row
from ui.widgets.trust import picture

NOT_ON_PAPER = frozenset({flow.Paper.FAILED, flow.Paper.UNPRINTABLE})


class StoredPage(Page):
    """Never says that anything arrived."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Stored)
        self.state = view.state
        layout = column(theme, units=4, within=self)
        layout.addLayout(self._stored())
        layout.addWidget(self._reference())
        layout.addLayout(self._paper())
        layout.addWidget(self._next())

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("stored-title")

    def news(self) -> str:
        """Return what became of the paper."""
        return self.view.texts(f"stored-paper-{self.state.paper.value}")

    def offers(self) -> Actions:
        """Return both ways on: this visitor's next matter, or the next visitor."""
        texts = self.view.texts
        leave = texts("counter-do-next-visitor")
        forward = Action(leave, flow.LeaveWanted(), "check", primary=True)
        if not self.view.policy.goes_on:
            return Actions(forward=forward)
        return Actions(Action(texts("counter-do-another"), flow.AnotherWanted(), "plus"), forward)

    # --- Building ------------------------------------------------------------------------------

    def _stored(self) -> QHBoxLayout:
        texts, theme, until = self.view.texts, self.theme, self.view.stored_until
        words = column(theme, heading(self.title(), theme), units=1)
        words.addWidget(Label(texts("stored-what"), theme))
        if until is not None:
            at = until.astimezone()
            when = texts("stored-until", date=f"{at:%d.%m.%Y}", time=f"{at:%H:%M}")
            words.addWidget(Label(when, theme))
        line = row(theme, units=3)
        sign = Badge("clock", theme, theme.colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _reference(self) -> Panel:
        theme = self.theme
        title = Label(self.view.texts("stored-reference"), theme, colour=theme.colours.muted)
        number = Label(reference_of(self.state.key), theme, Role.HEADING)
        return Panel(theme, title, number, fill=theme.colours.surface, border=theme.colours.line)

    def _paper(self) -> QVBoxLayout:
        theme, texts, paper = self.theme, self.view.texts, self.state.paper
        words = column(theme, Label(texts(f"stored-paper-{paper.value}"), theme), units=1)
        if paper is flow.Paper.FAILED and self.view.policy.shows_readiness:
            words.addWidget(Label(instruction(self.state.trouble, texts), theme))
        line = row(theme, units=1.5)
        sign = picture(ICONS[paper], theme, theme.colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        whole = column(theme, units=2)
        whole.addLayout(line)
        for button in self._buttons():
            whole.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _buttons(self) -> Iterator[Button]:
        if not flow.may_print(self.state, self.view.policy):
            return
        first = self.state.paper in NOT_ON_PAPER
        label = self.view.texts("stored-print" if first else "stored-print-again")
        look = Look.PRIMARY if first else Look.SECONDARY
        button = Button(label, self.theme, look, icon_name="printer")
        button.clicked.connect(lambda: self.happened.emit(flow.PrintWanted()))
        yield button

    def _next(self) -> Fact:
        texts = self.view.texts
        word = "stored-note" if self.state.paper in NOT_ON_PAPER else "stored-tell"
        return Fact("hand", texts("stored-next"), [texts(word)], self.theme)
