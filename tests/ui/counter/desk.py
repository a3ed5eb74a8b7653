"""A staffed counter to look at: views of it, its window, and somebody who types."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.policy import ASSISTED
from kiosk.session import Session
from kiosk.texts import Texts
from kiosk.view import Attendance, CaseLine, HandoverCode, View
from kiosk.words import Words
from tests.fakes import counter
from tests.fakes.forms import answered, field, form, page
from tests.fakes.views import RECEIPT, SERVICE
from tests.ui.screen import settle, shell_of
from ui.counter.frame import CounterFrame
from ui.counter.habits import habits
from ui.shell import Shell

WIDE, NARROW, SQUARE = QSize(1920, 1080), QSize(1366, 768), QSize(1280, 1024)
SIZES = (WIDE, NARROW, SQUARE)
TODAY = date(2026, 11, 24)

ASKED = form(
    page(field("/name"), field("/ahv", "social_security_number"), title="Wer sind Sie?"),
    page(field("/town"), title="Wo wohnen Sie?"),
)
ANSWERED = answered(name="Anna Bühlmann", ahv="756.9217.0769.85", town="Luzern")

FILLING = flow.Filling("test", 0)
REVIEWING = flow.Reviewing("test")
DONE = flow.Done("test", "LU-2026-0K7F-3Q9", flow.Paper.PRINTED, prints=1)
FAILED = flow.Failed("unreachable", "portal-unreachable", flow.Submitting("test", "k"))
STATES: tuple[flow.State, ...] = (
    flow.Attract(),
    flow.Attract(paper_left=True),
    flow.Home(),
    flow.Introducing("test"),
    REVIEWING,
    *(flow.Reviewing("test", agreement) for agreement in flow.Agreement),
    DONE,
    FAILED,
    flow.Leaving(FILLING),
    flow.ChoosingLanguage(FILLING),
    flow.Helping(FILLING),
    flow.ChoosingMunicipality(),
    flow.TakingPaper(DONE),
    flow.Storing("test", "k"),
    flow.Stored("test", "k", flow.Paper.PRINTED, prints=1),
    flow.HandingOver(FILLING, flow.HandoverStep.READY),
    flow.HandingOver(FILLING, flow.HandoverStep.FAILED, "portal-unreachable"),
    flow.TakingOver(flow.Home(), refusal="unknown"),
    flow.Submitting("test", "k"),
    flow.Opening(flow.Home()),
    flow.Readiness(flow.Examined.KNOWN),
)
"""One of each page that is the frame's to hold; the form itself is tested with its page."""


def held(number: int, title: str, minutes: int = 12) -> CaseLine:
    since = datetime.now(UTC) - timedelta(minutes=minutes)
    return CaseLine(number, Words({"de": title}), "B. Bühlmann", since)


def view(state: flow.State, answers: Answers = ANSWERED, **details: Any) -> View:
    """Return what a counter shows of `state`; the visitor speaks `language`."""
    language = details.pop("language", "de")
    look = {name: details.pop(name) for name in ("text_size", "contrast") if name in details}
    usual: dict[str, Any] = {
        "policy": ASSISTED,
        "texts": Texts("de", said_to=ASSISTED.said_to),
        "session": Session(language=language, bfs=1061, answers={ASKED.id: answers}, **look),
        "form": ASKED,
        "filled": fill(ASKED, answers, Audience.ASSISTED, TODAY),
        "service": SERVICE,
        "receipt": RECEIPT,
        "staff": Attendance("A. Muster"),
        "faces_visitor": True,
        "handover": HandoverCode("7KQM2P", datetime(2026, 11, 24, 10, 15, tzinfo=UTC)),
    }
    return replace(counter.view(state), **{**usual, **details})


@contextmanager
def usual_habits() -> Iterator[None]:
    """Leave no habit of one test to the next."""
    habits().context = None
    yield
    habits().context = None


class Clerk:
    """Somebody of staff before a window: sees what it says, presses keys."""

    def __init__(self, qtbot: QtBot, view: View, size: QSize = WIDE) -> None:
        self.shell: Shell = shell_of(qtbot, size)
        self.events: list[object] = []
        self.shell.happened.connect(self.events.append)
        self.sees(view)

    def sees(self, view: View) -> None:
        self.shell.show_view(view)
        self.shell.activateWindow()
        settle()

    @property
    def frame(self) -> CounterFrame:
        (frame,) = self.shell.findChildren(CounterFrame)
        return frame

    def presses(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> list[object]:
        """Press one key; return what the flow was told."""
        before = len(self.events)
        QTest.keyClick(self.shell.windowHandle(), key, modifiers)
        settle()
        return self.events[before:]

    def types(self, words: str) -> None:
        for letter in words:
            QTest.keyClicks(QApplication.focusWidget() or self.shell, letter)
        settle()
