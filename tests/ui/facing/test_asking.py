"""One screen for both: it is turned around, and only the visitor's answer counts there."""

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.texts import Texts
from kiosk.view import View
from tests.ui.counter.desk import Clerk, view
from tests.ui.screen import button, settle, visible
from ui.counter.frame import CounterFrame
from ui.counter.keys import COMMANDS
from ui.facing.asking import AskingPage
from ui.frames import page_for
from ui.widgets.label import Label

ASKING = flow.Reviewing("test", flow.Agreement.ASKED)
FRENCH = Texts("fr")
BACK = {"Esc", "F9"}
OTHER_KEYS = sorted({key for one in COMMANDS for key in one.keys} - BACK - {"Ctrl+L"})


def alone(state: flow.State = ASKING, language: str = "fr") -> View:
    """Return what a counter with one screen shows."""
    return view(state, language=language, faces_visitor=False)


def asked(qtbot: QtBot) -> Clerk:
    return Clerk(qtbot, alone())


def words(clerk: Clerk) -> str:
    return "\n".join(label.text() for label in visible(clerk.shell, Label))


def test_without_a_screen_of_their_own_the_visitor_is_asked_on_staffs(qtbot: QtBot) -> None:
    clerk = asked(qtbot)
    assert isinstance(clerk.shell.page, AskingPage)
    assert not clerk.shell.findChildren(CounterFrame)
    assert "Anna Bühlmann" in words(clerk)
    assert FRENCH("facing-asked-title") in words(clerk)


def test_nothing_of_staff_is_on_it(qtbot: QtBot) -> None:
    assert "Muster" not in words(asked(qtbot))


def test_with_a_screen_of_their_own_staff_keep_theirs() -> None:
    assert page_for(view(ASKING, faces_visitor=True)) is not AskingPage


@pytest.mark.parametrize(
    "agreement", [one for one in flow.Agreement if one is not flow.Agreement.ASKED], ids=str
)
def test_it_is_turned_around_only_while_the_visitor_is_asked(agreement: flow.Agreement) -> None:
    assert page_for(alone(flow.Reviewing("test", agreement))) is not AskingPage


def test_when_the_visitors_display_goes_the_question_comes_to_the_other(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(ASKING, language="fr", faces_visitor=True))
    clerk.sees(alone())
    assert isinstance(clerk.shell.page, AskingPage)


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("facing-yes", flow.AgreementGiven()),
        ("facing-no", flow.AgreementRefused()),
        ("facing-back", flow.Back()),
    ],
)
def test_the_answer_is_touched(qtbot: QtBot, said: str, event: flow.Event) -> None:
    clerk = asked(qtbot)
    QTest.mouseClick(button(clerk.shell, FRENCH(said)), Qt.MouseButton.LeftButton)
    assert clerk.events == [event]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F9])
def test_staff_take_the_screen_back_by_a_key(qtbot: QtBot, key: Qt.Key) -> None:
    assert asked(qtbot).presses(key) == [flow.Back()]


def test_what_is_taken_back_was_not_agreed_to() -> None:
    after, _ = flow.step(ASKING, flow.Back(), view(ASKING).policy)
    assert after == flow.Reviewing("test", flow.Agreement.UNASKED)


@pytest.mark.parametrize("keys", OTHER_KEYS)
def test_no_other_key_of_staff_does_anything(qtbot: QtBot, keys: str) -> None:
    """A clerk who sends out of habit answers for nobody."""
    clerk = asked(qtbot)
    combination = QKeyCombination.fromCombined(QKeySequence(keys)[0].toCombined())  # type: ignore[index] # PySide's stubs forget it
    assert clerk.presses(combination.key(), combination.keyboardModifiers()) == []


def test_the_keyboard_reaches_the_answers(qtbot: QtBot) -> None:
    clerk = asked(qtbot)
    yes = button(clerk.shell, FRENCH("facing-yes"))
    for _ in range(12):
        if clerk.shell.focusWidget() is yes:
            break
        QTest.keyClick(clerk.shell.windowHandle(), Qt.Key.Key_Tab)
    assert clerk.shell.focusWidget() is yes
    assert clerk.presses(Qt.Key.Key_Space) == [flow.AgreementGiven()]


def test_the_focus_does_not_begin_on_an_answer(qtbot: QtBot) -> None:
    clerk = asked(qtbot)
    assert clerk.presses(Qt.Key.Key_Space) == []
    assert clerk.presses(Qt.Key.Key_Return) == []


def test_another_language_is_chosen_on_it(qtbot: QtBot) -> None:
    clerk = asked(qtbot)
    QTest.mouseClick(button(clerk.shell, "Italiano"), Qt.MouseButton.LeftButton)
    assert clerk.events == [flow.VisitorLanguageChosen("it")]
    clerk.sees(alone(language="it"))
    assert Texts("it")("facing-asked-title") in words(clerk)
    settle()


def test_it_is_read_at_a_distance_not_in_staffs_small_print(qtbot: QtBot) -> None:
    clerk = asked(qtbot)
    page = clerk.shell.page
    assert isinstance(page, AskingPage)
    assert page.theme.staff
    assert page.face.leaf is not None
    assert page.face.leaf.theme.target > page.theme.target
