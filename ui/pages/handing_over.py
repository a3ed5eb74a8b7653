"""The case goes on at another screen: a code to show there, and nothing of what it is about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.flow import HandoverStep, Paper
from kiosk.view import HandoverCode, View
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.qr_code import QrCode
from ui.widgets.stack import column, row
from ui.widgets.trust import picture

SIDE_MM, STAFF_SIDE_MM = 46.0, 28.0
OVER = frozenset({HandoverStep.EXPIRED, HandoverStep.FAILED})
PRINTABLE = frozenset({None, Paper.FAILED, Paper.UNPRINTABLE})
"""With these, the code may be printed (kiosk/flow/handover.py)."""
SAID_OF_PAPER = {
    Paper.PRINTING: "handing-over-printing",
    Paper.PRINTED: "handing-over-printed",
    Paper.QUEUED: "handing-over-printed",
    Paper.FAILED: "handing-over-unprinted",
    Paper.UNPRINTABLE: "handing-over-unprinted",
}


class HandingOverPage(Page):
    """Names neither service nor visitor: whoever stands behind sees a code and a place."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.HandingOver)
        self.state = view.state
        self.print_button: Button | None = None
        layout = column(theme, heading(self.title(), theme), units=3, within=self)
        if self.state.step is HandoverStep.SEALING:
            layout.addWidget(Label(view.texts("handing-over-sealing"), theme))
        elif self.state.step in OVER:
            layout.addWidget(self._over())
        elif view.handover is not None:
            layout.addWidget(self._ready(view.handover))
            layout.addLayout(self._what_to_do())
            layout.addLayout(self._on_paper())
        layout.addStretch(1)

    def title(self) -> str:
        """Return where it goes on, and not what."""
        return self.view.texts(f"handing-over-{self._to}")

    def offers(self) -> Actions:
        """Offer to go on here, and to be done here."""
        texts = self.view.texts
        back = Action(texts("frame-back"), flow.Back())
        if self.state.step is HandoverStep.READY:
            done = Action(texts("handing-over-finish"), flow.Left(), "check", primary=True)
            return Actions(back, done)
        if self.state.step in OVER:
            again = Action(texts("handing-over-again"), flow.Retried(), "rotate-cw", primary=True)
            return Actions(back, again)
        return Actions(back)

    def news(self) -> str:
        """Return the code, letter by letter; what became of the slip; or why there is no code."""
        texts, step, paper = self.view.texts, self.state.step, self.state.paper
        if step is HandoverStep.SEALING:
            return texts("handing-over-sealing")
        if step in OVER:
            return texts(
                "handing-over-failed" if step is HandoverStep.FAILED else "handing-over-expired"
            )
        if paper is not None:
            return texts(SAID_OF_PAPER[paper])
        return self._spelled(self.view.handover) if self.view.handover else ""

    @property
    def _to(self) -> str:
        return self.view.policy.hands_over_to

    # --- The code ------------------------------------------------------------------------------

    def _ready(self, code: HandoverCode) -> Panel:
        theme, texts = self.theme, self.view.texts
        panel = Panel(theme, border=theme.colours.line, focusable=True)
        panel.setAccessibleName(self._spelled(code))
        words = column(theme, units=1)
        words.addWidget(Label(texts("handing-over-code"), theme, colour=theme.colours.muted))
        words.addWidget(Label(code.text, theme, Role.DISPLAY))
        until = texts("handing-over-until", time=f"{code.until:%H:%M}")
        words.addWidget(Label(until, theme, Role.BUTTON))
        words.addStretch(1)
        side = STAFF_SIDE_MM if theme.staff else SIDE_MM
        plain = code.text.replace("-", "")
        both = row(theme, units=3)
        both.addLayout(words, 1)
        both.addWidget(
            QrCode(plain, texts("handing-over-qr"), theme, side), 0, Qt.AlignmentFlag.AlignTop
        )
        panel.column.addLayout(both)
        return panel

    def _spelled(self, code: HandoverCode) -> str:
        spelled = " ".join(code.text).replace(" - ", ", ")
        return f"{self.view.texts('handing-over-code')}: {spelled}"

    def _what_to_do(self) -> QHBoxLayout:
        theme, texts = self.theme, self.view.texts
        counter = self.view.terminal.counter
        where = (
            texts("handing-over-where", counter=counter)
            if counter
            else texts("handing-over-where-anyone")
        )
        steps = [texts(f"handing-over-show-{self._to}")]
        if self._to == "counter":
            steps.insert(0, where)
        lines = [
            Label(f"{number}. {step}" if len(steps) > 1 else step, theme)
            for number, step in enumerate(steps, 1)
        ]
        small = [
            Label(texts(word), theme, Role.SMALL, colour=theme.colours.muted)
            for word in (f"handing-over-secret-{self._to}", "handing-over-wiped")
        ]
        words = row(theme)
        words.addLayout(column(theme, *lines, *small, units=1.5), 1)
        return words

    def _on_paper(self) -> QVBoxLayout:
        theme, texts = self.theme, self.view.texts
        below = column(theme, units=1.5)
        paper = self.state.paper
        if paper is not None:
            below.addWidget(Label(texts(SAID_OF_PAPER[paper]), theme, Role.BUTTON))
        if paper in PRINTABLE:
            self.print_button = Button(texts("handing-over-print"), theme, icon_name="printer")
            self.print_button.clicked.connect(lambda: self.happened.emit(flow.PrintWanted()))
            below.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        return below

    # --- Where there is none -------------------------------------------------------------------

    def _over(self) -> QWidget:
        theme, texts = self.theme, self.view.texts
        failed = self.state.step is HandoverStep.FAILED
        panel = Panel(theme, fill=theme.colours.accent_soft, focusable=True)
        line = row(theme, units=1.5)
        sign = picture("info", theme, theme.colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        said = self.news()
        panel.setAccessibleName(said)
        line.addWidget(Label(said, theme, Role.BUTTON), 1)
        panel.column.addLayout(line)
        if failed and self._to == "counter":
            panel.column.addWidget(Label(texts("handing-over-go-anyway"), theme))
        if failed:
            it = texts("handing-over-it", code=self.state.code)
            panel.column.addWidget(Label(it, theme, Role.SMALL, colour=theme.colours.muted))
        return panel
