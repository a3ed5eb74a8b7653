"""The journey at a counter: cases that wait, the visitor's agreement, another matter."""

from dataclasses import replace

import pytest
from hypothesis import given

from kiosk import flow
from kiosk.flow import step
from kiosk.policy import ASSISTED, SELF_SERVICE
from kiosk.session import IdentityDocument
from tests.unit.test_flow import Journey, journeys

POLICY = replace(ASSISTED, staff_signs_in=False)
FILLING = flow.Filling("lu.umzug", 1)
REVIEWING = flow.Reviewing("lu.umzug")


def walked(state: flow.State, *events: flow.Event) -> tuple[flow.State, list[flow.Effect]]:
    done: list[flow.Effect] = []
    for event in events:
        state, effects = step(state, event, POLICY)
        done.extend(effects)
    return state, done


@given(journeys())
def test_what_staff_typed_is_sent_only_after_the_visitor_agreed(journey: Journey) -> None:
    for before, _, _, effects in journey.steps:
        first = [e for e in effects if isinstance(e, flow.Submit)]
        if first and isinstance(before, flow.Reviewing) and journey.policy.asks_agreement:
            assert before.agreement.given
            assert first[0].agreement == before.agreement.value


@given(journeys())
def test_nobody_is_held_without_a_wipe_before_the_next(journey: Journey) -> None:
    for _, _, after, effects in journey.steps:
        if any(isinstance(effect, flow.Hold) for effect in effects):
            assert isinstance(after, flow.Wiping)
            assert isinstance(effects[-1], flow.Wipe)


@given(journeys())
def test_a_held_visit_comes_back_only_where_nobody_is_served(journey: Journey) -> None:
    for before, _, after, effects in journey.steps:
        if any(isinstance(effect, flow.Resume) for effect in effects):
            assert isinstance(before, flow.Attract | flow.Wiping)
            assert isinstance(after, flow.Attract)


def test_the_next_walk_in_begins_behind_the_wipe_of_the_one_before() -> None:
    held, effects = walked(FILLING, flow.NewCaseWanted())
    assert held == flow.Wiping(then=flow.Wiping.NEW_CASE)
    assert [type(effect) for effect in effects] == [flow.Hold, flow.Record, flow.Wipe]
    assert effects[0] == flow.Hold(FILLING)
    assert walked(held, flow.Wiped())[0] == flow.Opening(flow.Home())


def test_from_one_visit_to_a_held_one_is_a_single_key() -> None:
    state, effects = walked(FILLING, flow.CaseWanted(2), flow.Wiped())
    assert effects[-1] == flow.Resume(2)
    assert walked(state, flow.CaseResumed(REVIEWING))[0] == REVIEWING


def test_what_is_done_or_was_never_begun_is_not_held() -> None:
    done = flow.Done("lu.umzug", "LU-1", flow.Paper.READY)
    assert walked(done, flow.HoldWanted()) == (done, [])
    assert walked(flow.Home(), flow.CaseWanted(1)) == (flow.Wiping(then=1), [flow.Wipe("left")])


@pytest.mark.parametrize("event", [flow.HoldWanted(), flow.NewCaseWanted(), flow.CaseWanted(1)])
def test_a_terminal_holds_nobody(event: flow.Event) -> None:
    assert step(FILLING, event, SELF_SERVICE) == (FILLING, ())


def test_send_asks_the_visitor_first_and_sends_once_they_said_yes() -> None:
    asked, effects = walked(REVIEWING, flow.Confirmed("k"))
    assert (asked, effects) == (replace(REVIEWING, agreement=flow.Agreement.ASKED), [])
    assert walked(asked, flow.Confirmed("k")) == (asked, [])
    agreed, _ = walked(asked, flow.AgreementGiven())
    sent, effects = walked(agreed, flow.Confirmed("k"))
    assert sent == flow.Submitting("lu.umzug", "k")
    assert effects[-1] == flow.Submit("lu.umzug", "k", "on-screen")


def test_nobody_agrees_on_a_screen_that_does_not_ask() -> None:
    assert walked(REVIEWING, flow.AgreementGiven()) == (REVIEWING, [])
    in_words, _ = walked(REVIEWING, flow.AgreementGiven(in_words=True))
    assert in_words == replace(REVIEWING, agreement=flow.Agreement.IN_WORDS)


def test_a_visitor_who_says_no_is_not_overruled_by_send() -> None:
    refused, _ = walked(REVIEWING, flow.AgreementWanted(), flow.AgreementRefused())
    again, effects = walked(refused, flow.Confirmed("k"))
    assert (again, effects) == (replace(REVIEWING, agreement=flow.Agreement.ASKED), [])


def test_what_was_changed_is_asked_about_anew() -> None:
    agreed = replace(REVIEWING, agreement=flow.Agreement.ON_SCREEN)
    changed, _ = walked(agreed, flow.ChangeWanted(0), flow.Completed())
    assert changed == REVIEWING


def test_at_a_terminal_the_visitors_own_touch_is_the_agreement() -> None:
    sent, effects = step(REVIEWING, flow.Confirmed("k"), SELF_SERVICE)
    assert sent == flow.Submitting("lu.umzug", "k")
    assert effects[-1] == flow.Submit("lu.umzug", "k", "")


def test_another_matter_follows_what_is_done_in_the_same_visit() -> None:
    done = flow.Done("lu.umzug", "LU-1", flow.Paper.READY)
    state, effects = walked(done, flow.AnotherWanted())
    assert state == flow.Opening(flow.Home())
    assert effects == [flow.GoOn(), flow.Load(flow.Home())]
    assert step(done, flow.AnotherWanted(), SELF_SERVICE) == (done, ())


def test_a_document_of_identity_is_noted_where_staff_see_it() -> None:
    seen = flow.IdentitySeen(IdentityDocument.PASSPORT)
    assert walked(FILLING, seen) == (FILLING, [flow.NoteIdentity(IdentityDocument.PASSPORT)])
    assert step(FILLING, seen, SELF_SERVICE) == (FILLING, ())


def test_a_form_is_judged_whole_and_opens_without_introduction() -> None:
    opening = flow.Opening(flow.Introducing("lu.umzug"))
    assert walked(opening, flow.Loaded(0))[0] == flow.Filling("lu.umzug", 0)
    assert walked(flow.Filling("lu.umzug", 0), flow.Back())[0] == flow.Home()


def test_paper_that_says_stored_is_asked_for_as_any_other() -> None:
    stored = flow.Stored("lu.umzug", "k", flow.Paper.PRINTED, prints=1)
    asked, _ = walked(stored, flow.LeaveWanted())
    assert asked == flow.TakingPaper(stored)
    assert walked(asked, flow.PaperTaken()) == (flow.Wiping(), [flow.Wipe("left")])
    none, _ = walked(asked, flow.NoPaperCame())
    assert isinstance(none, flow.Stored)
    assert none.paper is flow.Paper.FAILED
