"""The counter at work: what is sent, what a portal says to it, and faults of our own."""

from pathlib import Path

import pytest

from kiosk import flow
from kiosk.clearing import LONGEST_WIPE_SECONDS
from kiosk.errors import (
    Declined,
    FormChanged,
    OutcomeUnknown,
    Remark,
    Unintelligible,
    Unreachable,
)
from kiosk.idle import LONGEST_SENDING_SECONDS
from kiosk.view import View
from tests.fakes.at_work import OTHER, SERVICE, Counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


# --- Sending -------------------------------------------------------------------------------------


def test_trying_again_sends_the_same_under_the_same_key(counter: Counter) -> None:
    counter.review()
    counter.send(Unreachable())
    assert isinstance(counter.at(), flow.Failed)
    counter.tell(flow.Retried())
    counter.worker.finish_all()
    assert isinstance(counter.at(), flow.Done)
    (key,) = counter.portal.filed
    assert counter.log().count(key) == 3  # it began, ended unreachable, ended received


def test_after_going_back_the_answers_are_confirmed_under_a_new_key(counter: Counter) -> None:
    counter.review()
    counter.send(Unreachable())
    failed = counter.at()
    counter.tell(flow.Back())
    assert counter.at() == flow.Reviewing(SERVICE)
    counter.worker.finish()  # the printer was asked
    counter.send()
    assert isinstance(failed, flow.Failed)
    assert isinstance(failed.inside, flow.Submitting)
    assert failed.inside.key not in counter.portal.filed
    assert len(counter.portal.filed) == 1


def test_an_unknown_outcome_offers_no_way_back(counter: Counter) -> None:
    counter.review()
    counter.portal.fail("outcome", Unreachable())
    counter.send(OutcomeUnknown())
    assert counter.problem() == "outcome-unknown"
    counter.tell(flow.Back())
    assert counter.problem() == "outcome-unknown"


def test_a_submission_that_never_ends_is_told_as_unknown_and_can_be_tried_again(
    counter: Counter,
) -> None:
    counter.review()
    counter.tell(flow.Continued())
    (stuck,) = counter.worker.held
    counter.clock.advance(LONGEST_SENDING_SECONDS)
    assert stuck.cancelled
    assert counter.problem() == "outcome-unknown"
    counter.tell(flow.Retried())
    counter.worker.finish_all()
    assert isinstance(counter.at(), flow.Done)


def test_what_the_portal_objects_to_leads_to_its_page(counter: Counter) -> None:
    counter.review()
    filled = counter.controller.view().filled
    assert filled is not None
    page, asked = next(iter(filled.form.fields()))
    counter.send(Declined(remarks=(Remark(asked.pointer, "rule"),)))
    counter.tell(flow.Back())
    assert counter.at() == flow.Filling(SERVICE, page, refused=1, changing=True)
    view = counter.controller.view().filled
    assert view is not None
    assert [found.pointer for found in view.findings_on(page)] == [asked.pointer]


def test_a_changed_form_is_fetched_anew_and_keeps_the_answers(counter: Counter) -> None:
    counter.review()
    before = counter.controller.session.answers
    counter.send(FormChanged())
    counter.tell(flow.Back())
    counter.worker.finish_all()
    assert counter.at() == flow.Introducing(SERVICE)
    assert counter.controller.session.answers == before


def test_a_refusal_of_the_next_service_leads_back_whatever_the_last_form_lacks(
    counter: Counter,
) -> None:
    counter.enter()
    counter.tell(flow.Back(), flow.Back())
    counter.portal.fail("service", Declined())
    counter.tell(flow.ServiceChosen(OTHER))
    counter.worker.finish_all()
    assert isinstance(counter.at(), flow.Failed)
    counter.tell(flow.Back())
    assert counter.at() == flow.Home()


# --- Faults --------------------------------------------------------------------------------------


def fault(view: View) -> None:
    """Fail on pages that show what was typed, and on the start screen."""
    match view.state:
        case flow.Filling() | flow.Attract():
            raise LookupError("Meier typed this")
        case _:
            pass


def test_a_fault_in_a_visit_ends_it_with_a_wipe_and_says_nothing_that_was_typed(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    counter.open()
    counter.spoil = fault
    counter.tell(flow.Touched(), flow.ServiceChosen(SERVICE))
    counter.worker.finish_all()
    counter.tell(flow.Begun(0))
    assert counter.at() == flow.Wiping()
    assert counter.shown[-1].state == flow.Wiping()
    assert "LookupError at test_controller_sending.py" in caplog.text
    assert "Meier" not in caplog.text
    counter.spoil = lambda _: None
    counter.worker.finish_all()
    assert counter.at() == flow.Attract()
    assert '"reason": "fault"' in counter.log()


def test_a_fault_where_nobody_is_closes_the_kiosk(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    counter.spoil = fault
    counter.open()
    assert counter.at() == flow.Closed("fault")
    assert "KIOSK_CLOSED" in counter.log()
    assert "LookupError" in caplog.text


def test_a_failure_nobody_thought_of_is_a_problem_with_a_way_out(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    counter.open()
    counter.tell(flow.Touched(), flow.ServiceChosen(SERVICE))
    counter.worker.held.pop().fail(ZeroDivisionError("x"))
    assert counter.at() == flow.Failed(
        "unintelligible", "internal", flow.Opening(flow.Introducing(SERVICE))
    )
    assert "ZeroDivisionError" in caplog.text
    counter.portal.fail("service", Unintelligible())
    counter.tell(flow.Retried())
    counter.worker.finish_all()
    counter.tell(flow.Back())
    assert counter.at() == flow.Home()


def test_after_it_was_closed_nothing_rings(counter: Counter) -> None:
    counter.controller.start()
    counter.controller.close()
    counter.clock.advance(LONGEST_WIPE_SECONDS)
    assert counter.at() == flow.Wiping()
    assert counter.portal.closed
