from typing import get_args

import pytest

from kiosk.errors import AnyError, KioskError, OutcomeUnknown, PaperError, PortalError, Unverified
from kiosk.problems import PROBLEMS, problem

FAMILY = get_args(AnyError)


def concrete(kind: type[KioskError]) -> set[type[KioskError]]:
    below = kind.__subclasses__()
    return set().union(*map(concrete, below)) if below else {kind}


def test_the_family_is_closed() -> None:
    known = {kind for kind in concrete(KioskError) if kind.__module__ == "kiosk.errors"}
    assert known == set(FAMILY)
    assert {PortalError, PaperError}.isdisjoint(FAMILY)


@pytest.mark.parametrize("kind", FAMILY)
def test_every_error_has_a_problem_of_its_own(kind: type[KioskError]) -> None:
    others = [problem(other()) for other in FAMILY if other is not kind]
    assert problem(kind()) not in others  # type: ignore[arg-type] # the family is closed


def test_every_problem_is_said_about_some_error() -> None:
    assert {problem(kind()).word for kind in FAMILY} == set(PROBLEMS)


def test_a_word_names_its_error() -> None:
    for kind in FAMILY:
        assert problem(kind()).word.replace("-", "") == kind.__name__.lower()


@pytest.mark.parametrize("error", [OutcomeUnknown(), Unverified()], ids=repr)
def test_while_a_submission_may_have_arrived_there_is_no_way_back(error: AnyError) -> None:
    found = problem(error)
    assert (found.retry, found.back, found.call_staff) == (True, False, True)


def test_a_visitor_is_never_left_without_a_way_on() -> None:
    for found in PROBLEMS.values():
        on_paper = found.word in {"unprintable", "printer-unavailable"}
        assert found.retry or found.back or on_paper
