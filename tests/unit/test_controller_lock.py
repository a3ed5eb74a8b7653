"""A counter that is locked: what it hides, what it gives back, and what wrong PINs cost."""

from pathlib import Path

import pytest

from kiosk import flow
from kiosk.idle import LONGEST_SENDING_SECONDS, begins_anew, patience
from kiosk.secrets.secrets import SecretName
from kiosk.session import Contrast, TextSize
from kiosk.staff.attempts import MOST
from tests.fakes.at_work import STRANGER
from tests.fakes.events import PIN
from tests.fakes.staffed import POLICY, WRONG, StaffedCounter


@pytest.fixture
def counter(tmp_path: Path) -> StaffedCounter:
    return StaffedCounter(tmp_path)


def locked_over(counter: StaffedCounter) -> flow.State:
    state = counter.at()
    assert isinstance(state, flow.Locked)
    return state.inside


# --- The lock ------------------------------------------------------------------------------------


def test_a_lock_hides_everything_and_gives_it_back(counter: StaffedCounter) -> None:
    counter.review()
    session, before = counter.controller.session, counter.at()
    counter.lock()
    view = counter.controller.view()
    assert view.session == STRANGER
    assert (view.service, view.form, view.filled, view.receipt, view.document) == (None,) * 5
    counter.enter_pin()
    assert (counter.at(), counter.controller.session) == (before, session)
    assert counter.controller.view().filled is not None


def test_nothing_is_typed_into_a_visit_behind_the_lock(counter: StaffedCounter) -> None:
    counter.enter()
    before = counter.controller.session
    counter.lock()
    counter.controller.answer("/person/firstName", "Eve")
    counter.tell(flow.Continued(), flow.Back(), flow.Left(), flow.LanguageChosen("fr"))
    counter.enter_pin()
    assert counter.controller.session == before


@pytest.mark.parametrize("events", [(), (flow.Touched(),), (flow.Touched(), flow.HelpWanted())])
def test_it_locks_by_itself_when_nobody_touches_it(
    counter: StaffedCounter, events: tuple[flow.Event, ...]
) -> None:
    counter.open()
    counter.tell(*events)
    counter.worker.finish_all()
    before = counter.at()
    counter.clock.advance(POLICY.idle_seconds)
    assert locked_over(counter) == before


def test_a_visit_behind_the_lock_is_wiped_in_the_end_whatever_is_tried(
    counter: StaffedCounter,
) -> None:
    counter.review()
    counter.lock()
    for _ in range(3):
        counter.clock.advance(POLICY.locked_seconds / 4)
        counter.controller.touched()
        counter.enter_pin(WRONG)
    assert isinstance(locked_over(counter), flow.Reviewing)
    counter.clock.advance(POLICY.locked_seconds / 4)
    assert locked_over(counter) == flow.Wiping()
    counter.worker.finish_all()
    assert locked_over(counter) == flow.Attract()
    assert counter.controller.session == STRANGER
    assert '"reason": "locked"' in counter.log()


def test_it_locks_when_the_machine_slept_and_not_when_it_did_not(counter: StaffedCounter) -> None:
    counter.enter()
    counter.controller.look_at_the_clock()
    counter.clock.advance(1)
    counter.controller.look_at_the_clock()
    assert isinstance(counter.at(), flow.Filling)
    counter.clock.sleep(30)
    counter.controller.look_at_the_clock()
    assert isinstance(locked_over(counter), flow.Filling)


def test_the_first_touch_after_a_long_sleep_finds_the_lock(counter: StaffedCounter) -> None:
    counter.enter()
    counter.clock.sleep(POLICY.idle_seconds + 60)
    counter.controller.touched()
    assert isinstance(counter.at(), flow.Locked)


def test_staff_keep_their_look_behind_the_lock_and_from_visit_to_visit(
    counter: StaffedCounter,
) -> None:
    """Somebody who sees little would otherwise set it anew for every visitor."""
    counter.review()
    counter.tell(flow.LookChosen(TextSize.LARGEST, Contrast.HIGH))
    counter.lock()
    assert look_of(counter) == (TextSize.LARGEST, Contrast.HIGH)
    counter.enter_pin()
    counter.tell(flow.Left())
    counter.worker.finish_all()
    assert counter.at() == flow.Attract()
    assert counter.controller.session == STRANGER
    assert look_of(counter) == (TextSize.LARGEST, Contrast.HIGH)


