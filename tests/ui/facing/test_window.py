"""The window that faces the visitor: which display it covers, and what becomes of it without."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.facing import facing_of
from tests.fakes.facing import ASKING, FILLING, seen
from tests.ui.counter.desk import Clerk, view
from tests.ui.screen import settle
from ui.counter.form_cell import Cell
from ui.facing.display import OTHER, WINDOW, visitors_display
from ui.facing.window import FacingWindow


class Screen:
    """A display of the desktop."""

    def __init__(self, name: str, place: QRect, serial: str = "") -> None:
        self._name, self._place, self._serial = name, place, serial

    def name(self) -> str:
        return self._name

    def serialNumber(self) -> str:
        return self._serial

    def geometry(self) -> QRect:
        return self._place

    def virtualSiblings(self) -> list["Screen"]:
        return [STAFFS, VISITORS, MIRROR]


STAFFS = Screen("DP-1", QRect(0, 0, 1920, 1080))
VISITORS = Screen("HDMI-2", QRect(1920, 0, 1080, 1920), "LG-4711")
MIRROR = Screen("HDMI-3", QRect(0, 0, 1920, 1080))
BOTH = [STAFFS, VISITORS]


@pytest.mark.parametrize("wanted", [OTHER, "HDMI-2", "LG-4711"])
def test_the_visitors_display_is_found_by_what_is_known_of_it(wanted: str) -> None:
    assert visitors_display(wanted, BOTH, STAFFS) is VISITORS


@pytest.mark.parametrize("wanted", ["", "HDMI-9", "DP-1"])
def test_staffs_display_is_never_the_visitors(wanted: str) -> None:
    assert visitors_display(wanted, BOTH, STAFFS) is None


@pytest.mark.parametrize("wanted", [OTHER, "HDMI-3"])
def test_a_mirror_of_staffs_display_faces_nobody(wanted: str) -> None:
    """Else staff's own screen would be what the visitor reads, or be covered."""
    assert visitors_display(wanted, [STAFFS, MIRROR], STAFFS) is None


def test_an_unplugged_display_is_nobodys() -> None:
    assert visitors_display(OTHER, [STAFFS], STAFFS) is None
    assert visitors_display("HDMI-2", [STAFFS], STAFFS) is None


def test_whoever_has_no_serial_number_is_not_found_by_none() -> None:
    assert visitors_display("", [STAFFS, Screen("", QRect(1920, 0, 9, 9))], STAFFS) is None


# --- The window ----------------------------------------------------------------------------------


@pytest.fixture
def staffs(qtbot: QtBot) -> Clerk:
    return Clerk(qtbot, view(FILLING))


@pytest.fixture
def window(qtbot: QtBot, staffs: Clerk) -> Iterator[FacingWindow]:
    made = FacingWindow(4.0, staffs.shell, WINDOW, now=lambda: 0.0)
    made.resize(1080, 1920)
    made.open()
    settle()
    yield made
    made.shut()


def test_it_faces_the_visitor_while_it_is_open(window: FacingWindow) -> None:
    assert window.faces
    window.shut()
    assert not window.faces


def test_it_never_takes_the_keyboard_from_staff(window: FacingWindow) -> None:
    """Seen on a real X server by tests/journeys/test_two_displays.py."""
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_it_passes_on_what_the_visitor_says(window: FacingWindow, qtbot: QtBot) -> None:
    window.show_facing(facing_of(seen(ASKING)))
    settle()
    with qtbot.waitSignal(window.happened) as told:
        window.face.happened.emit(flow.AgreementGiven())
    assert told.args == [flow.AgreementGiven()]


def test_it_follows_the_focus_of_staff(window: FacingWindow, staffs: Clerk) -> None:
    window.show_facing(facing_of(view(FILLING)))
    cell = next(one for one in staffs.shell.findChildren(Cell) if one.pointer == "/town")
    staffs.shell.activateWindow()
    settle()
    cell.editor.setFocus()
    settle()
    assert window.face.at == "/town"


def test_it_does_not_follow_the_focus_of_another_window(window: FacingWindow, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.setFocus()
    settle()
    assert window.face.at == ""


def test_a_public_window_does_not_close(staffs: Clerk) -> None:
    window = FacingWindow(4.0, staffs.shell, OTHER, full_screen=True)
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    window.shut()
    assert QEvent.Type.Close == event.type()


def test_the_program_does_not_wait_for_it_to_close(window: FacingWindow) -> None:
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_with_one_display_it_stays_away_and_holds_nothing(staffs: Clerk) -> None:
    """The screen of this test is staff's."""
    window = FacingWindow(4.0, staffs.shell, OTHER, full_screen=True)
    window.open()
    window.show_facing(facing_of(seen(ASKING)))
    assert not window.faces
    assert window.face.leaf is None
    window.shut()


def shows_something(window: FacingWindow) -> bool:
    return window.faces and window.face.leaf is not None


def test_it_goes_and_comes_with_its_display(
    qtbot: QtBot, staffs: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    screen, plugged = app.primaryScreen(), [True]
    monkeypatch.setattr(
        "ui.facing.window.visitors_display", lambda *_: screen if plugged[0] else None
    )
    window = FacingWindow(4.0, staffs.shell, OTHER, full_screen=True)
    window.open()
    window.show_facing(facing_of(seen(ASKING)))
    assert shows_something(window)
    plugged.insert(0, False)
    with qtbot.waitSignal(window.moved):
        app.screenRemoved.emit(screen)
    assert not shows_something(window)
    plugged.insert(0, True)
    with qtbot.waitSignal(window.moved):
        app.screenAdded.emit(screen)
    window.show_facing(facing_of(seen(ASKING)))
    assert shows_something(window)
    assert window.geometry() == screen.geometry()
    window.shut()


def test_nothing_can_be_dropped_or_opened_on_it(window: FacingWindow) -> None:
    assert not window.acceptDrops()
    assert window.contextMenuPolicy() is Qt.ContextMenuPolicy.PreventContextMenu
    QTest.mouseClick(window, Qt.MouseButton.RightButton)
    assert not [one for one in QApplication.topLevelWidgets() if _is_menu(one)]


def _is_menu(widget: QWidget) -> bool:
    return widget.isVisible() and widget.inherits("QMenu")
