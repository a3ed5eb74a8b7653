"""A counter of staff at work: who signs in, for how long, and who sent what."""

import logging
from pathlib import Path

import pytest

from kiosk import flow
from kiosk.errors import Busy, Unreachable
from kiosk.secrets.secrets import SecretName
from kiosk.session import Contrast, TextSize
from kiosk.staff.attempts import MOST
from tests.fakes.at_work import SERVICE, STRANGER
from tests.fakes.events import PIN
from tests.fakes.staff import ACCESS_LIFE, INTERVAL, LIFE
from tests.fakes.staffed import POLICY, WRONG, StaffedCounter


@pytest.fixture
def counter(tmp_path: Path) -> StaffedCounter:
    return StaffedCounter(tmp_path)


def locked_over(counter: StaffedCounter) -> flow.State:
    state = counter.at()
    assert isinstance(state, flow.Locked)
    return state.inside


# --- Signing in ----------------------------------------------------------------------------------


def test_a_counter_opens_only_after_somebody_signed_in_and_chose_a_pin(
    counter: StaffedCounter,
) -> None:
    counter.begin()
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    view = counter.controller.view()
    assert view.municipality is not None
    assert view.staff.offer is not None
    assert view.staff.offer.user_code == "WDJB-MJHT"
    counter.poll()
    counter.portal.staff.approve()
    counter.poll()
    assert counter.at() == flow.ChoosingPin()
    counter.tell(flow.PinChosen(PIN))
    counter.worker.finish_all()
    assert counter.at() == flow.Attract()
    assert counter.controller.view().staff.name == "A. Muster"
    assert counter.controller.view().catalogue is not None
    assert '"event": "STAFF_SIGNED_IN", "actor": "s-a"' in counter.log()


def test_a_pin_that_is_easily_guessed_is_not_kept(counter: StaffedCounter) -> None:
    counter.begin()
    counter.portal.staff.approve()
    counter.poll()
    counter.tell(flow.PinChosen("123456"))
    counter.worker.finish_all()
    assert counter.at() == flow.ChoosingPin(code="easy")
    assert counter.secrets.get(SecretName.STAFF_PIN) is None


def test_who_comes_back_keeps_the_pin_and_somebody_else_chooses_one(
    counter: StaffedCounter,
) -> None:
    for name, expected in (("A. Muster", flow.Attract()), ("B. Beispiel", flow.ChoosingPin())):
        if counter.at() == flow.Wiping():
            counter.sign_in()
        counter.secrets.put(SecretName.STAFF_REFRESH_TOKEN, "ended meanwhile")
        counter.restart()
        counter.portal.staff.approve(name)
        counter.poll()
        assert counter.at() == expected


def test_after_a_restart_the_keyring_signs_in_and_only_the_pin_opens(
    counter: StaffedCounter,
) -> None:
    counter.sign_in()
    counter.restart()
    assert counter.at() == flow.Locked(flow.Attract())
    counter.enter_pin(WRONG)
    assert counter.at() == flow.Locked(flow.Attract(), refused=True, left=MOST - 1)
    counter.enter_pin()
    assert counter.at() == flow.Attract()
    assert counter.portal.staff.asked.count("offer") == 1


def test_without_a_pin_nothing_signs_in_silently(counter: StaffedCounter) -> None:
    counter.begin()
    counter.portal.staff.approve()
    counter.poll()
    counter.restart()
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    assert "renew" not in counter.portal.staff.asked


def test_a_no_and_an_offer_that_lapsed_are_told(counter: StaffedCounter) -> None:
    counter.begin()
    counter.portal.staff.deny()
    counter.poll()
    assert counter.at() == flow.SigningIn(flow.SignInStep.DENIED)
    counter.tell(flow.Retried())
    counter.worker.finish_all()
    counter.portal.staff.expire_offers()
    counter.poll()
    assert counter.at() == flow.SigningIn(flow.SignInStep.EXPIRED)
    assert counter.controller.view().staff.offer is None


