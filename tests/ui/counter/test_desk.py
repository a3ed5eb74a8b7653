"""The desk between two visitors, and the list of services: typing begins at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED, SELF_SERVICE
from tests.ui.counter.desk import Clerk, view
from tests.ui.counter.test_frame import words_in
from tests.ui.screen import button, visible
from ui.counter.rows import Rows
from ui.widgets.search_field import SearchField

BOTH = pytest.mark.parametrize("state", [flow.Attract(), flow.Home()], ids=["desk", "home"])


@BOTH
def test_what_is_typed_searches_at_once_and_enter_opens_the_service(
    qtbot: QtBot, state: flow.State
) -> None:
    clerk = Clerk(qtbot, view(state))
    clerk.types("wohnsitz")
    told = clerk.presses(Qt.Key.Key_Return)
    assert told == [flow.ServiceChosen("lu.wohnsitzbestätigung")]


@BOTH
def test_there_is_one_search_of_services(qtbot: QtBot, state: flow.State) -> None:
    clerk = Clerk(qtbot, view(state))
    (line,) = visible(clerk.shell, SearchField)
    assert line is QApplication.focusWidget()
    clerk.presses(Qt.Key.Key_F6)
    clerk.presses(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert line is QApplication.focusWidget()


@BOTH
def test_every_service_stands_once_below_its_topic_the_most_used_first(
    qtbot: QtBot, state: flow.State
) -> None:
    clerk = Clerk(qtbot, view(state))
    (rows,) = visible(clerk.shell, Rows)
    lines = rows.model()
    said = [lines.index(row, 0).data() for row in range(lines.rowCount())]
    assert said == [
        "Wohnen und Umzug",
        "Umzug",
        "Wohnsitzbestätigung",
        "Niederlassungsbewilligung",
        "Spartageskarte",
        "Tiere",
        "Hund",
    ]


def test_one_letter_finds_what_begins_with_it(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    clerk.types("h")
    assert clerk.presses(Qt.Key.Key_Return) == [flow.ServiceChosen("lu.hund")]


def test_services_that_come_later_are_listed_and_what_was_typed_stays(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract(), catalogue=None))
    clerk.types("hund")
    assert clerk.presses(Qt.Key.Key_Return) == []
    clerk.sees(view(flow.Attract()))
    assert clerk.presses(Qt.Key.Key_Return) == [flow.ServiceChosen("lu.hund")]


def test_the_day_is_told_in_numbers_and_of_what_never_happened_nothing(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract(), day={"visits": 0}))
    assert "Heute war noch niemand da." in words_in(clerk.shell)
    clerk.sees(view(flow.Attract(), day={"visits": 1034, "received": 29, "stored": 0}))
    said = words_in(clerk.shell)
    assert "Besuche\n1’034\nAnträge angekommen\n29" in said
    assert "Im Postausgang" not in said


def test_paper_of_somebody_who_went_is_told_first(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract(paper_left=True)))
    assert clerk.frame.page.view.texts("attract-paper-left") in words_in(clerk.shell)


def test_the_way_to_readiness_is_a_button_too(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract()))
    button(clerk.shell, "Bereit zum Öffnen?").click()
    assert clerk.events == [flow.ReadinessWanted()]


def test_a_service_opens_straight_from_the_desk_and_only_from_a_desk() -> None:
    chosen, target = flow.ServiceChosen("lu.hund"), flow.Introducing("lu.hund")
    state, effects = flow.step(flow.Attract(), chosen, ASSISTED)
    assert state == flow.Opening(target)
    assert flow.Load(target) in effects
    assert flow.step(flow.Attract(), chosen, SELF_SERVICE) == (flow.Attract(), ())


def test_another_municipality_is_where_the_way_back_stands_but_escape_leads_nowhere(
    qtbot: QtBot,
) -> None:
    clerk = Clerk(qtbot, view(flow.Home()))
    assert clerk.presses(Qt.Key.Key_Escape) == []
    button(clerk.shell, "Andere Gemeinde wählen").click()
    assert clerk.events == [flow.MunicipalityWanted()]
