"""Something did not work: what is true of the answers, and what can be done. No red, no jargon."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.problems import PROBLEMS
from kiosk.receipt.refill import instruction
from kiosk.view import View
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.context import where_people_are
from ui.widgets.facts import Fact
from ui.widgets.label import Label, heading
from ui.widgets.stack import column


class FailedPage(Page):
    """The words come from the texts of the problem, the ways on from kiosk/problems.py."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Failed)
        self.state = view.state
        self.problem = PROBLEMS[self.state.problem]
        texts, word = view.texts, self.problem.word
        layout = column(theme, heading(self.title(), theme), units=4, within=self)
        answers = (texts(f"problem-{word}-answers"),)
        layout.addWidget(Fact("file-text", texts("failed-answers"), answers, theme))
        ways = (texts(f"problem-{word}-do"), *where_people_are(view))
        layout.addWidget(Fact("hand", texts("failed-do"), ways, theme))
        if self.problem.call_staff and not view.policy.said_to:
            layout.addWidget(self._call(), 0, Qt.AlignmentFlag.AlignLeft)
        if self.state.paper is not None or flow.may_apply_on_paper(self.state):
            layout.addWidget(self._application())
        code = texts("failed-code", code=self.state.code)
        layout.addWidget(Label(code, theme, Role.SMALL, colour=theme.colours.muted))

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts(f"problem-{self.problem.word}-title")

    def offers(self) -> Actions:
        """Return going back and trying again, each only where it is safe."""
        texts, problem = self.view.texts, self.problem
        back = Action(texts("failed-back"), flow.Back()) if problem.back else None
        again = Action(texts("failed-retry"), flow.Retried(), "rotate-cw", primary=True)
        return Actions(back, again if problem.retry else None)

    def _application(self) -> QWidget:
        """Offer the answers on paper: nothing that was typed is lost, and nothing is claimed."""
        texts, theme, paper = self.view.texts, self.theme, self.state.paper
        said = [texts(f"failed-paper-{paper.value}" if paper else "failed-paper")]
        if not paper and not self.view.policy.keeps_outbox:
            said.insert(0, texts("outbox-none"))
        if paper is flow.Paper.FAILED and self.view.policy.shows_readiness:
            said.append(instruction(self.state.trouble, texts))
        fact = Fact("printer", texts("failed-paper-title"), said, theme)
        whole = QWidget()
        layout = column(theme, fact, units=2, within=whole)
        if flow.may_apply_on_paper(self.state):
            button = Button(texts("failed-paper-print"), theme, icon_name="printer")
            button.clicked.connect(lambda: self.happened.emit(flow.ApplicationWanted()))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _call(self) -> Button:
        call = Button(self.view.texts("failed-call"), self.theme, icon_name="concierge-bell")
        call.clicked.connect(lambda: self.happened.emit(flow.HelpWanted()))
        return call
