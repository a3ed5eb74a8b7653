"""*Continue* and *Back* are answered with what is true of the answers."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk import flow
from kiosk.catalogue import Audience, Service
from kiosk.errors import Remark
from kiosk.forms.answers import Answers
from kiosk.informed import informed
from kiosk.policy import ASSISTED, SELF_SERVICE, Policy
from kiosk.session import Session
from kiosk.shelf import Shelf
from kiosk.view import Terminal, View
from kiosk.viewing import Viewing
from tests.fakes.forms import answered, equals, field, form, page
from tests.fakes.views import SERVICE, TODAY

FORM = form(
    page(field("/first", required=True)),
    page(field("/second", required=True), shown_when=equals("/first", "on")),
    page(field("/third", required=True)),
)
ALL = answered(first="off", third="c")
SUBMITTING = flow.Submitting("test", "k")


def view(answers: Answers, *remarks: Remark) -> View:
    viewing = Viewing(SELF_SERVICE, Terminal("t-1"), ("de",), lambda: TODAY)
    session = Session(answers={FORM.id: answers})
    return viewing.view(flow.Home(), session, Shelf(form=FORM, remarks=remarks))


def told(
    state: flow.State, event: flow.Event, answers: Answers = ALL, *remarks: Remark
) -> flow.Event:
    return informed(state, event, view(answers, *remarks), lambda: "new-key")


@pytest.mark.parametrize(
    ("state", "answers", "event"),
    [
        (flow.Filling("test", 0), Answers(), flow.Refused(0)),
        (flow.Filling("test", 0), ALL, flow.Advanced(2)),
        (flow.Filling("test", 0), answered(first="on"), flow.Advanced(1)),
        (flow.Filling("test", 2), ALL, flow.Completed()),
        (flow.Filling("test", 0, changing=True), ALL, flow.Completed()),
        (flow.Filling("test", 0, changing=True), answered(first="on"), flow.Advanced(1)),
        (flow.Reviewing("test"), ALL, flow.Confirmed("new-key")),
        (flow.Reviewing("test"), answered(first="off"), flow.Refused(2)),
    ],
)
def test_continue_says_what_is_next_or_missing(
    state: flow.State, answers: Answers, event: flow.Event
) -> None:
    assert told(state, flow.Continued(), answers) == event


def test_nobody_is_asked_about_what_could_not_be_sent() -> None:
    asked = flow.AgreementWanted()
    assert told(flow.Reviewing("test"), asked) == asked
    assert told(flow.Reviewing("test"), asked, answered(first="off")) == flow.Refused(2)


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (flow.Filling("test", 0), flow.Back()),
        (flow.Filling("test", 2), flow.WentBack(0)),
        (flow.Filling("test", 2, changing=True), flow.Back()),
        (flow.Reviewing("test"), flow.WentBack(2)),
    ],
)
def test_back_goes_to_the_page_before_that_was_asked(state: flow.State, event: flow.Event) -> None:
    assert told(state, flow.Back()) == event


def test_back_from_a_refused_submission_leads_to_what_was_objected_to() -> None:
    failed = flow.Failed("declined", "code", SUBMITTING)
    assert told(failed, flow.Back(), ALL, Remark("/third", "rule")) == flow.Refused(2)
    assert told(failed, flow.Back(), ALL, Remark("/nowhere", "rule")) == flow.Back()


@pytest.mark.parametrize(
    "state",
    [
        flow.Failed("unreachable", "code", SUBMITTING),
        flow.Failed("declined", "code", flow.Opening(flow.Introducing("other"))),
        flow.Helping(flow.Filling("test", 2)),
        flow.Introducing("test"),
    ],
)
def test_elsewhere_back_is_just_back(state: flow.State) -> None:
    assert told(state, flow.Back(), Answers()) == flow.Back()


def test_without_a_form_everything_passes() -> None:
    viewing = Viewing(SELF_SERVICE, Terminal("t-1"), ("de",), lambda: TODAY)
    empty = viewing.view(flow.Home(), Session(), Shelf())
    assert informed(flow.Reviewing("x"), flow.Continued(), empty, str) == flow.Continued()


STRAIGHT = flow.Opening(flow.Introducing("test"), straight=True)


def opened(state: flow.State, answers: Answers, policy: Policy, service: Service) -> flow.Event:
    viewing = Viewing(policy, Terminal("t-1"), ("de",), lambda: TODAY)
    session = Session(answers={FORM.id: answers})
    shelf = Shelf(form=FORM, service=service)
    return informed(state, flow.Loaded(), viewing.view(state, session, shelf), str)


@pytest.mark.parametrize(
    ("answers", "page"),
    [(Answers(), 0), (answered(first="on"), 1), (answered(first="off"), 2), (ALL, 0)],
)
def test_what_was_begun_elsewhere_opens_where_something_is_missing(
    answers: Answers, page: int
) -> None:
    assert opened(STRAIGHT, answers, SELF_SERVICE, SERVICE) == flow.Loaded(page)


@pytest.mark.parametrize(
    "changes", [{"audience": (Audience.ASSISTED,)}, {"open": False}], ids=["not here", "closed"]
)
def test_what_is_not_offered_here_is_introduced_and_says_so(changes: dict[str, Any]) -> None:
    service = replace(SERVICE, **changes)
    assert opened(STRAIGHT, ALL, SELF_SERVICE, service) == flow.Loaded()


def test_a_counter_opens_a_form_at_its_first_page() -> None:
    opening = flow.Opening(flow.Introducing("test"))
    assert opened(opening, answered(first="on"), ASSISTED, SERVICE) == flow.Loaded(0)
    assert opened(opening, ALL, SELF_SERVICE, SERVICE) == flow.Loaded()
