"""The journey in which a case goes on at another screen, and who may do what on the way."""

from dataclasses import replace

import pytest
from hypothesis import given

from kiosk import flow
from kiosk.flow import HandoverStep, Paper, step
from kiosk.policy import ASSISTED, SELF_SERVICE, Policy
from tests.unit.test_flow import Journey, journeys

FILLING = flow.Filling("lu.umzug", 1)
READY = flow.HandingOver(FILLING, HandoverStep.READY)
TAKING = flow.TakingOver(flow.Home())
COUNTER = replace(ASSISTED, staff_signs_in=False)
POLICIES = pytest.mark.parametrize("policy", [SELF_SERVICE, COUNTER], ids=lambda one: one.name)
BEGUN = [flow.Introducing("lu.umzug"), FILLING, flow.Reviewing("lu.umzug")]


def walked(
    state: flow.State, *events: flow.Event, policy: Policy = SELF_SERVICE
) -> tuple[flow.State, list[flow.Effect]]:
    done: list[flow.Effect] = []
    for event in events:
        state, effects = step(state, event, policy)
        done.extend(effects)
    return state, done


# --- From here -------------------------------------------------------------------------------


@POLICIES
@pytest.mark.parametrize("state", BEGUN)
def test_what_was_begun_may_go_on_elsewhere_also_from_the_page_for_help(
    state: flow.Introducing | flow.Filling | flow.Reviewing, policy: Policy
) -> None:
    for where in (state, flow.Helping(state)):
        assert flow.may_hand_over(where)
        after, effects = walked(where, flow.HandOverWanted(), policy=policy)
        assert after == flow.HandingOver(state)
        assert effects == [flow.HandOver()]


@pytest.mark.parametrize(
    "state",
    [
        flow.Home(),
        flow.Helping(flow.Home()),
        flow.Submitting("lu.umzug", "k"),
        flow.Done("lu.umzug", "LU-1"),
        flow.Leaving(FILLING),
    ],
)
def test_where_nothing_was_begun_or_all_is_done_nothing_goes_on(state: flow.State) -> None:
    assert not flow.may_hand_over(state)
    assert walked(state, flow.HandOverWanted()) == (state, [])


@pytest.mark.parametrize("event", [flow.HandoverTaken(), flow.Left(), flow.LeaveWanted()])
def test_who_leaves_with_a_code_leaves_the_draft_to_it(event: flow.Event) -> None:
    assert walked(READY, event) == (flow.Wiping(), [flow.Wipe("handed-over")])


def test_who_walks_away_without_a_word_leaves_the_draft_too() -> None:
    state, effects = walked(READY, flow.WentIdle(), flow.WarningExpired())
    assert (state, effects) == (flow.Wiping(), [flow.Wipe("idle")])


@pytest.mark.parametrize("event", [flow.HandoverTaken(), flow.Left()])
def test_behind_the_warning_the_same_ends_it(event: flow.Event) -> None:
    state, effects = walked(READY, flow.WentIdle(), event)
    assert state == flow.Wiping()
    assert [type(effect) for effect in effects] == [flow.Wipe]


@pytest.mark.parametrize("staying", [flow.Back(), flow.Stayed()])
def test_who_goes_on_here_after_all_takes_the_draft_back(staying: flow.Event) -> None:
    assert walked(READY, staying) == (FILLING, [flow.WithdrawHandover()])


def test_who_only_needed_more_time_keeps_the_code() -> None:
    assert walked(READY, flow.WentIdle(), flow.Stayed()) == (READY, [])


def test_behind_a_lock_the_counter_is_wiped_as_soon_as_the_terminal_has_it() -> None:
    state, _ = walked(READY, flow.LockWanted(), flow.HandoverTaken(), policy=ASSISTED)
    assert state == flow.Locked(flow.Wiping())


@pytest.mark.parametrize(
    ("event", "after"),
    [
        (flow.HandoverReady(), READY),
        (
            flow.HandoverFailed("portal-busy"),
            flow.HandingOver(FILLING, HandoverStep.FAILED, "portal-busy"),
        ),
    ],
)
def test_how_it_stands_is_told_also_behind_the_warning(
    event: flow.Event, after: flow.HandingOver
) -> None:
    sealing = flow.HandingOver(FILLING)
    assert walked(sealing, event)[0] == after
    assert walked(flow.Warned(sealing), event)[0] == flow.Warned(after)


def test_a_code_that_ended_leaves_the_answers_and_a_new_one_may_be_made() -> None:
    expired, effects = walked(READY, flow.HandoverExpired())
    assert expired == flow.HandingOver(FILLING, HandoverStep.EXPIRED)
    assert effects == []
    assert walked(expired, flow.Retried()) == (flow.HandingOver(FILLING), [flow.HandOver()])


@pytest.mark.parametrize(
    "late", [flow.HandoverTaken(), flow.HandoverFailed("x"), flow.HandoverReady()]
)
def test_what_comes_late_changes_nothing(late: flow.Event) -> None:
    for state in (FILLING, flow.HandingOver(FILLING, HandoverStep.EXPIRED)):
        assert walked(state, late) == (state, [])


def test_leaving_while_there_is_no_code_yet_asks_as_everywhere() -> None:
    state, effects = walked(flow.HandingOver(FILLING), flow.LeaveWanted())
    assert state == flow.Leaving(FILLING)
    assert effects == [flow.WithdrawHandover()]


