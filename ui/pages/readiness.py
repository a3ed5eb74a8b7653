"""The counter opens or closes: whether the terminal is ready, and what was done today."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.readiness.report import Check, Outcome, Report
from kiosk.receipt.refill import instruction
from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.day_numbers import day_numbers
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


DAY_MM = 88.0


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
        layout.addLayout(self._with_the_day(words), 1)
        band = Band(theme, line_on_top=True)
        band.setLayout(self._buttons())
        layout.addWidget(band)

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("readiness-title")

    def _with_the_day(self, words: QWidget) -> QHBoxLayout:
        """Return the report with today's numbers beside it, or above where there is no room."""
        theme, line = self.theme, row(self.theme, units=0)
        self._day = QVBoxLayout()
        self._numbers: QWidget | None = None
        line.addWidget(Pane(words, self.view.texts, theme), 1)
        if theme.beside:
            side = QWidget()
            side.setFixedWidth(theme.px(DAY_MM * theme.text_size.value / 5.0))
            edge = theme.space(6)
            self._day = column(theme, within=side)
            self._day.setContentsMargins(edge, edge, edge, edge)
            line.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._said.insertLayout(1, self._day)
        self._show_day()
        return line

    def _show_day(self) -> None:
        if self._numbers is not None:
            self._numbers.setParent(None)
            self._numbers.deleteLater()
        self._numbers = day_numbers(self.view, self.theme)
        self._day.addWidget(self._numbers)

    def refresh(self, view: View) -> None:
        """Show newer numbers."""
        before = self.view.day
        super().refresh(view)
        if before != view.day:
            self._show_day()

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
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self._close)
        if self.view.policy.staff_signs_in:
            lock, leave = flow.LockWanted(), flow.SignOutWanted()
            line.addWidget(self._button("desk-lock", lock, Look.SECONDARY, "lock-keyhole"))
            line.addWidget(self._button("desk-sign-out", leave, Look.SECONDARY, "log-out"))
        line.addStretch()
        if self._examined is not flow.Examined.NOT_YET:
            again = self._button("readiness-again", flow.Retried(), Look.PRIMARY, "rotate-cw")
            line.addWidget(again)
        return line

    def _close(self) -> None:
        self.happened.emit(flow.Back())

    def _button(self, word: str, event: flow.Event, look: Look, icon_name: str) -> Button:
        button = Button(self.view.texts(word), self.theme, look, icon_name=icon_name)
        button.clicked.connect(lambda: self.happened.emit(event))
        return button
