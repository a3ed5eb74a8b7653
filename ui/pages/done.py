"""It has arrived: who has it, under which number, what happens next, and a way to keep that."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk import flow
from kiosk.catalogue import Service
from kiosk.flow.step import MAY_PRINT
from kiosk.receipt.receipt import Receipt
from kiosk.view import View
from ui.fees import francs
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Look
from ui.widgets.context import Card
from ui.widgets.facts import Fact
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.qr_code import QrCode
from ui.widgets.stack import column, row
from ui.widgets.trust import name_of, picture

NOTHING_TO_SHOW = frozenset({flow.Paper.PREPARING, flow.Paper.UNPRINTABLE})

ICONS: Mapping[flow.Paper, str] = {
    flow.Paper.PREPARING: "clock",
    flow.Paper.READY: "file-check",
    flow.Paper.PRINTING: "printer",
    flow.Paper.PRINTED: "circle-check",
    flow.Paper.QUEUED: "printer",
    flow.Paper.FAILED: "info",
    flow.Paper.UNPRINTABLE: "info",
}


class DonePage(Page):
    """Built only from a receipt whose signature was verified."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Done)
        assert view.receipt is not None
        assert view.service is not None
        self.state, self.receipt, self.service = view.state, view.receipt, view.service
        layout = column(theme, units=4, within=self)
        layout.addLayout(self._arrived())
        layout.addWidget(self._number())
        layout.addLayout(self._paper())
        for fact in self._facts():
            layout.addWidget(fact)
        if theme.portrait or theme.staff:
            layout.addWidget(self._check())

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("done-title")

    def context(self) -> QWidget:
        """Return the way to check the receipt with a phone."""
        return self._check()

    def offers(self) -> Actions:
        """Return the end of the visit; it is the next step once paper is out of the question."""
        finish = self.view.texts("done-finish")
        primary = not self._print_comes_first()
        return Actions(forward=Action(finish, flow.LeaveWanted(), "check", primary=primary))

    # --- Building ------------------------------------------------------------------------------

    def _arrived(self) -> QVBoxLayout:
        texts, theme = self.view.texts, self.theme
        sender = name_of(self.service.sender, texts.language)
        at = self.receipt.received_at.astimezone()
        when = texts("done-received-at", date=f"{at:%d.%m.%Y}", time=f"{at:%H:%M}")
        words = column(theme, heading(self.title(), theme), units=1)
        words.addWidget(Label(texts("done-received-by", sender=sender), theme))
        words.addWidget(Label(when, theme, colour=theme.colours.muted))
        line = row(theme, units=3)
        line.addWidget(Badge("check", theme, theme.colours.ok), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        whole = QVBoxLayout()
        whole.addLayout(line)
        return whole

    def _number(self) -> Panel:
        theme = self.theme
        title = Label(self.view.texts("done-case"), theme, colour=theme.colours.muted)
        number = Label(self.receipt.case, theme, Role.HEADING)
        return Panel(theme, title, number, fill=theme.colours.surface, border=theme.colours.line)

    def _paper(self) -> QVBoxLayout:
        texts, theme, paper = self.view.texts, self.theme, self.state.paper
        line = row(theme, units=1.5)
        sign = picture(ICONS[paper], theme, theme.colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(texts(f"done-paper-{paper.value}"), theme), 1)
        whole = column(theme, units=2)
        whole.addLayout(line)
        whole.addLayout(self._buttons())
        return whole
