"""What a screen reader is told when a page comes, and when it comes again (R31, WCAG 4.1.3)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.texts import Texts
from kiosk.view import View
from tests.fakes import counter
from tests.fakes.views import RECEIPT
from tests.ui.counter import desk
from tests.ui.screen import shown

GERMAN, STAFFS = Texts("de"), Texts("de", said_to="staff")
READY = flow.HandingOver(flow.Filling("test", 0), flow.HandoverStep.READY)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is announced."""
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return told


@pytest.mark.parametrize(
    ("view", "news"),
    [
        (counter.view(READY), "Code: 7 K Q, M 2 P"),
        (
            counter.view(flow.HandingOver(READY.inside, READY.step, paper=flow.Paper.PRINTED)),
            GERMAN("handing-over-printed"),
        ),
        (
            counter.view(flow.HandingOver(READY.inside, flow.HandoverStep.EXPIRED)),
            GERMAN("handing-over-expired"),
        ),
        (counter.view(flow.HandingOver(READY.inside)), GERMAN("handing-over-sealing")),
        (
            counter.view(flow.TakingOver(flow.Home(), refusal="unknown")),
            GERMAN("taking-over-unknown"),
        ),
        (
            counter.view(flow.TakingOver(flow.Home(), fetching=True)),
            GERMAN("taking-over-fetching"),
        ),
        (
            counter.view(flow.Done("test", "n", flow.Paper.PRINTED), receipt=RECEIPT),
            GERMAN("done-paper-printed"),
        ),
        (
            desk.view(flow.Stored("test", "k", flow.Paper.FAILED)),
            STAFFS("stored-paper-failed"),
        ),
    ],
    ids=lambda found: type(found.state).__name__ if isinstance(found, View) else "",
)
def test_a_page_says_its_title_and_what_is_new(
    qtbot: QtBot, heard: list[str], view: View, news: str
) -> None:
    shell = shown(qtbot, view)
    assert shell.page is not None
    assert heard[-1] == f"{shell.page.title()}. {news}"


def test_a_page_without_news_says_its_title(qtbot: QtBot, heard: list[str]) -> None:
    shown(qtbot, counter.view(flow.Home()))
    assert heard[-1] == GERMAN("home-title")


def test_what_cannot_be_a_code_is_said_at_once(qtbot: QtBot, heard: list[str]) -> None:
    shell = shown(qtbot, counter.view(flow.TakingOver(flow.Home())))
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Return)
    assert heard[-1] == GERMAN("taking-over-malformed")
