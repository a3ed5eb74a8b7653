"""The pages of staff: a code to read, a PIN that nobody sees, and a wait that is told."""

from dataclasses import replace

import pytest
import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED
from kiosk.session import TextSize
from kiosk.view import Attendance, View
from tests.fakes import counter
from tests.fakes.counter import LANGUAGES, OFFER
from tests.fakes.events import PIN
from tests.ui.screen import LANDSCAPE, PX_PER_MM, SHAPES, button, settle, shown, visible
from ui.counter.desk_pane import DeskPane
from ui.pages.choosing_pin import ChoosingPinPage
from ui.pages.locked import LockedPage
from ui.shell import Shell
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.pin_pad import PinLine

STAFF = Attendance("A. Muster")
LOCKED = flow.Locked(flow.Filling("test", 0))


def view(state: flow.State, staff: Attendance = STAFF, language: str = "de") -> View:
    return counter.view(state, language, policy=ASSISTED, staff=staff)


def said(shell: Shell) -> str:
    return "\n".join(label.text() for label in visible(shell, Label))


def touch(shell: Shell, *names: str) -> None:
    for name in names:
        QTest.mouseClick(button(shell, name), Qt.MouseButton.LeftButton)


# --- Signing in ----------------------------------------------------------------------------------


def test_a_phone_reads_where_to_sign_in_and_the_code_stands_beside_it(qtbot: QtBot) -> None:
    waiting = view(flow.SigningIn(flow.SignInStep.WAITING), Attendance(offer=OFFER))
    shell = shown(qtbot, waiting, LANDSCAPE)
    seen = shell.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(seen.constBits()).cast("B", (seen.height(), seen.bytesPerLine()))
    found = zxingcpp.read_barcode(pixels)
    assert found is not None
    assert str(found.text) == OFFER.url
    assert OFFER.user_code in said(shell)
    assert "portal.example" in said(shell)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (flow.Reviewing("test"), "signing-in-ended"),
        (
            flow.Failed("outcome-unknown", "code", flow.Submitting("test", "key-1")),
            "signing-in-uncertain",
        ),
    ],
    ids=["nothing was sent", "nobody knows"],
)
def test_over_a_visit_it_says_what_is_true_of_its_answers(
    qtbot: QtBot, inside: flow.Reviewing | flow.Failed, text: str
) -> None:
    state = view(flow.SigningIn(flow.SignInStep.WAITING, inside=inside), Attendance(offer=OFFER))
    words = said(shown(qtbot, state))
    ended = {"signing-in-ended", "signing-in-uncertain"}
    assert {word for word in ended if state.texts(word) in words} == {text}


@pytest.mark.parametrize("step", [step for step in flow.SignInStep if step.ended])
def test_what_ended_is_said_and_one_touch_begins_anew(qtbot: QtBot, step: flow.SignInStep) -> None:
    state = view(flow.SigningIn(step, "keyring-locked"), Attendance())
    shell = shown(qtbot, state)
    assert state.texts(f"signing-in-{step.value}") in said(shell)
    assert "keyring-locked" in said(shell)
    with qtbot.waitSignal(shell.happened) as told:
        touch(shell, state.texts("signing-in-again"))
    assert told.args == [flow.Retried()]


# --- Choosing a PIN ------------------------------------------------------------------------------


def choosing(qtbot: QtBot) -> tuple[Shell, ChoosingPinPage]:
    shell = shown(qtbot, view(flow.ChoosingPin()))
    assert isinstance(shell.page, ChoosingPinPage)
    return shell, shell.page


def test_a_pin_is_chosen_with_the_keys_of_the_screen(qtbot: QtBot) -> None:
    shell, page = choosing(qtbot)
    page.first.setFocus()
    touch(shell, *PIN)
    page.second.setFocus()
    touch(shell, *PIN)
    with qtbot.waitSignal(shell.happened) as told:
        touch(shell, "PIN speichern")
    assert told.args == [flow.PinChosen(PIN)]


@pytest.mark.parametrize(
    ("pin", "again", "word"),
    [
        ("482", "482", "choosing-pin-short"),
        ("123456", "123456", "choosing-pin-easy"),
        (PIN, "482916", "choosing-pin-different"),
    ],
)
def test_a_pin_that_is_not_taken_is_said_and_begun_anew(
    qtbot: QtBot, pin: str, again: str, word: str
) -> None:
    shell, page = choosing(qtbot)
    heard: list[object] = []
    shell.happened.connect(heard.append)
    for _ in range(2):
        page.first.setText(pin)
        page.second.setText(again)
        touch(shell, "PIN speichern")
        settle()
    assert heard == []
    assert said(shell).count(page.view.texts(word)) == 1
    assert page.first.text() == page.second.text() == ""


def test_enter_leads_from_line_to_line_and_then_chooses(qtbot: QtBot) -> None:
    shell, page = choosing(qtbot)
    QTest.keyClicks(page.first, f"a{PIN}")
    QTest.keyClick(page.first, Qt.Key.Key_Return)
    assert page.second.hasFocus()
    QTest.keyClicks(page.second, PIN)
    with qtbot.waitSignal(shell.happened) as told:
        QTest.keyClick(page.second, Qt.Key.Key_Return)
    assert told.args == [flow.PinChosen(PIN)]


# --- Locked --------------------------------------------------------------------------------------


