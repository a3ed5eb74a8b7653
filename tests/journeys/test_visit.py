"""One whole visit, as people make it: the real screen, a real portal over real HTTP, real paper."""

from pathlib import Path

import pytest

from kiosk import flow
from kiosk.sandbox import Sandbox
from tests.fakes.clock import FakeClock
from tests.journeys.person import Person

SERVICE = "lu.wohnsitzbestaetigung"


@pytest.mark.parametrize(
    "language", ["Deutsch", "Français", "Italiano", "English", "Leichte Sprache"]
)
def test_a_visitor_leaves_with_paper_in_hand(
    person: Person, portal: Sandbox, tmp_path: Path, language: str
) -> None:
    person.comes(language)
    person.opens(SERVICE)
    person.fills_in()
    person.sends()
    person.waits_for(flow.Done)
    assert isinstance(person.state, flow.Done)
    case = person.state.case
    assert case in person.reads()
    person.waits_until(lambda: person.can_touch(person.says("done-print")))
    person.touches(person.says("done-print"))
    person.waits_until(lambda: person.says("done-paper-printed") in person.reads())
    (paper,) = (tmp_path / "printed").glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
    assert len(portal.submissions) == 1
    person.touches(person.says("done-finish"))
    person.touches(person.says("taking-paper-taken"))
    person.waits_for_the_start_screen()
    assert case not in person.reads()


def test_back_loses_nothing(person: Person) -> None:
    person.comes()
    person.opens(SERVICE)
    person.fills_in()
    before = person.kiosk.controller.session.answers
    while not isinstance(person.state, flow.Introducing):
        person.touches(person.says("filling-back"))
    person.touches(person.says("introducing-begin"))
    while isinstance(person.state, flow.Filling):
        person.touches(person.says("filling-continue"))
    assert isinstance(person.state, flow.Reviewing)
    assert person.kiosk.controller.session.answers == before


def test_the_language_changes_in_the_middle_and_no_answer_is_lost(person: Person) -> None:
    person.comes()
    person.opens(SERVICE)
    person.touches(person.says("introducing-begin"))
    person.answers_the_page()
    before = person.kiosk.controller.session.answers
    person.kiosk.controller.dispatch(flow.LanguageWanted())
    person.touches("Français")
    assert isinstance(person.state, flow.Filling)
    assert person.says("filling-continue") == "Continuer"
    assert person.kiosk.controller.session.answers == before


def test_continue_with_nothing_answered_says_what_is_missing_and_stays(person: Person) -> None:
    person.comes()
    person.opens(SERVICE)
    person.touches(person.says("introducing-begin"))
    page = person.state
    person.touches(person.says("filling-continue"))
    assert isinstance(page, flow.Filling)
    assert person.state == flow.Filling(SERVICE, page.page, refused=1)
    assert person.says("filling-problem-title") in person.reads()


def test_somebody_who_walks_away_is_asked_hidden_and_wiped(
    person: Person, clock: FakeClock
) -> None:
    person.comes()
    person.opens(SERVICE)
    person.fills_in()
    clock.advance(person.idle_seconds)
    assert isinstance(person.state, flow.Warned)
    assert "Bühlmann" not in person.reads()
    person.touches(person.says("warned-stay"))
    assert isinstance(person.state, flow.Reviewing)
    clock.advance(person.idle_seconds)
    clock.advance(person.warning_seconds)
    assert isinstance(person.state, flow.Wiping)
    person.waits_for_the_start_screen()


def test_after_the_machine_slept_the_first_touch_is_somebody_else(
    person: Person, clock: FakeClock
) -> None:
    person.comes()
    person.opens(SERVICE)
    clock.sleep(person.idle_seconds + person.warning_seconds + 1)
    person.kiosk.controller.touched()
    assert isinstance(person.state, flow.Wiping)


def test_finish_and_delete_asks_once_where_answers_would_be_lost(person: Person) -> None:
    person.comes()
    person.opens(SERVICE)
    person.touches(person.says("introducing-begin"))
    person.touches(person.says("frame-finish"))
    assert isinstance(person.state, flow.Leaving)
    person.touches(person.says("leaving-stay"))
    assert isinstance(person.state, flow.Filling)
    person.touches(person.says("frame-finish"))
    person.touches(person.says("leaving-leave"))
    person.waits_for_the_start_screen()


def test_the_next_visitor_finds_nothing(person: Person) -> None:
    start = person.kiosk.controller.session
    person.comes("Italiano")
    person.opens(SERVICE)
    person.fills_in()
    person.touches(person.says("frame-larger"))
    person.touches(person.says("frame-contrast"))
    person.kiosk.controller.dispatch(flow.Left())
    person.waits_for_the_start_screen()
    assert person.kiosk.controller.session == start
    assert person.kiosk.controller.view().form is None
    person.comes()
    person.opens(SERVICE)
    person.touches(person.says("introducing-begin"))
    assert not person.kiosk.controller.session.answers


def test_another_municipality_has_its_own_sender(person: Person) -> None:
    person.comes()
    person.touches(person.says("home-other"))
    person.kiosk.controller.dispatch(flow.MunicipalityChosen(1024))
    person.waits_for(flow.Home)
    person.opens(SERVICE)
    view = person.kiosk.controller.view()
    assert view.municipality is not None
    assert view.service is not None
    assert (view.municipality.name, view.service.bfs) == ("Emmen", 1024)
    assert view.service.sender.bfs == 1024