# --- The slip --------------------------------------------------------------------------------


def test_the_slip_is_printed_once_unless_it_failed() -> None:
    printing, effects = walked(READY, flow.PrintWanted())
    assert printing == replace(READY, paper=Paper.PRINTING)
    assert effects == [flow.PrintHandover()]
    printed, _ = walked(printing, flow.PaperChanged(Paper.PRINTED))
    assert walked(printed, flow.PrintWanted()) == (printed, [])
    failed, effects = walked(printing, flow.PaperChanged(Paper.FAILED, "printer-jam"))
    assert isinstance(effects[0], flow.Record)
    assert walked(failed, flow.PrintWanted())[1] == [flow.PrintHandover()]


def test_there_is_no_slip_without_a_code() -> None:
    sealing = flow.HandingOver(FILLING)
    assert walked(sealing, flow.PrintWanted()) == (sealing, [])


def test_a_slip_that_somebody_left_in_the_printer_is_told_of() -> None:
    printed = replace(READY, paper=Paper.PRINTED)
    state, effects = walked(printed, flow.WentIdle(), flow.WarningExpired())
    assert state == flow.Wiping(paper_left=True)
    assert isinstance(effects[0], flow.Record)


# --- From elsewhere --------------------------------------------------------------------------


@POLICIES
def test_a_code_may_be_typed_at_the_start_and_among_the_services(policy: Policy) -> None:
    state, effects = walked(flow.Attract(), flow.TakeOverWanted(), policy=policy)
    assert state == TAKING
    assert [type(effect) for effect in effects] == [flow.Record]
    assert walked(flow.Home(), flow.TakeOverWanted(), policy=policy) == (TAKING, [])


@pytest.mark.parametrize(
    "state", [FILLING, flow.Done("lu.umzug", "LU-1"), flow.Locked(flow.Home())]
)
def test_nobody_takes_over_in_the_middle_of_another_case(state: flow.State) -> None:
    assert walked(state, flow.TakeOverWanted(), policy=ASSISTED) == (state, [])


def test_a_right_code_opens_the_form_without_introduction() -> None:
    fetching, effects = walked(TAKING, flow.CodeEntered("7KQM2P"))
    assert fetching == replace(TAKING, fetching=True)
    assert effects == [flow.TakeOver("7KQM2P")]
    opening, effects = walked(fetching, flow.DraftTaken("lu.umzug"))
    assert opening == flow.Opening(flow.Introducing("lu.umzug"), straight=True)
    assert effects[-1] == flow.Load(flow.Introducing("lu.umzug"))
    assert walked(opening, flow.Loaded(2))[0] == flow.Filling("lu.umzug", 2)


def test_a_wrong_code_may_be_typed_again_and_two_touches_ask_once() -> None:
    fetching, _ = walked(TAKING, flow.CodeEntered("7KQM2P"))
    assert walked(fetching, flow.CodeEntered("7KQM2P")) == (fetching, [])
    refused, _ = walked(fetching, flow.DraftRefused("unknown"))
    assert refused == replace(TAKING, refusal="unknown")
    assert walked(refused, flow.CodeEntered("7KQM2Q"))[1] == [flow.TakeOver("7KQM2Q")]


def test_whoever_has_no_code_after_all_finds_the_services() -> None:
    state, effects = walked(TAKING, flow.Back())
    assert state == flow.Opening(flow.Home())
    assert effects == [flow.Load(flow.Home())]


@pytest.mark.parametrize(
    ("event", "over"),
    [(flow.LanguageWanted(), flow.ChoosingLanguage), (flow.HelpWanted(), flow.Helping)],
)
def test_before_a_code_is_typed_language_and_help_are_at_hand(
    event: flow.Event, over: type[flow.ChoosingLanguage | flow.Helping]
) -> None:
    state, effects = walked(TAKING, event)
    assert state == over(flow.Opening(flow.Home()))
    assert effects == [flow.Load(flow.Home())]
    assert walked(state, flow.Loaded())[0] == over(flow.Home())
    fetching = replace(TAKING, fetching=True)
    assert walked(fetching, event) == (fetching, [])


def test_a_draft_that_comes_for_somebody_who_went_back_is_not_opened() -> None:
    assert walked(flow.Home(), flow.DraftTaken("lu.umzug")) == (flow.Home(), [])


# --- Always ----------------------------------------------------------------------------------


@given(journeys())
def test_a_draft_is_withdrawn_exactly_where_the_visit_goes_on_here(journey: Journey) -> None:
    for before, _, after, effects in journey.steps:
        withdrawn = any(isinstance(effect, flow.WithdrawHandover) for effect in effects)
        if withdrawn:
            assert isinstance(flow.uncovered(before), flow.HandingOver)
            assert not isinstance(flow.uncovered(after), flow.HandingOver | flow.Attract)
        if isinstance(before, flow.HandingOver) and isinstance(after, flow.Filling):
            assert withdrawn


@given(journeys())
def test_no_state_and_no_effect_in_it_shows_a_code(journey: Journey) -> None:
    for _, event, after, effects in journey.steps:
        assert "7KQM2P" not in f"{event}{after}{effects}"
