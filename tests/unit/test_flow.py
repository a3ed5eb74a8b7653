"""The promises of the journey, for random journeys under every policy."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import ClassVar, NamedTuple, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import flow
from kiosk.flow import step
from kiosk.policy import POLICIES, SELF_SERVICE, Policy
from kiosk.problems import PROBLEMS
from tests.fakes.events import samples

EVENTS = [samples(kind) for kind in get_args(flow.VisitEvent)]
WITHOUT_STAFF = [replace(policy, staff_signs_in=False) for policy in POLICIES.values()]
"""Where nobody signs in; the others are in test_flow_staff.py."""
STARTS: list[flow.State] = [
    flow.Wiping(),
    flow.Home(),
    flow.Filling("lu.umzug", 1),
    flow.Reviewing("lu.umzug"),
    flow.Done("lu.umzug", "LU-2026-0001", flow.Paper.READY),
]


class Step(NamedTuple):
    before: flow.State
    event: flow.Event
    after: flow.State
    effects: tuple[flow.Effect, ...]


class Journey(NamedTuple):
    policy: Policy
    steps: list[Step]
    end: flow.State


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Begun anywhere, mostly events that move the visit, and any event now and then."""
    policy = draw(st.sampled_from(WITHOUT_STAFF))
    state: flow.State = draw(st.sampled_from(STARTS))
    steps = []
    for _ in range(draw(st.integers(0, 30))):
        moving = [kind for kind in EVENTS if step(state, kind[0], policy)[0] != state]
        kinds = st.sampled_from(moving or EVENTS) | st.sampled_from(EVENTS)
        event = draw(kinds.flatmap(st.sampled_from))
        after, effects = step(state, event, policy)
        steps.append(Step(state, event, after, effects))
        state = after
    return Journey(policy, steps, state)


@given(journeys())
def test_the_start_screen_is_reached_only_through_a_wipe(journey: Journey) -> None:
    for before, _, after, _ in journey.steps:
        if isinstance(after, flow.Attract) and not isinstance(before, flow.Attract):
            assert isinstance(before, flow.Wiping)


@given(journeys())
def test_every_way_into_wiping_asks_for_the_wipe(journey: Journey) -> None:
    for before, _, after, effects in journey.steps:
        entered = isinstance(after, flow.Wiping) and not isinstance(before, flow.Wiping)
        assert entered == any(isinstance(effect, flow.Wipe) for effect in effects)


@given(journeys())
def test_walking_away_from_any_state_ends_at_the_start_screen(journey: Journey) -> None:
    state = journey.end
    if isinstance(state, flow.Closed):
        return
    outcome = flow.SubmitFailed("outcome-unknown", "code")  # the deadline of a submission
    accepted = (flow.TerminalAccepted(), flow.Wiped())
    idle = (flow.WentIdle(), flow.WarningExpired(), flow.Wiped())
    for event in (*accepted, outcome, *idle):
        state, _ = step(state, event, journey.policy)
    assert isinstance(state, flow.Attract)


@given(journeys())
def test_what_is_sent_was_confirmed_under_that_very_key(journey: Journey) -> None:
    confirmed: set[str] = set()
    for before, event, _, effects in journey.steps:
        if isinstance(before, flow.Reviewing) and isinstance(event, flow.Confirmed):
            confirmed.add(event.key)
        sent = [effect for effect in effects if isinstance(effect, flow.Submit)]
        assert len(sent) <= 1
        assert {effect.key for effect in sent} <= confirmed


@given(journeys())
def test_while_an_outcome_is_unknown_no_new_key_can_be_made(journey: Journey) -> None:
    unsettled = {word for word, problem in PROBLEMS.items() if not problem.back}
    for before, event, after, _ in journey.steps:
        if (
            isinstance(before, flow.Failed)
            and isinstance(before.inside, flow.Submitting)
            and before.problem in unsettled
            and not isinstance(event, flow.Left | flow.LeaveWanted)
        ):
            assert not isinstance(after, flow.Reviewing | flow.Filling | flow.Introducing)


@given(journeys())
def test_nothing_interrupts_answers_on_their_way(journey: Journey) -> None:
    for before, event, after, effects in journey.steps:
        if isinstance(before, flow.Submitting):
            if isinstance(event, flow.Received | flow.SubmitFailed):
                assert isinstance(after, flow.Done | flow.Failed)
            else:
                assert (after, effects) == (before, ())


GIVES_BACK = (
    flow.Warned,
    flow.ChoosingLanguage,
    flow.Helping,
    flow.Leaving,
    flow.TakingPaper,
)


