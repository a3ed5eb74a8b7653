"""The promises of a counter that staff lock and unlock, for random journeys."""

from dataclasses import replace
from typing import NamedTuple, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import flow
from kiosk.flow import step
from kiosk.policy import ASSISTED, SELF_SERVICE
from tests.fakes.events import PIN, samples

POLICY = replace(ASSISTED, staff_signs_in=True)
EVENTS = [samples(kind) for kind in get_args(flow.Event)]
STARTS: list[flow.State] = [
    flow.Wiping(),
    flow.SigningIn(),
    flow.ChoosingPin(),
    flow.Attract(),
    flow.Filling("lu.umzug", 1),
    flow.Reviewing("lu.umzug"),
    flow.Submitting("lu.umzug", "key-1"),
    flow.SigningIn(inside=flow.Reviewing("lu.umzug")),
    flow.Locked(flow.Filling("lu.umzug", 1)),
    flow.Locked(flow.Submitting("lu.umzug", "key-1")),
]
VISITORS = [kind for kind in get_args(flow.VisitEvent) if kind not in flow.staff.REACHES_BELOW]
"""What only somebody at the screen causes."""


class Step(NamedTuple):
    before: flow.State
    event: flow.Event
    after: flow.State
    effects: tuple[flow.Effect, ...]


@st.composite
def journeys(draw: st.DrawFn) -> list[Step]:
    """Begun anywhere, mostly events that move the counter, and any event now and then."""
    state: flow.State = draw(st.sampled_from(STARTS))
    steps = []
    for _ in range(draw(st.integers(1, 30))):
        moving = [kind for kind in EVENTS if step(state, kind[0], POLICY)[0] != state]
        kinds = st.sampled_from(moving or EVENTS) | st.sampled_from(EVENTS)
        event = draw(kinds.flatmap(st.sampled_from))
        after, effects = step(state, event, POLICY)
        steps.append(Step(state, event, after, effects))
        state = after
    return steps


@given(journeys())
def test_walking_away_from_any_state_ends_where_nobody_sees_anything(journey: list[Step]) -> None:
    state, wiped = journey[-1].after, False
    outcome = flow.SubmitFailed("outcome-unknown", "code")  # the deadline of a submission
    for event in (flow.Wiped(), outcome, flow.WentIdle(), flow.WentIdle(), flow.Wiped()):
        state, effects = step(state, event, POLICY)
        wiped = wiped or any(isinstance(effect, flow.Wipe) for effect in effects)
    if isinstance(state, flow.Locked | flow.SigningIn):
        assert not state.hides_a_visit
    nobody = isinstance(state, flow.SigningIn | flow.Closed | flow.Attract)
    assert nobody or (isinstance(state, flow.Locked) and not state.hides_a_visit)
    if isinstance(state, flow.Attract):
        assert wiped


@given(journeys())
def test_only_the_right_pin_unlocks_or_else_everything_is_wiped(journey: list[Step]) -> None:
    for before, event, after, _ in journey:
        if isinstance(before, flow.Locked) and not isinstance(after, flow.Locked):
            if isinstance(event, flow.PinAccepted):
                assert (before.checking, after) == (True, before.inside)
            else:
                assert isinstance(after, flow.Wiping | flow.Closed | flow.SigningIn)


@given(journeys())
def test_nobody_at_the_screen_reaches_a_visit_behind_the_lock(journey: list[Step]) -> None:
    for before, event, after, effects in journey:
        if isinstance(before, flow.Locked) and type(event) in VISITORS:
            if isinstance(event, flow.WentIdle):
                continue
            assert after == before
            assert not effects or isinstance(event, flow.LookChosen)
            assert not any(isinstance(effect, flow.Look) for effect in effects)


@given(journeys())
def test_a_lock_gives_back_the_very_page_below_it(journey: list[Step]) -> None:
    for _, _, after, _ in journey:
        if isinstance(after, flow.Locked):
            checking, effects = step(replace(after, checking=False), flow.PinEntered(PIN), POLICY)
            assert effects == (flow.CheckPin(PIN),)
            assert step(checking, flow.PinAccepted(), POLICY)[0] == after.inside


@given(journeys())
def test_the_start_screen_is_reached_without_a_visit_before_it(journey: list[Step]) -> None:
    for before, _, after, _ in journey:
        if flow.uncovered(after) == flow.Attract() != flow.uncovered(before):
            assert isinstance(
                flow.uncovered(before), flow.Wiping | flow.SigningIn | flow.ChoosingPin
            )


@given(journeys())
def test_nobody_is_asked_whether_more_time_is_needed(journey: list[Step]) -> None:
    assert not any(isinstance(after, flow.Warned) for _, _, after, _ in journey)


@given(journeys())
def test_no_state_holds_a_pin(journey: list[Step]) -> None:
    for _, event, after, effects in journey:
        assert PIN not in f"{event}{after}{effects}"


@given(journeys())
def test_nobody_signs_out_while_answers_are_on_their_way(journey: list[Step]) -> None:
    for before, event, after, _ in journey:
        if isinstance(event, flow.SignOutWanted):
            sending = isinstance(flow.uncovered(before), flow.Submitting)
            assert not sending or after == before


@given(journeys())
def test_a_fault_unlocks_nothing(journey: list[Step]) -> None:
    for _, _, after, _ in journey:
        then = flow.after_fault(after)
        assert isinstance(then, flow.Wiping | flow.Closed | flow.Locked)
        if isinstance(after, flow.Locked):
            assert not isinstance(then, flow.Wiping)


@pytest.mark.parametrize("state", [flow.Attract(), flow.Home(), flow.Filling("s", 1)])
def test_where_nobody_signs_in_nothing_locks(state: flow.State) -> None:
    assert step(state, flow.LockWanted(), SELF_SERVICE) == (state, ())


def test_a_receipt_that_comes_behind_the_lock_is_there_when_it_is_unlocked() -> None:
    locked = flow.Locked(flow.Submitting("s", "k"))
    after, effects = step(locked, flow.Received("LU-1"), POLICY)
    assert after == flow.Locked(flow.Done("s", "LU-1"))
    assert flow.MakePaper() in effects


def test_an_expired_offer_waits_for_somebody_and_a_failed_one_is_tried_again() -> None:
    expired = flow.SigningIn(flow.SignInStep.EXPIRED)
    failed = flow.SigningIn(flow.SignInStep.FAILED, "portal-unreachable")
    begun = (flow.SigningIn(), (flow.SignIn(),))
    assert step(expired, flow.WentIdle(), POLICY) == (expired, ())
    assert step(failed, flow.WentIdle(), POLICY) == begun
    assert step(expired, flow.Retried(), POLICY) == begun