def locked(
    qtbot: QtBot, state: flow.Locked = LOCKED, wait: float = 0.0
) -> tuple[Shell, LockedPage]:
    shell = shown(qtbot, view(state, replace(STAFF, wait=wait)))
    assert isinstance(shell.page, LockedPage)
    return shell, shell.page


def test_the_keys_type_a_pin_that_is_told_once_and_stands_nowhere(qtbot: QtBot) -> None:
    shell, page = locked(qtbot)
    touch(shell, *PIN, "1", page.view.texts("keyboard-backspace"))
    line = page.line
    assert line.displayText() == "●" * len(PIN)
    told_to_all = QAccessible.queryAccessibleInterface(line)
    assert PIN not in told_to_all.text(QAccessible.Text.Value)
    with qtbot.waitSignal(shell.happened) as told:
        touch(shell, "Entsperren")
    assert told.args == [flow.PinEntered(PIN)]
    assert line.text() == ""


def test_nothing_is_told_without_a_pin(qtbot: QtBot) -> None:
    shell, page = locked(qtbot)
    heard: list[object] = []
    shell.happened.connect(heard.append)
    touch(shell, "Entsperren")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert heard == []


def test_a_wait_is_counted_down_and_then_takes_a_pin(qtbot: QtBot) -> None:
    wrong = replace(LOCKED, refused=True, left=6)
    shell, page = locked(qtbot, wrong, wait=2.4)
    assert "Diese PIN ist falsch." in said(shell)
    assert "Sie haben noch 6 Versuche." in said(shell)
    assert "Warten Sie noch 3 Sekunden." in said(shell)
    assert not button(shell, "Entsperren").isEnabled()
    assert not button(shell, "1").isEnabled()
    for left in (2, 1):
        page.count_down()
        assert str(left) in said(shell).replace("6 Versuche", "")
    page.count_down()
    assert "Geben Sie Ihre PIN ein." in said(shell)
    assert button(shell, "Entsperren").isEnabled()
    assert page.line.hasFocus()


def test_a_long_wait_is_told_in_minutes(qtbot: QtBot) -> None:
    shell, _ = locked(qtbot, wait=899.5)
    assert "Warten Sie noch 15 Minuten." in said(shell)


def test_what_cannot_be_checked_is_no_wrong_pin(qtbot: QtBot) -> None:
    shell, page = locked(qtbot, replace(LOCKED, code="keyring-locked"))
    assert page.view.texts("locked-unchecked") in said(shell)
    assert "keyring-locked" in said(shell)
    assert "falsch" not in said(shell)


def test_the_way_out_says_what_it_costs_and_is_closed_while_something_is_sent(
    qtbot: QtBot,
) -> None:
    shell, page = locked(qtbot)
    cost = page.view.texts("desk-sign-out-deletes")
    assert cost in said(shell)
    with qtbot.waitSignal(shell.happened) as told:
        touch(shell, "Abmelden")
    assert told.args == [flow.SignOutWanted()]
    shell, _ = locked(qtbot, flow.Locked(flow.Attract()))
    assert cost not in said(shell)
    shell, _ = locked(qtbot, flow.Locked(flow.Submitting("test", "key")))
    assert "Abmelden" not in [found.accessibleName() for found in visible(shell, Button)]


# --- The corner ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corner_says_who_is_here_and_locks(qtbot: QtBot, size: QSize, language: str) -> None:
    state = view(flow.Introducing("test"), language=language)
    session = replace(state.session, text_size=TextSize.LARGEST)
    shell = shown(qtbot, replace(state, session=session), size)
    corner = button(shell, state.texts("desk-corner", name="A. Muster"))
    assert "A. Muster" in corner.accessibleName()
    assert "+L" in corner.accessibleName()
    assert min(corner.width(), corner.height()) >= 8 * PX_PER_MM
    assert corner.height() >= corner.heightForWidth(corner.width()) - 1
    with qtbot.waitSignal(shell.happened) as told:
        QTest.mouseClick(corner, Qt.MouseButton.LeftButton)
    assert told.args == [flow.LockWanted()]


def test_where_nobody_signed_in_there_is_no_corner(qtbot: QtBot) -> None:
    shell = shown(qtbot, view(flow.Introducing("test"), Attendance()))
    assert not [found for found in visible(shell, Button) if "+L" in found.accessibleName()]


def test_a_line_for_a_pin_holds_digits_only(qtbot: QtBot) -> None:
    shell, page = locked(qtbot)
    QTest.keyClicks(page.line, "12ab3")
    page.line.insert("٣")
    QTest.keyClicks(page.line, "4" * 20)
    assert page.line.text() == "123" + "4" * 9
    assert isinstance(page.line, PinLine)
    assert not shell.findChildren(PinLine)[0].dragEnabled()


@pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
def test_the_start_screen_says_who_is_here_and_locks(qtbot: QtBot, size: QSize) -> None:
    shell = shown(qtbot, view(flow.Attract()), size)
    with qtbot.waitSignal(shell.happened) as told:
        touch(shell, "A. Muster · Ctrl+L")
    assert told.args == [flow.LockWanted()]


def test_a_long_name_stays_in_its_pane(qtbot: QtBot) -> None:
    staff = Attendance("Maria-Magdalena von Schumacher-Zurgilgen")
    shell = shown(qtbot, view(flow.Introducing("test"), staff), LANDSCAPE)
    found = button(shell, "Maria-Magdalena von Sch… · Ctrl+L")
    (desk,) = visible(shell, DeskPane)
    assert found.mapTo(desk, found.rect().topRight()).x() <= desk.width()
