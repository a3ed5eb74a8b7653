"""A counter serves several people: nobody gets what is somebody else's."""

from pathlib import Path

import pytest

from kiosk import flow
from kiosk.errors import OutcomeUnknown, Unreachable
from kiosk.policy import ASSISTED
from kiosk.session import Contrast, IdentityDocument, TextSize
from tests.fakes.at_work import OTHER, SERVICE, STRANGER
from tests.fakes.staff import ACCESS_LIFE
from tests.fakes.staffed import StaffedCounter

NAME = "/person/firstName"


@pytest.fixture
def counter(tmp_path: Path) -> StaffedCounter:
    return StaffedCounter(tmp_path)


def typed(counter: StaffedCounter, name: str) -> None:
    counter.controller.answer(NAME, name)


def entry(counter: StaffedCounter) -> object:
    return counter.controller.session.answers_to(SERVICE).entry(NAME)


def wiped(counter: StaffedCounter) -> None:
    counter.worker.finish_all()


def test_a_service_opens_its_form_at_once_in_the_offices_language(
    counter: StaffedCounter,
) -> None:
    counter.enter()
    assert isinstance(counter.at(), flow.Filling)
    counter.tell(flow.LanguageWanted(), flow.LanguageChosen("fr"))
    view = counter.controller.view()
    assert (view.session.language, view.texts.language) == ("fr", "de")


def test_the_whole_form_is_judged_at_once(counter: StaffedCounter) -> None:
    counter.enter()
    counter.tell(flow.Continued())
    refused = counter.at()
    assert isinstance(refused, flow.Filling)
    assert refused.refused == 1
    filled = counter.controller.view().filled
    assert filled is not None
    assert len({finding.page for finding in filled.findings}) > 1


def test_two_walk_ins_do_not_see_each_other(counter: StaffedCounter) -> None:
    counter.enter()
    typed(counter, "Anna")
    counter.tell(flow.NewCaseWanted())
    wiped(counter)
    assert isinstance(counter.at(), flow.Home)
    assert not counter.controller.session.answers
    (line,) = counter.controller.view().cases
    assert (line.number, line.owner) == (1, "A. Muster")
    counter.tell(flow.ServiceChosen(SERVICE))
    counter.worker.finish_all()
    typed(counter, "Bruno")
    counter.tell(flow.CaseWanted(1))
    wiped(counter)
    assert isinstance(counter.at(), flow.Filling)
    assert entry(counter) == "Anna"
    assert [line.number for line in counter.controller.view().cases] == [2]
    counter.tell(flow.CaseWanted(2))
    wiped(counter)
    assert entry(counter) == "Bruno"


def test_a_held_visit_goes_on_under_its_own_key(counter: StaffedCounter) -> None:
    counter.review()
    counter.portal.fail("submit", OutcomeUnknown(), afterwards=True)
    counter.portal.fail("outcome", Unreachable())
    counter.send()
    assert isinstance(counter.at(), flow.Failed)
    counter.tell(flow.HoldWanted())
    wiped(counter)
    counter.tell(flow.CaseWanted(1))
    counter.tell(flow.Retried())
    counter.worker.finish_all()
    assert isinstance(counter.at(), flow.Done)
    assert len(counter.portal.filed) == 1


def test_who_signs_out_leaves_no_case_behind(counter: StaffedCounter) -> None:
    counter.enter()
    typed(counter, "Anna")
    counter.tell(flow.HoldWanted())
    wiped(counter)
    assert counter.controller.view().cases
    counter.lock()
    assert counter.controller.view().cases == ()
    counter.tell(flow.SignOutWanted())
    wiped(counter)
    counter.portal.staff.approve()
    counter.poll()
    counter.enter_pin()
    assert counter.controller.view().cases == ()


def test_more_cases_than_the_policy_allows_are_not_held(counter: StaffedCounter) -> None:
    for _ in range(ASSISTED.most_cases):
        counter.enter()
        counter.tell(flow.HoldWanted())
        wiped(counter)
    counter.enter()
    typed(counter, "one too many")
    counter.tell(flow.HoldWanted())
    wiped(counter)
    assert isinstance(counter.at(), flow.Filling)
    assert entry(counter) == "one too many"


def test_a_document_of_identity_goes_with_the_submission_and_not_to_the_next_visitor(
    counter: StaffedCounter,
) -> None:
    counter.review()
    counter.tell(flow.IdentitySeen(IdentityDocument.PASSPORT))
    counter.send()
    (sent,) = counter.portal.filed.values()
    assert sent.identity is not None
    assert sent.identity.document is IdentityDocument.PASSPORT
    assert sent.identity.seen_on == counter.clock.now().date()
    assert sent.agreement == "in-words"
    counter.tell(flow.Left())
    wiped(counter)
    assert counter.controller.session.identity is None


