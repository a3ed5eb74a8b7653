"""The page on which a code is typed: with fingers, with keys, or by a scanner."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.handover.code import ALPHABET
from kiosk.handover.refusal import Refusal
from kiosk.policy import ASSISTED
from kiosk.texts import Texts
from kiosk.view import Attendance
from tests.fakes import counter
from tests.ui.screen import LANDSCAPE, PORTRAIT, SHAPES, button, shown, visible
from ui.pages.taking_over import TakingOverPage
from ui.shell import Shell
from ui.widgets.code_pad import CodePad
from ui.widgets.keyboard import Keyboard
from ui.widgets.label import Label

ASKING = flow.TakingOver(flow.Home())
DE = Texts("de")


def page_of(shell: Shell) -> TakingOverPage:
    assert isinstance(shell.page, TakingOverPage)
    return shell.page


def line_of(shell: Shell) -> str:
    line = page_of(shell).line
    assert line is not None
    return line.text()


def told_by(shell: Shell) -> list[flow.Event]:
    told: list[flow.Event] = []
    shell.happened.connect(told.append)
    return told


def reads(shell: Shell) -> str:
    return "\n".join(label.text() for label in visible(shell, Label))


def touch(shell: Shell, *names: str) -> None:
    for name in names:
        QTest.mouseClick(button(shell, name), Qt.MouseButton.LeftButton)


def at_the_counter(qtbot: QtBot, state: flow.TakingOver = ASKING) -> Shell:
    staff = Attendance("A. Muster")
    return shown(qtbot, counter.view(state, policy=ASSISTED, staff=staff), LANDSCAPE)


@pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
def test_fingers_find_every_character_of_a_code_and_no_other(qtbot: QtBot, size: QSize) -> None:
    shell = shown(qtbot, counter.view(ASKING), size)
    touch(shell, *ALPHABET[:8])
    assert line_of(shell) == ALPHABET[:8]
    (pad,) = visible(shell, CodePad)
    assert "".join(key.accessibleName() for key in pad._keys) == ALPHABET
    assert not list(visible(shell, Keyboard))


def test_a_character_too_many_is_taken_back(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(ASKING))
    touch(shell, "7", "K", "K", DE("keyboard-backspace"), "Q")
    assert line_of(shell) == "7KQ"


@pytest.mark.parametrize("typed", ["7kqm2p", "7KQ-M2P", " 7kq m2p"])
def test_keys_and_scanners_go_on_with_enter(qtbot: QtBot, typed: str) -> None:
    shell = at_the_counter(qtbot)
    told, line = told_by(shell), page_of(shell).line
    assert line is not None
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert told == [flow.CodeEntered(typed.upper())]


def test_a_code_is_shown_in_capitals_wherever_it_is_changed(qtbot: QtBot) -> None:
    shell = at_the_counter(qtbot)
    line = page_of(shell).line
    assert line is not None
    QTest.keyClicks(line, "7km2p")
    line.setCursorPosition(2)
    QTest.keyClicks(line, "q")
    assert line.text() == "7KQM2P"
    assert line.cursorPosition() == 3


def test_staff_paste_a_code(qtbot: QtBot) -> None:
    shell = at_the_counter(qtbot)
    line = page_of(shell).line
    assert line is not None
    QApplication.clipboard().setText("7kq-m2p")
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
    assert line.text() == "7KQ-M2P"


def test_at_the_counter_there_is_no_pad(qtbot: QtBot) -> None:
    assert not list(visible(at_the_counter(qtbot), CodePad))


def test_what_cannot_be_a_code_stays_to_be_corrected_and_nobody_is_asked(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(ASKING))
    told = told_by(shell)
    touch(shell, "7", "K", "Q", DE("taking-over-go"))
    assert told == []
    assert line_of(shell) == "7KQ"
    assert DE("taking-over-malformed") in reads(shell)
    touch(shell, "M", "2", "P", DE("taking-over-go"))
    assert told == [flow.CodeEntered("7KQM2P")]


@pytest.mark.parametrize("refusal", Refusal)
def test_why_a_code_gave_nothing_is_said_calmly_and_it_may_be_typed_again(
    qtbot: QtBot, refusal: Refusal
) -> None:
    state = flow.TakingOver(flow.Home(), refusal=refusal.value, code="portal-busy")
    shell = shown(qtbot, counter.view(state))
    assert DE(f"taking-over-{refusal.value}") in reads(shell)
    assert "portal-busy" in reads(shell)
    line = page_of(shell).line
    assert line is not None
    assert line.text() == ""
    assert line.accessibleDescription() == DE(f"taking-over-{refusal.value}")


def test_while_it_is_fetched_nothing_is_typed(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.TakingOver(flow.Home(), fetching=True)))
    told = told_by(shell)
    assert DE("taking-over-fetching") in reads(shell)
    QTest.keyClick(page_of(shell), Qt.Key.Key_Return)
    assert told == []


def test_five_megabytes_from_a_scanner_stay_a_short_line(qtbot: QtBot) -> None:
    shell = at_the_counter(qtbot)
    line = page_of(shell).line
    assert line is not None
    line.insert("7" * 5_000_000)
    assert len(line.text()) <= 20


def test_among_the_services_somebody_with_a_code_is_not_forgotten(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Home()), PORTRAIT)
    told = told_by(shell)
    touch(shell, DE("taking-over-have"))
    assert told == [flow.TakeOverWanted()]
