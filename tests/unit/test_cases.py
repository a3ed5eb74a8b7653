"""Visits that wait: in memory, by number, for a bounded time."""

import pytest

from kiosk import flow
from kiosk.cases import Cases, Held, since
from kiosk.policy import ASSISTED
from kiosk.session import Session
from kiosk.shelf import Shelf
from tests.fakes.clock import FakeClock

HELD = Held(flow.Filling("lu.umzug", 0), Session(language="fr"), Shelf())


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def gone() -> list[str]:
    return []


@pytest.fixture
def cases(clock: FakeClock, gone: list[str]) -> Cases:
    return Cases(ASSISTED, clock, lambda: gone.append("one"))


def test_a_visit_gets_the_lowest_number_that_is_free(cases: Cases) -> None:
    for _ in range(3):
        cases.hold(HELD, "A. Muster")
    assert cases.take(2) is not None
    cases.hold(HELD, "A. Muster")
    assert [line.number for line in cases.lines] == [1, 2, 3]


def test_what_is_taken_is_not_held_any_more(cases: Cases) -> None:
    cases.hold(HELD, "A. Muster")
    taken = cases.take(1)
    assert taken is not None
    assert (taken.state, taken.session) == (HELD.state, HELD.session)
    assert cases.take(1) is None
    assert cases.lines == ()


def test_the_list_names_owner_and_time_and_nothing_of_the_visitor(
    cases: Cases, clock: FakeClock
) -> None:
    cases.hold(HELD, "A. Muster")
    clock.advance(125)
    (line,) = cases.lines
    assert line.owner == "A. Muster"
    assert since(line, clock.now()) == 2


def test_nobody_waits_for_ever(cases: Cases, clock: FakeClock, gone: list[str]) -> None:
    cases.hold(HELD, "A. Muster")
    clock.advance(ASSISTED.held_seconds / 2)
    cases.hold(HELD, "A. Muster")
    clock.advance(ASSISTED.held_seconds / 2)
    assert [line.number for line in cases.lines] == [2]
    assert gone == ["one"]


def test_a_machine_that_slept_forgets_too(cases: Cases, clock: FakeClock) -> None:
    cases.hold(HELD, "A. Muster")
    clock.sleep(ASSISTED.held_seconds + 1)
    assert cases.take(1) is None


def test_all_are_forgotten_at_once(cases: Cases) -> None:
    cases.hold(HELD, "A. Muster")
    cases.forget()
    assert cases.lines == ()
