"""Whether the terminal is ready to open, as staff see it: the verdict, what to do, everything."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.readiness.report import Check, Outcome, Report
from kiosk.receipt.refill import instruction
from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.facts import Fact
from ui.widgets.header import Band
from ui.widgets.label import Label, heading
from ui.widgets.pane import Pane
from ui.widgets.stack import column, row

ICONS = {
    Outcome.OK: "check",
    Outcome.SKIPPED: "minus",
    Outcome.WARNING: "info",
    Outcome.FAILED: "triangle-alert",
}
"""Beside the word; nothing is said by colour or picture alone."""


class ReadinessPage(Page):
    """What was found is for IT, in English, in small print below what staff read.

    It fills the window: no visit is under way, and no tool that leads into one stands on it.
    """

    bare = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Readiness)
        self._examined = view.state.examined
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = QWidget()
        self._said = column(theme, heading(self.title(), theme), units=2, within=words)
        if self._examined is flow.Examined.KNOWN and view.report is not None:
            self._show(view.report)
        else:
            waits = self._examined is flow.Examined.NOT_YET
            sentence = view.texts("readiness-examining" if waits else "readiness-unknown")
            self._said.addWidget(Label(sentence, theme))
        layout.addWidget(Pane(words, view.texts, theme), 1)
        band = Band(theme, line_on_top=True)
        band.setLayout(self._buttons())
        layout.addWidget(band)

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("readiness-title")

    def _show(self, report: Report) -> None:
        theme, texts = self.theme, self.view.texts
        self._said.addWidget(Label(self._verdict(report), theme, Role.TITLE))
        if troubles := list(report.troubles()):
            self._section(texts("readiness-troubles"))
            for check in troubles:
                guide = [instruction(word, texts) for word in check.refill]
                self._fact(check, f"{check.remedy} ({check.code})", guide=guide)
        for group, checks in report.by_group():
            self._section(texts(f"readiness-group-{group}"))
            for check in checks:
                self._fact(check)
        muted = theme.colours.muted
        self._said.addWidget(Label(texts("readiness-english"), theme, Role.SMALL, colour=muted))

    def _verdict(self, report: Report) -> str:
        match report.outcome:
            case Outcome.FAILED:
                return self.view.texts("readiness-failed")
            case Outcome.WARNING:
                return self.view.texts("readiness-warned")
            case _:
                return self.view.texts("readiness-all-well")

    def _section(self, words: str) -> None:
        self._said.addSpacing(self.theme.space(1))
        accent = self.theme.colours.accent
        self._said.addWidget(Label(words, self.theme, Role.TITLE, colour=accent))

    def _fact(self, check: Check, *more: str, guide: Sequence[str] = ()) -> None:
        texts = self.view.texts
        name = texts(f"readiness-check-{check.name}")
        outcome = texts(f"readiness-outcome-{check.outcome.value}")
        icon, said = ICONS[check.outcome], f"{name} – {outcome}"
        self._said.addWidget(Fact(icon, said, guide, self.theme, check.found, *more))

    def _buttons(self) -> QHBoxLayout:
        """Return the way out, and the one to look once more when it was looked at."""
        line = row(self.theme, units=2)
        side = self.theme.space(6)
        line.setContentsMargins(side, self.theme.space(1), side, self.theme.space(1))
        line.addWidget(self._button("readiness-close", flow.Back(), Look.SECONDARY, "x"))
        line.addStretch()
        if self._examined is not flow.Examined.NOT_YET:
            again = self._button("readiness-again", flow.Retried(), Look.PRIMARY, "rotate-cw")
            line.addWidget(again)
        return line

    def _button(self, word: str, event: flow.Event, look: Look, icon_name: str) -> Button:
        button = Button(self.view.texts(word), self.theme, look, icon_name=icon_name)
        button.clicked.connect(lambda: self.happened.emit(event))
        return button
