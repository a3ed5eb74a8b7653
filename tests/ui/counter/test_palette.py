"""The palette: one list for everything, searched by typing, gone before it acts."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.catalogue import Catalogue
from tests.fakes.counter import listing
from tests.ui.counter.desk import REVIEWING, Clerk, held, view
from tests.ui.screen import settle, visible
from ui.counter.entry import Entry
from ui.counter.palette import Palette
from ui.counter.rows import Rows

Control = Qt.KeyboardModifier.ControlModifier


def opened(clerk: Clerk) -> Palette:
    clerk.presses(Qt.Key.Key_K, Control)
    (palette,) = visible(clerk.shell, Palette)
    return palette


def first(palette: Palette) -> Entry:
    entry = palette.finder.rows.entry
    assert entry is not None
    return entry


def test_a_command_is_found_by_its_name_and_done_by_enter(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    opened(clerk)
    clerk.types("warten")
    assert clerk.presses(Qt.Key.Key_Return) == [flow.HoldWanted()]
    assert not list(visible(clerk.shell, Palette))


def test_a_slip_of_the_fingers_is_forgiven(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    palette = opened(clerk)
    clerk.types("wohnsitzbestaetigugn")
    assert first(palette).title.to("de") == "Wohnsitzbestätigung"


def test_services_and_cases_are_in_the_same_list(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract(), cases=(held(3, "Umzug melden"),)))
    opened(clerk)
    clerk.types("3")
    assert clerk.presses(Qt.Key.Key_Return) == [flow.CaseWanted(3)]
    clerk.sees(view(flow.Attract()))
    opened(clerk)
    clerk.types("hund")
    assert clerk.presses(Qt.Key.Key_Return) == [flow.ServiceChosen("lu.hund")]


def test_what_does_nothing_now_says_why_and_stays(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    palette = opened(clerk)
    clerk.types("bereitschaft")
    assert first(palette).idle
    assert first(palette).detail == "Das geht am Start, wenn niemand bedient wird."
    assert clerk.presses(Qt.Key.Key_Return) == []
    assert palette.isVisible()


def test_escape_closes_it_and_gives_the_focus_back(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    before = QApplication.focusWidget()
    palette = opened(clerk)
    assert palette.finder.line.hasFocus()
    assert clerk.presses(Qt.Key.Key_Escape) == []
    assert not list(visible(clerk.shell, Palette))
    assert QApplication.focusWidget() is before


def test_a_click_beside_it_closes_it(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    palette = opened(clerk)
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    settle()
    assert not list(visible(clerk.shell, Palette))


def test_while_it_is_open_no_other_key_reaches_the_page(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    opened(clerk)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F8, Qt.Key.Key_F9):
        assert clerk.presses(key) == []
    clerk.presses(Qt.Key.Key_Escape)
    assert clerk.presses(Qt.Key.Key_F3) == [flow.HoldWanted()]


def test_the_focus_stays_in_it(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    palette = opened(clerk)
    for _ in range(4):
        clerk.presses(Qt.Key.Key_Tab)
        assert palette.isAncestorOf(QApplication.focusWidget() or clerk.shell)


def test_letters_typed_in_the_list_go_on_with_the_search(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    palette = opened(clerk)
    palette.finder.rows.setFocus()
    clerk.types("hu")
    assert palette.finder.line.text() == "hu"
    assert palette.finder.line.hasFocus()


def test_the_arrows_pass_headings_by(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    rows = opened(clerk).finder.rows
    seen = []
    for _ in range(rows.model().rowCount()):
        assert rows.entry is not None
        seen.append(rows.entry)
        clerk.presses(Qt.Key.Key_Down)
    assert all(entry.act is not None for entry in seen)


def test_nothing_found_is_said(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    palette = opened(clerk)
    clerk.types("zzzzzz")
    assert palette.finder.rows.entry is None
    assert clerk.presses(Qt.Key.Key_Return) == []


def test_a_list_says_to_a_screen_reader_what_it_shows(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    rows: Rows = opened(clerk).finder.rows
    index = rows.currentIndex()
    assert rows.accessibleName()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Neuer Fall"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "F2"


def test_two_hundred_services_cost_no_widget_more_than_two(qtbot: QtBot) -> None:
    """How long it takes is measured in tests/bench/bench_frame.py."""
    counts = set()
    for services in (2, 200):
        listings = tuple(listing(f"Leistung{number}") for number in range(services))
        clerk = Clerk(qtbot, view(REVIEWING, catalogue=Catalogue(1061, (), listings)))
        palette = opened(clerk)
        assert palette.finder.rows.model().rowCount() > services
        counts.add(len(palette.findChildren(QWidget)))
    assert len(counts) == 1