def test_an_offer_lapses_by_the_clock_also_where_the_portal_is_away(
    counter: StaffedCounter,
) -> None:
    counter.begin()
    for _ in range(int(LIFE / INTERVAL)):
        counter.portal.staff.failures.append(Unreachable())
        counter.poll()
    assert counter.at() == flow.SigningIn(flow.SignInStep.EXPIRED)


def test_a_portal_that_wants_to_be_asked_less_often_is(counter: StaffedCounter) -> None:
    counter.begin()
    counter.portal.staff.failures.append(Busy())
    counter.poll()
    counter.portal.staff.approve()
    counter.poll(2 * INTERVAL - 0.1)
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    counter.poll(0.1)
    assert counter.at() == flow.ChoosingPin()


def test_a_keyring_that_gives_nothing_is_named_and_tried_again(counter: StaffedCounter) -> None:
    counter.secrets.broken = "keyring-locked"
    counter.begin()
    assert counter.at() == flow.SigningIn(flow.SignInStep.FAILED, "keyring-locked")
    counter.secrets.broken = ""
    counter.poll(POLICY.idle_seconds)
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)


def test_tokens_that_the_keyring_does_not_take_are_ended(counter: StaffedCounter) -> None:
    counter.begin()
    counter.portal.staff.approve()
    counter.secrets.broken = "keyring-full"
    counter.poll()
    assert counter.at() == flow.SigningIn(flow.SignInStep.FAILED, "keyring-full")
    assert counter.portal.staff.asked[-1] == "end"


# --- The end of a sign-in ------------------------------------------------------------------------


def test_after_a_working_day_the_portal_has_to_confirm_who_it_is(counter: StaffedCounter) -> None:
    counter.open()
    for _ in range(int(POLICY.staff_seconds / 200) + 1):
        counter.clock.advance(200)
        counter.controller.touched()
    assert counter.at() == flow.Locked(flow.Attract())
    asked = counter.portal.staff.asked.count("renew")
    counter.enter_pin()
    assert counter.at() == flow.Attract()
    assert counter.portal.staff.asked.count("renew") == asked + 1


def test_whom_the_portal_ended_signs_in_anew_after_a_working_day(counter: StaffedCounter) -> None:
    counter.review()
    counter.lock()
    counter.portal.staff.revoke()
    counter.clock.sleep(POLICY.staff_seconds)
    counter.enter_pin()
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    assert counter.controller.session == STRANGER


def test_signing_out_ends_it_here_and_at_the_portal(counter: StaffedCounter) -> None:
    counter.review()
    counter.lock()
    counter.tell(flow.SignOutWanted())
    counter.worker.finish_all()
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    assert "end" in counter.portal.staff.asked
    assert counter.secrets.get(SecretName.STAFF_REFRESH_TOKEN) is None
    assert counter.controller.view().staff.name == ""
    assert '"event": "STAFF_SIGNED_OUT", "actor": "s-a"' in counter.log()


def test_signing_out_with_a_broken_keyring_signs_nobody_in_again(counter: StaffedCounter) -> None:
    counter.open()
    counter.lock()
    counter.secrets.broken = "keyring-locked"
    counter.tell(flow.SignOutWanted())
    counter.worker.finish_all()
    counter.secrets.broken = ""
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    assert "renew" not in counter.portal.staff.asked


def test_staff_look_at_all_their_pages_as_they_like_until_they_go(counter: StaffedCounter) -> None:
    counter.enter()
    counter.lock()
    counter.tell(flow.LookChosen(TextSize.LARGEST, Contrast.HIGH))
    assert counter.controller.view().session.contrast is Contrast.HIGH
    counter.enter_pin()
    assert counter.controller.view().session.contrast is Contrast.HIGH
    assert counter.controller.session == STRANGER
    counter.lock()
    counter.tell(flow.SignOutWanted())
    counter.worker.finish_all()
    assert counter.controller.view().session == STRANGER


