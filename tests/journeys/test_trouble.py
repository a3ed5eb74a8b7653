"""A portal that is down, slow, lies or says no: nothing lost, sent twice, or falsely said."""

import pytest

from kiosk import flow
from kiosk.sandbox import Sandbox
from tests.journeys.person import Person

SERVICE = "lu.wohnsitzbestaetigung"


@pytest.fixture
def ready(person: Person) -> Person:
    """Somebody whose review is in order."""
    person.comes()
    person.opens(SERVICE)
    person.fills_in()
    return person


def cases(portal: Sandbox) -> int:
    return len({body["key"] if "key" in body else str(body) for body in portal.submissions})


def test_an_answer_lost_after_storing_is_found_again_under_its_key(
    ready: Person, portal: Sandbox
) -> None:
    portal.mischief("/v1/submissions", method="POST", trick="drop_after")
    ready.sends()
    ready.waits_for(flow.Done)
    assert cases(portal) == 1


def test_a_connection_cut_before_storing_is_sent_again_under_its_key(
    ready: Person, portal: Sandbox
) -> None:
    portal.mischief("/v1/submissions", method="POST", trick="drop_before")
    ready.sends()
    ready.waits_for(flow.Done)
    assert cases(portal) == 1


@pytest.mark.parametrize("trick", ["wrong_signature", "wrong_digest"])
def test_a_receipt_that_proves_nothing_is_not_called_received(
    ready: Person, portal: Sandbox, trick: str
) -> None:
    portal.mischief("/v1/submissions", times=50, trick=trick)
    ready.sends()
    ready.waits_for(flow.Failed)
    assert isinstance(ready.state, flow.Failed)
    assert ready.state.problem == "unverified"
    assert ready.says("done-title") not in ready.reads()
    assert not ready.can_touch(ready.says("failed-back"))


def test_a_form_that_changed_meanwhile_keeps_the_answers(ready: Person, portal: Sandbox) -> None:
    before = ready.kiosk.controller.session.answers
    portal.mischief("/v1/submissions", method="POST", problem="form-changed")
    ready.sends()
    ready.waits_for(flow.Failed)
    ready.touches(ready.says("failed-back"))
    ready.waits_for(flow.Introducing)
    assert ready.kiosk.controller.session.answers == before


def test_a_portal_that_is_overloaded_is_tried_again_and_files_once(
    ready: Person, portal: Sandbox
) -> None:
    portal.mischief("/v1/submissions", method="POST", times=1, status=503, retry_after="0")
    ready.sends()
    ready.waits_for(flow.Done)
    assert cases(portal) == 1


def test_a_service_that_cannot_be_opened_says_so_and_leads_back(
    person: Person, portal: Sandbox
) -> None:
    person.comes()
    portal.mischief("/v1/services", times=50, status=410)
    person.kiosk.controller.dispatch(flow.ServiceChosen(SERVICE))
    person.waits_for(flow.Failed)
    assert person.says("problem-withdrawn-title") in person.reads()
    person.touches(person.says("failed-back"))
    person.waits_for(flow.Home)


def test_a_log_in_page_of_the_network_is_recognised(person: Person, portal: Sandbox) -> None:
    person.comes()
    portal.mischief("/v1/services", times=50, trick="html")
    person.kiosk.controller.dispatch(flow.ServiceChosen(SERVICE))
    person.waits_for(flow.Failed)
    portal.calm()
    person.touches(person.says("failed-retry"))
    person.waits_for(flow.Introducing)


def test_leaving_while_a_page_is_being_fetched_drops_its_answer(
    person: Person, portal: Sandbox
) -> None:
    person.comes()
    portal.mischief("/v1/services", delay_s=0.3)
    person.kiosk.controller.dispatch(flow.ServiceChosen(SERVICE))
    person.kiosk.controller.dispatch(flow.Left())
    person.waits_for_the_start_screen()
    assert person.kiosk.controller.view().service is None


def test_a_second_touch_on_send_sends_nothing_more(ready: Person, portal: Sandbox) -> None:
    controller = ready.kiosk.controller
    controller.dispatch(flow.Continued())
    controller.dispatch(flow.Continued())
    ready.waits_for(flow.Done)
    assert len(portal.submissions) == 1
