"""A document from the visitor's own phone, as the journey sees it: opened, waited for, closed."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk import flow
from kiosk.flow import Phone, step
from kiosk.flow.documents import OPEN, SOMEBODY, USABLE
from kiosk.policy import ASSISTED, SELF_SERVICE
from tests.unit.test_flow import EVENTS

FILLING = flow.Filling("lu.parkkarte", 2)
CHOOSING = flow.ChoosingDocument(FILLING, "/lease", phone=Phone.WAITING)
OPENS = (flow.FindDocuments(), flow.OpenUpload("/lease"))
CLOSES = (flow.CloseUpload(),)


def at(phone: Phone, **changes: object) -> flow.ChoosingDocument:
    return replace(CHOOSING, phone=phone, **changes)  # type: ignore[arg-type] # its own fields


def after(state: flow.State, event: flow.Event) -> tuple[flow.State, tuple[flow.Effect, ...]]:
    return step(state, event, replace(ASSISTED, staff_signs_in=False))


def tell(state: flow.State, *phones: Phone) -> flow.State:
    for phone in phones:
        state, _ = after(state, flow.PhoneChanged(phone))
    return state


def test_a_code_is_made_when_a_document_is_wanted() -> None:
    assert after(FILLING, flow.DocumentsWanted("/lease")) == (at(Phone.OPENING), OPENS)


def test_where_the_policy_takes_nothing_from_phones_no_code_is_made() -> None:
    policy = replace(SELF_SERVICE, takes_uploads=False)
    state, effects = step(FILLING, flow.DocumentsWanted("/lease"), policy)
    assert (state, effects) == (at(Phone.NONE), (flow.FindDocuments(),))
    told = step(state, flow.PhoneChanged(Phone.WAITING), policy)
    assert told == (state, ())


def test_the_page_says_how_far_it_has_come() -> None:
    for phone in (Phone.WAITING, Phone.OPENED, Phone.UNREACHABLE, Phone.EXPIRED):
        assert after(CHOOSING, flow.PhoneChanged(phone)) == (at(phone), ())


def test_a_refusal_is_forgotten_when_the_next_file_comes() -> None:
    refused = at(Phone.WAITING, refusal="encrypted")
    assert tell(refused, Phone.OPENED) == at(Phone.OPENED, refusal="encrypted")
    assert tell(refused, Phone.RECEIVING) == at(Phone.RECEIVING)


def test_a_file_that_was_taken_leads_back_and_closes_the_address() -> None:
    assert after(at(Phone.RECEIVING), flow.DocumentTaken()) == (FILLING, CLOSES)


def test_a_file_that_was_refused_uses_its_code_up() -> None:
    refused, effects = after(at(Phone.RECEIVING), flow.DocumentRefused("broken"))
    assert (refused, effects) == (at(Phone.CLOSED, refusal="broken"), CLOSES)


@pytest.mark.parametrize("late", [flow.DocumentTaken(), flow.DocumentRefused("lost")])
@pytest.mark.parametrize("phone", sorted(set(Phone) - {Phone.RECEIVING}, key=str))
def test_an_outcome_that_nobody_waits_for_moves_nothing(phone: Phone, late: flow.Event) -> None:
    assert after(at(phone), late) == (at(phone), ())


def test_while_a_file_comes_nothing_else_is_begun() -> None:
    for event in (flow.DocumentChosen(0), flow.DocumentsWanted("/lease")):
        assert after(at(Phone.RECEIVING), event) == (at(Phone.RECEIVING), ())


def test_whoever_takes_a_file_of_the_folder_closes_the_way_from_the_phone() -> None:
    reading, effects = after(CHOOSING, flow.DocumentChosen(1))
    assert reading == at(Phone.CLOSED, reading=True)
    assert effects == (*CLOSES, flow.TakeDocument("/lease", 1))
    assert tell(reading, Phone.RECEIVING) == reading


@pytest.mark.parametrize("phone", sorted(OPEN - {Phone.RECEIVING}, key=str))
def test_looking_again_keeps_a_code_that_is_good(phone: Phone) -> None:
    assert after(at(phone), flow.DocumentsWanted("/lease")) == (at(phone), (flow.FindDocuments(),))


@pytest.mark.parametrize("phone", [Phone.EXPIRED, Phone.CLOSED, Phone.UNREACHABLE])
def test_a_code_of_no_use_is_replaced(phone: Phone) -> None:
    again, effects = after(at(phone, refusal="lost"), flow.DocumentsWanted("/lease"))
    assert (again, effects) == (at(Phone.OPENING), OPENS)


@pytest.mark.parametrize("phone", sorted(USABLE, key=str))
@pytest.mark.parametrize("cover", [lambda state: state, flow.Warned, flow.Locked])
def test_whatever_happens_no_code_outlives_the_page_that_shows_it(
    phone: Phone, cover: Callable[[flow.State], flow.State]
) -> None:
    for event in itertools.chain.from_iterable(EVENTS):
        following, effects = after(cover(at(phone)), event)
        if not isinstance(flow.uncovered(following), flow.ChoosingDocument):
            ends = (flow.CloseUpload, flow.Wipe)  # a wipe stops the asking and renews the portal
            assert any(isinstance(effect, ends) for effect in effects), event


# --- Whether somebody is here --------------------------------------------------------------------


@pytest.mark.parametrize("phone", sorted(SOMEBODY, key=str))
def test_what_only_a_person_can_do_takes_the_question_away(phone: Phone) -> None:
    warned, changed = flow.Warned(CHOOSING), flow.PhoneChanged(phone)
    assert after(warned, changed) == (at(phone), ())
    assert not flow.is_no_sign_of_life(warned, changed)


@pytest.mark.parametrize("phone", [Phone.EXPIRED, Phone.UNREACHABLE, Phone.WAITING])
def test_what_happens_by_itself_leaves_the_question_standing(phone: Phone) -> None:
    warned = flow.Warned(CHOOSING)
    assert tell(warned, phone) == flow.Warned(at(phone))
    for before in (CHOOSING, warned):
        assert flow.is_no_sign_of_life(before, flow.PhoneChanged(phone))


def test_a_line_that_comes_and_goes_keeps_nobody_here() -> None:
    """Else an open page on a phone that was carried away would hold the visit for ten minutes."""
    warned = flow.Warned(at(Phone.OPENED))
    assert tell(warned, Phone.UNREACHABLE, Phone.OPENED) == warned
    away = at(Phone.UNREACHABLE)
    assert flow.is_no_sign_of_life(away, flow.PhoneChanged(Phone.OPENED))
    assert not flow.is_no_sign_of_life(away, flow.PhoneChanged(Phone.RECEIVING))
    assert not flow.is_no_sign_of_life(CHOOSING, flow.PhoneChanged(Phone.OPENED))


def test_the_address_stays_open_while_somebody_is_asked_and_ends_with_the_answer() -> None:
    warned = flow.Warned(CHOOSING)
    assert after(warned, flow.Stayed()) == (CHOOSING, ())
    gone, effects = after(warned, flow.WarningExpired())
    assert gone == flow.Wiping()
    assert flow.Wipe("idle") in effects  # stops the asking, and `Portal.renew` closes the address


# --- Below the staff's lock ----------------------------------------------------------------------


def test_a_file_that_comes_while_the_counter_is_locked_becomes_part_of_the_answer() -> None:
    locked = flow.Locked(at(Phone.RECEIVING))
    assert after(locked, flow.DocumentTaken()) == (flow.Locked(FILLING), CLOSES)


@pytest.mark.parametrize("phone", sorted(SOMEBODY, key=str))
def test_a_phone_opens_no_lock_and_keeps_no_locked_visit_alive(phone: Phone) -> None:
    locked = flow.Locked(CHOOSING)
    assert tell(locked, phone) == flow.Locked(at(phone))
    assert flow.is_no_sign_of_life(locked, flow.PhoneChanged(phone))