def look_of(counter: StaffedCounter) -> tuple[TextSize, Contrast]:
    """Return how the page looks now."""
    session = counter.controller.view().session
    return session.text_size, session.contrast


def test_the_next_visit_inherits_nothing_and_staff_stay_signed_in(counter: StaffedCounter) -> None:
    counter.review()
    counter.tell(flow.Left())
    counter.worker.finish_all()
    assert counter.at() == flow.Attract()
    assert counter.controller.session == STRANGER
    assert counter.controller.view().staff.name == "A. Muster"


def test_a_fault_behind_the_lock_unlocks_nothing(counter: StaffedCounter) -> None:
    counter.review()
    counter.lock()
    faults = [ZeroDivisionError()]
    counter.spoil = lambda _: _raise(faults.pop()) if faults else None
    counter.enter_pin(WRONG)
    assert locked_over(counter) == flow.Attract()
    assert counter.controller.session == STRANGER


# --- Wrong PINs ----------------------------------------------------------------------------------


def test_each_wrong_pin_waits_longer_and_a_hasty_one_is_not_even_tried(
    counter: StaffedCounter,
) -> None:
    counter.open()
    counter.lock()
    counter.try_wrong_pins(4)
    assert counter.controller.view().staff.wait == 15
    counter.enter_pin(PIN)
    assert counter.at() == flow.Locked(flow.Attract(), refused=True, left=MOST - 4)
    counter.clock.advance(15)
    counter.enter_pin(PIN)
    assert counter.at() == flow.Attract()


def test_a_restart_forgives_no_wrong_pin(counter: StaffedCounter) -> None:
    counter.open()
    counter.lock()
    counter.try_wrong_pins(5)
    counter.clock.advance(59)
    counter.restart()
    assert counter.controller.view().staff.wait == 60
    counter.enter_pin(PIN)
    assert counter.at() == flow.Locked(flow.Attract(), refused=True, left=MOST - 5)


def test_the_last_wrong_pin_signs_out_and_wipes(counter: StaffedCounter) -> None:
    counter.review()
    counter.lock()
    counter.try_wrong_pins(MOST)
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)
    assert counter.controller.session == STRANGER
    assert counter.secrets.get(SecretName.STAFF_REFRESH_TOKEN) is None
    assert counter.secrets.get(SecretName.STAFF_PIN) is None
    assert counter.log().count("STAFF_PIN_REFUSED") == MOST
    counter.restart()
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)


def test_a_pin_that_cannot_be_checked_is_no_wrong_one(counter: StaffedCounter) -> None:
    counter.open()
    counter.lock()
    counter.secrets.broken = "keyring-locked"
    counter.enter_pin()
    assert counter.at() == flow.Locked(flow.Attract(), code="keyring-locked")
    assert "STAFF_PIN_REFUSED" not in counter.log()
    assert not (counter.folder / "pin-attempts").read_text().strip("0\n")


def test_a_try_that_cannot_be_counted_is_not_made(counter: StaffedCounter) -> None:
    counter.open()
    counter.lock()
    (counter.folder / "pin-attempts.new").mkdir()
    counter.enter_pin()
    assert counter.at() == flow.Locked(flow.Attract(), code="state-folder")


def test_a_count_that_was_tampered_with_leaves_one_try(counter: StaffedCounter) -> None:
    counter.open()
    (counter.folder / "pin-attempts").write_text("-5")
    counter.restart()
    counter.try_wrong_pins(1)
    assert counter.at() == flow.SigningIn(flow.SignInStep.WAITING)


def _raise(error: Exception) -> None:
    raise error


def test_what_was_stored_behind_a_lock_does_not_lie_there_for_ever() -> None:
    storing, stored = flow.Storing("s", "k"), flow.Stored("s", "k")
    assert patience(flow.Locked(storing), POLICY) == LONGEST_SENDING_SECONDS
    assert begins_anew(flow.Locked(storing), flow.Locked(stored), POLICY)
