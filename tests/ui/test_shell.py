from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED
from kiosk.session import Contrast, TextSize
from kiosk.view import View
from tests.fakes import counter
from tests.ui.screen import LANDSCAPE, PORTRAIT, button, settle, shell_of, shown, visible
from ui.lockdown import refuses_key
from ui.shell import Shell
from ui.theme import COLOURS
from ui.widgets.keyboard import Keyboard
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField

HOME = flow.Home()
Control, Alt, Shift = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def happenings(shell: Shell) -> list[object]:
    found: list[object] = []
    shell.happened.connect(found.append)
    return found


def words_on(shell: Shell) -> list[str]:
    return [found.text() for found in visible(shell, Label)]


class Time:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


# --- One page at a time --------------------------------------------------------------------------


def test_the_page_before_is_gone_when_the_next_is_here(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(HOME))
    line = next(visible(shell, SearchField))
    line.setText("Łukasz Šimůnek")
    gone: list[bool] = []
    line.destroyed.connect(lambda: gone.append(True))
    shell.show_view(counter.view(flow.Wiping()))
    settle()
    assert gone
    assert not shell.findChildren(QLineEdit)


def test_the_same_state_refreshes_its_page_and_keeps_what_is_typed(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(HOME))
    page = shell.page
    next(visible(shell, SearchField)).setText("Hund")
    shell.show_view(counter.view(HOME))
    assert shell.page is page
    assert next(visible(shell, SearchField)).text() == "Hund"


@pytest.mark.parametrize(
    "view",
    [
        counter.view(HOME, "fr"),
        counter.view(HOME, contrast=Contrast.HIGH),
        counter.view(flow.Home("animals")),
    ],
    ids=["language", "look", "state"],
)
def test_another_language_look_or_state_builds_the_page_anew(qtbot: QtBot, view: View) -> None:
    shell = shown(qtbot, counter.view(HOME))
    page = shell.page
    shell.show_view(view)
    assert shell.page is not page


def test_a_turned_screen_builds_the_page_anew_and_nothing_is_left_uncovered(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(HOME))
    page = shell.page
    shell.resize(LANDSCAPE)
    settle()
    assert shell.page is not page
    whole = shell.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert [part.size() for part in whole] == [LANDSCAPE]


def test_the_title_is_said_and_the_focus_begins_at_the_heading(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Introducing("test")))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == shell.windowTitle() == "Wohnsitzbestätigung"


def test_every_view_tells_that_it_is_on_the_screen(qtbot: QtBot) -> None:
    shell = shell_of(qtbot)
    with qtbot.waitSignal(shell.shown):
        shell.show_view(counter.view(HOME))
    with qtbot.waitSignal(shell.shown):
        shell.show_view(counter.view(HOME))


# --- One action at a time ------------------------------------------------------------------------


def test_ten_taps_are_one_action_until_its_outcome_is_shown(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Introducing("test")))
    found = happenings(shell)
    for _ in range(10):
        button(shell, "Beginnen").click()
        button(shell, "Hilfe").click()
    assert found == [flow.Begun(2)]
    shell.show_view(counter.view(flow.Introducing("test")))
    button(shell, "Hilfe").click()
    assert found == [flow.Begun(2), flow.HelpWanted()]


def test_the_second_half_of_a_double_tap_does_not_reach_the_next_page(qtbot: QtBot) -> None:
    time = Time()
    shell = Shell(4.0, settle_seconds=0.25, now=time)
    qtbot.addWidget(shell)
    shell.resize(1080, 1920)
    shell.open()
    found = happenings(shell)
    shell.show_view(counter.view(flow.Introducing("test")))
    button(shell, "Beginnen").click()
    assert not found
    time.seconds += 0.3
    button(shell, "Beginnen").click()
    assert found == [flow.Begun(2)]


