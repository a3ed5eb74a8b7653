"""The list of visits: who is served, who waits and how long, and nothing that stays."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.session import Session
from kiosk.view import CaseLine
from kiosk.words import Words
from tests.ui.counter.desk import FILLING, REVIEWING, Clerk, view
from tests.ui.screen import settle, visible
from ui.counter.case_list import CaseList
from ui.counter.case_row import CaseRow
from ui.theme import Theme

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LINE = CaseLine(1, Words({"de": "Umzug melden"}), "B. Bühlmann", NINE)


def test_waiting_times_go_on_while_nothing_else_happens(qtbot: QtBot, theme: Theme) -> None:
    times = iter([NINE + timedelta(minutes=4), NINE + timedelta(minutes=61)])
    cases = CaseList(view(flow.Attract(), cases=(LINE,)), theme, lambda: next(times))
    qtbot.addWidget(cases)
    (row,) = cases.findChildren(CaseRow)
    assert row.accessibleDescription() == "wartet 4 Min. · B. Bühlmann, Alt+1"
    (timer,) = cases.findChildren(QTimer)
    timer.timeout.emit()
    assert row.accessibleDescription() == "wartet 61 Min. · B. Bühlmann, Alt+1"


def test_a_clock_that_was_set_back_lets_nobody_wait_for_less_than_nothing(
    qtbot: QtBot, theme: Theme
) -> None:
    before = NINE - timedelta(minutes=5)
    cases = CaseList(view(flow.Attract(), cases=(LINE,)), theme, lambda: before)
    qtbot.addWidget(cases)
    (row,) = cases.findChildren(CaseRow)
    assert row.accessibleDescription().startswith("wartet 0 Min.")


def test_the_open_visit_is_marked_in_words_and_cannot_be_chosen(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING, cases=(LINE,)))
    first, second = visible(clerk.shell, CaseRow)
    assert "jetzt offen" in first.accessibleDescription()
    assert (first.isEnabled(), second.isEnabled()) == (False, True)


def test_before_a_service_was_chosen_none_is_named(qtbot: QtBot) -> None:
    for state in (flow.Home(), flow.TakingOver(flow.Home())):
        clerk = Clerk(qtbot, view(state))
        (row,) = visible(clerk.shell, CaseRow)
        assert row.accessibleName() == "Noch keine Leistung"


def test_where_nobody_is_and_nobody_waits_that_is_said(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    assert not list(visible(clerk.shell, CaseRow))


def test_a_case_without_a_service_has_a_name_all_the_same(qtbot: QtBot) -> None:
    line = CaseLine(3, Words(), "", NINE)
    clerk = Clerk(qtbot, view(flow.Attract(), cases=(line,)))
    (row,) = visible(clerk.shell, CaseRow)
    assert row.accessibleName() == "3 Noch keine Leistung"


def test_nothing_that_was_typed_beside_the_page_outlives_it(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(FILLING))
    (line,) = [one for one in visible(clerk.shell, QLineEdit) if one.accessibleName()][-1:]
    line.setText("Łukasz Šimůnek")
    clerk.sees(view(flow.Wiping(), session=Session()))
    clerk.shell.bury_pages()
    settle()
    assert not clerk.shell.findChildren(QLineEdit)