@given(journeys())
def test_an_overlay_gives_back_the_very_page_below_it(journey: Journey) -> None:
    for _, _, after, _ in journey.steps:
        if isinstance(
            after,
            flow.Warned | flow.ChoosingLanguage | flow.Helping | flow.Leaving | flow.TakingPaper,
        ):
            restored, _ = step(after, flow.Stayed(), journey.policy)
            assert restored == after.inside


@given(journeys())
def test_a_closed_kiosk_stays_closed(journey: Journey) -> None:
    for before, _, after, _ in journey.steps:
        if isinstance(before, flow.Closed):
            assert after == before


@given(journeys())
def test_out_of_service_is_begun_by_nobody_and_left_only_through_a_wipe(journey: Journey) -> None:
    for before, _, after, _ in journey.steps:
        if isinstance(after, flow.OutOfService):
            assert isinstance(before, flow.Attract | flow.OutOfService)
        if isinstance(before, flow.OutOfService):
            assert isinstance(after, flow.OutOfService | flow.Wiping)


def test_states_hold_ids_and_numbers_only() -> None:
    """So that they may be logged: no field is a mapping, a list or free text."""
    enums = {flow.Mail, flow.Paper, flow.Phone, flow.SignInStep, flow.Examined}
    enums |= {flow.Agreement, flow.HandoverStep}
    allowed = {str, int, bool, type(None), *enums, *get_args(flow.State)}
    for state in get_args(flow.State):
        for name, kind in _fields(state).items():
            assert set(get_args(kind) or (kind,)) <= allowed, (state, name)


def _fields(state: type) -> dict[str, object]:
    hints = get_type_hints(state)
    return {name: kind for name, kind in hints.items() if get_origin(kind) is not ClassVar}


def test_every_state_can_be_reached_from_the_start() -> None:
    """One state of each shape goes on: which service or page it is about opens no other way."""
    shapes = {_shape(flow.Wiping())}
    fresh: set[flow.State] = {flow.Wiping()}
    while fresh:
        after = {
            step(state, event, policy)[0]
            for policy in WITHOUT_STAFF
            for state in fresh
            for kind in EVENTS
            for event in kind
        }
        fresh = set({_shape(state): state for state in after}.values())
        fresh = {state for state in fresh if _shape(state) not in shapes}
        shapes |= {_shape(state) for state in fresh}
    assert {shape[0] for shape in shapes} == set(get_args(flow.VisitState))


def _shape(state: object) -> tuple[object, ...]:
    """Return the kind of `state`, what in it is one of a few, and what it covers."""
    values = [getattr(state, field.name) for field in fields(state)]  # type: ignore[arg-type] # states are dataclasses
    told = (_shape(value) if is_dataclass(value) else value for value in values)
    few = (one for one in told if isinstance(one, tuple | Enum | bool))
    return type(state), getattr(state, "problem", ""), *few


@pytest.mark.parametrize("state", [flow.Filling("s", 2), flow.Reviewing("s")])
def test_leaving_asks_once_where_answers_would_be_lost(state: flow.State) -> None:
    asked, effects = step(state, flow.LeaveWanted(), SELF_SERVICE)
    assert asked == flow.Leaving(state)  # type: ignore[arg-type] # both are base states
    assert effects == ()
    gone, effects = step(asked, flow.Left(), SELF_SERVICE)
    assert (gone, effects) == (flow.Wiping(), (flow.Wipe("left"),))


def test_retry_sends_the_same_key_again() -> None:
    failed = flow.Failed("unreachable", "code", flow.Submitting("s", "k"))
    assert step(failed, flow.Retried(), SELF_SERVICE) == (
        flow.Submitting("s", "k"),
        (flow.Submit("s", "k"),),
    )


def test_an_answer_of_the_portal_reaches_the_page_below_a_warning() -> None:
    warned = flow.Warned(flow.Opening(flow.Home()))
    assert step(warned, flow.Loaded(), SELF_SERVICE) == (flow.Warned(flow.Home()), ())


def test_paper_is_printed_once_at_a_time() -> None:
    ready = flow.Done("s", "c", flow.Paper.READY)
    printing, effects = step(ready, flow.PrintWanted(), SELF_SERVICE)
    assert effects == (flow.Print(),)
    assert step(printing, flow.PrintWanted(), SELF_SERVICE) == (printing, ())


def test_a_review_reached_to_change_something_is_returned_to() -> None:
    page, _ = step(flow.Reviewing("s"), flow.ChangeWanted(3), SELF_SERVICE)
    assert page == flow.Filling("s", 3, changing=True)
    assert step(page, flow.Completed(), SELF_SERVICE)[0] == flow.Reviewing("s")
    assert step(page, flow.Back(), SELF_SERVICE)[0] == flow.Reviewing("s")