def test_a_finger_that_slides_off_does_nothing(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Introducing("test")))
    found = happenings(shell)
    begin = button(shell, "Beginnen")
    QTest.mousePress(begin, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(begin, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
    assert not found


# --- The look ------------------------------------------------------------------------------------


def test_the_tools_ask_for_the_next_size_and_the_other_contrast(qtbot: QtBot) -> None:
    for size, word, expected in (
        (TextSize.NORMAL, "Grössere Schrift", TextSize.LARGE),
        (TextSize.LARGE, "Grössere Schrift", TextSize.LARGEST),
        (TextSize.LARGEST, "Normale Schrift", TextSize.NORMAL),
    ):
        shell = shown(qtbot, counter.view(HOME, text_size=size))
        found = happenings(shell)
        button(shell, word).click()
        assert found == [flow.LookChosen(expected, Contrast.NORMAL)]


def test_while_answers_travel_no_tool_offers_what_it_cannot_do(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Helping(HOME)))
    with pytest.raises(LookupError):
        button(shell, "Hilfe")
    assert button(shell, "Deutsch").isEnabled()


# --- Trust ---------------------------------------------------------------------------------------


def test_the_strip_names_who_receives_the_answers_only_when_that_is_known(qtbot: QtBot) -> None:
    states = (HOME, flow.Introducing("test"), flow.Helping(flow.Filling("test", 0)))
    told = {state: words_on(shown(qtbot, counter.view(state))) for state in states}
    receiver = "Geht an: Einwohnerdienste, Stadt Luzern"
    assert receiver not in told[HOME]
    assert "Sie haben noch nichts gesendet." in told[HOME]
    assert receiver in told[flow.Introducing("test")]
    assert receiver in told[flow.Helping(flow.Filling("test", 0))]


def test_a_connection_is_called_encrypted_only_if_it_is(qtbot: QtBot) -> None:
    view = counter.view(HOME)
    plain = replace(view, terminal=replace(view.terminal, encrypted=False))
    assert "Verbindung verschlüsselt" not in words_on(shown(qtbot, plain))
    assert "Verbindung verschlüsselt" in words_on(shown(qtbot, view))


# --- The keyboard --------------------------------------------------------------------------------


def test_the_keyboard_comes_for_a_line_and_never_covers_it(qtbot: QtBot) -> None:
    for size in (PORTRAIT, LANDSCAPE):
        shell = shown(qtbot, counter.view(flow.ChoosingMunicipality()), size)
        keyboard = next(visible(shell, Keyboard))
        line = next(visible(shell, SearchField))
        assert line.hasFocus()
        below = line.mapTo(shell, QPoint(0, line.height())).y()
        assert below < keyboard.mapTo(shell, QPoint(0, 0)).y()


def test_done_closes_the_keyboard(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.ChoosingMunicipality()))
    button(shell, "Tastatur schliessen").click()
    settle()
    assert not list(visible(shell, Keyboard))


def test_where_fingers_do_not_type_no_keyboard_comes(qtbot: QtBot) -> None:
    view = counter.view(flow.ChoosingMunicipality(), policy=ASSISTED)
    shell = shown(qtbot, view, LANDSCAPE)
    assert any(line.hasFocus() for line in visible(shell, SearchField))
    assert not list(visible(shell, Keyboard))


# --- Staying -------------------------------------------------------------------------------------


def test_a_full_screen_kiosk_closes_only_when_the_program_closes_it(qtbot: QtBot) -> None:
    shell = Shell(4.0, full_screen=True)
    qtbot.addWidget(shell)
    shell.open()
    event = QCloseEvent()
    shell.closeEvent(event)
    assert not event.isAccepted()
    shell.shut()
    assert not shell.isVisible()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Shift),
        (Qt.Key.Key_F10, Shift),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_P, Control),
        (Qt.Key.Key_O, Control),
        (Qt.Key.Key_S, Control),
        (Qt.Key.Key_N, Control),
        (Qt.Key.Key_F4, Alt),
        (Qt.Key.Key_Print, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_key_that_opens_or_prints_is_refused(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert refuses_key(key, modifiers)


@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_F10, Qt.Key.Key_F4, Qt.Key.Key_Tab])
def test_a_key_that_people_type_with_is_let_through(key: Qt.Key) -> None:
    assert not refuses_key(key, Qt.KeyboardModifier.NoModifier)


def test_what_a_visitor_has_no_use_for_is_stopped_at_the_window(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(HOME))
    handle = shell.windowHandle()
    right = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        QPointF(5, 5),
        QPointF(5, 5),
        Qt.MouseButton.RightButton,
        Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, Control)
    letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "p")
    _, lockdown = shell._guards or (None, None)
    assert lockdown is not None
    assert [lockdown.eventFilter(handle, event) for event in (right, drop, key, letter)] == [
        True,
        True,
        True,
        False,
    ]


def test_a_real_touch_is_told_and_what_the_program_does_is_not(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(HOME))
    told: list[bool] = []
    shell.touched.connect(lambda: told.append(True))
    next(visible(shell, SearchField)).setText("abc")
    shell.show_view(counter.view(flow.Helping(HOME)))
    settle()
    assert not told
    QTest.mouseClick(shell.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert told


def test_no_context_menu_opens_anywhere(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(HOME))
    line = next(visible(shell, SearchField))
    QTest.mouseClick(line, Qt.MouseButton.RightButton)
    settle()
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("before", Contrast)
@pytest.mark.parametrize("after", Contrast)
def test_the_ground_follows_the_contrast(qtbot: QtBot, before: Contrast, after: Contrast) -> None:
    shell = shown(qtbot, counter.view(HOME, contrast=before))
    shell.show_view(counter.view(flow.Helping(HOME), contrast=after))
    settle()
    ground = shell.grab().toImage().pixelColor(shell.width() - 1, shell.height() // 2)
    assert ground.name() == COLOURS[after].paper