# --- Who sent it ---------------------------------------------------------------------------------


def test_what_is_sent_says_who_sent_it_by_a_pseudonym(counter: StaffedCounter) -> None:
    counter.review()
    counter.send()
    assert isinstance(counter.at(), flow.Done)
    (sent,) = counter.portal.filed.values()
    assert sent.actor == "s-a"
    assert '"event": "SUBMISSION_BEGAN"' in counter.log()
    assert counter.log().count('"actor": "staff"') == 0


def test_a_token_that_is_old_is_renewed_before_it_is_used(counter: StaffedCounter) -> None:
    counter.review()
    counter.clock.advance(ACCESS_LIFE - 1)
    counter.controller.touched()
    counter.send()
    assert isinstance(counter.at(), flow.Done)
    assert counter.portal.staff.asked.count("renew") == 1


def test_whom_the_portal_forgot_is_renewed_and_nothing_is_filed_twice(
    counter: StaffedCounter,
) -> None:
    counter.review()
    counter.portal.staff.expire_access()
    counter.send()
    assert isinstance(counter.at(), flow.Done)
    assert len(counter.portal.filed) == 1


def test_whom_the_portal_ended_signs_in_anew_over_the_hidden_visit_and_sends_it(
    counter: StaffedCounter,
) -> None:
    ended(counter)
    assert not counter.portal.filed
    view = counter.controller.view()
    assert (view.session, view.filled) == (STRANGER, None)
    counter.portal.staff.approve()
    counter.poll()
    assert counter.at() == flow.Reviewing(SERVICE)
    counter.send()
    assert isinstance(counter.at(), flow.Done)
    assert len(counter.portal.filed) == 1


def test_somebody_else_who_signs_in_then_gets_nothing_of_it(counter: StaffedCounter) -> None:
    ended(counter)
    counter.portal.staff.approve("B. Beispiel")
    counter.poll()
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    assert counter.controller.session == STRANGER


def test_a_visit_does_not_wait_for_ever_for_a_sign_in(counter: StaffedCounter) -> None:
    ended(counter)
    counter.clock.advance(POLICY.locked_seconds / 2)
    counter.controller.touched()
    counter.poll(POLICY.locked_seconds / 2)
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    assert counter.controller.session == STRANGER


def ended(counter: StaffedCounter) -> None:
    """Get to where the portal ended the sign-in, and the answers were to be sent."""
    counter.review()
    counter.portal.staff.revoke()
    counter.send()
    counter.worker.finish_all()
    inside = flow.Reviewing(SERVICE)
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING, inside=inside)


def test_a_receipt_that_comes_behind_the_lock_is_there_when_it_is_unlocked(
    counter: StaffedCounter,
) -> None:
    counter.review()
    counter.tell(flow.AgreementGiven(in_words=True), flow.Continued())
    counter.lock()
    assert isinstance(locked_over(counter), flow.Submitting)
    counter.worker.finish_all()
    assert isinstance(locked_over(counter), flow.Done)
    assert counter.controller.view().receipt is None
    counter.enter_pin()
    assert counter.paper() is flow.Paper.READY
    assert counter.controller.view().receipt is not None


def test_no_name_token_or_pin_is_in_a_file_or_a_log(
    counter: StaffedCounter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    counter.review()
    counter.lock()
    counter.enter_pin(WRONG)
    counter.enter_pin()
    counter.send()
    counter.restart()
    written = "".join(path.read_text() for path in counter.folder.rglob("*") if path.is_file())
    kept = counter.secrets.get(SecretName.STAFF_REFRESH_TOKEN)
    assert kept is not None
    for secret in ("Muster", "refresh-", kept, PIN, WRONG):
        assert secret not in written + caplog.text
        assert secret not in repr([view.staff for view in counter.shown])