def test_another_matter_offers_what_is_known_and_the_next_visitor_gets_nothing(
    counter: StaffedCounter,
) -> None:
    counter.review()
    typed_before = counter.controller.session.answers_to(SERVICE).entry(NAME)
    counter.send()
    counter.tell(flow.AnotherWanted())
    counter.worker.finish_all()
    assert counter.controller.view().receipt is None
    counter.tell(flow.ServiceChosen(SERVICE))
    counter.worker.finish_all()
    assert entry(counter) == ""
    assert counter.controller.view().reusable.person == {NAME: typed_before}
    assert counter.controller.view().reusable.family == {}
    counter.tell(flow.ReuseWanted(person=True))
    assert entry(counter) == typed_before
    assert counter.controller.view().reusable.person == {}
    counter.tell(flow.Left())
    wiped(counter)
    counter.enter()
    assert counter.controller.view().reusable.person == {}


def test_what_was_sent_is_not_sent_again_with_the_next_matter(counter: StaffedCounter) -> None:
    counter.review()
    counter.send()
    counter.tell(flow.AnotherWanted())
    counter.worker.finish_all()
    assert not counter.controller.session.answers_to(SERVICE)
    counter.tell(flow.ServiceChosen(OTHER))
    counter.worker.finish_all()
    assert isinstance(counter.at(), flow.Filling)
    assert len(counter.portal.filed) == 1


# --- Locked in between ---------------------------------------------------------------------------


def test_a_visit_that_comes_back_behind_a_lock_is_nobody_elses(counter: StaffedCounter) -> None:
    counter.enter()
    typed(counter, "Anna")
    counter.tell(flow.NewCaseWanted())
    wiped(counter)
    counter.tell(flow.CaseWanted(1))
    counter.lock()
    wiped(counter)
    assert isinstance(counter.at(), flow.Locked)
    assert counter.controller.view().session == STRANGER
    counter.enter_pin()
    assert isinstance(counter.at(), flow.Filling)
    assert entry(counter) == "Anna"
    counter.tell(flow.NewCaseWanted())
    wiped(counter)
    assert not counter.controller.session.answers


def test_it_comes_back_before_anything_else_happens(counter: StaffedCounter) -> None:
    counter.enter()
    typed(counter, "Anna")
    counter.tell(flow.HoldWanted())
    wiped(counter)
    told: list[flow.Event] = [flow.CaseWanted(1), flow.NewCaseWanted()]
    counter.spoil = lambda _: counter.tell(told.pop(0)) if told else None
    counter.tell(flow.Stayed())
    wiped(counter)
    assert [line.number for line in counter.controller.view().cases] == [1]
    assert not counter.controller.session.answers


def test_a_form_that_came_behind_a_lock_is_begun_as_always(counter: StaffedCounter) -> None:
    counter.open()
    counter.tell(flow.NewCaseWanted())
    counter.worker.finish_all()
    counter.tell(flow.ServiceChosen(SERVICE))
    counter.lock()
    counter.worker.finish_all()
    counter.enter_pin()
    assert isinstance(counter.at(), flow.Filling)


def test_the_look_that_staff_chose_stays_whatever_is_noted_of_a_visitor(
    counter: StaffedCounter,
) -> None:
    counter.enter()
    counter.tell(flow.LookChosen(TextSize.LARGEST, Contrast.HIGH), flow.NewCaseWanted())
    wiped(counter)
    counter.tell(flow.IdentitySeen(IdentityDocument.PASSPORT))
    session = counter.controller.view().session
    assert (session.text_size, session.contrast) == (TextSize.LARGEST, Contrast.HIGH)


# --- Where the sign-in ended ---------------------------------------------------------------------


def test_what_may_have_arrived_keeps_its_key_also_where_the_sign_in_ended_since(
    counter: StaffedCounter,
) -> None:
    counter.review()
    for call in ("submit", "outcome"):
        counter.portal.fail(call, OutcomeUnknown(), times=2, afterwards=True)
    counter.send()
    counter.portal.recover()
    counter.portal.staff.revoke()
    counter.clock.advance(ACCESS_LIFE - 1)
    counter.tell(flow.Retried())
    counter.worker.finish_all()
    waits = counter.at()
    assert isinstance(waits, flow.SigningIn)
    assert isinstance(waits.inside, flow.Failed), "a new key could file it twice"
    counter.portal.staff.approve()
    counter.poll()
    assert counter.problem() == "outcome-unknown"
    counter.tell(flow.Retried())
    counter.worker.finish_all()
    assert isinstance(counter.at(), flow.Done)
    assert len(counter.portal.filed) == 1
