"""The counter at work: late outcomes, failing wipes, portals and printers in trouble."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk import flow
from kiosk.audit import Audit
from kiosk.clearing import LONGEST_WIPE_SECONDS
from kiosk.controller import AGAIN_SECONDS, LONGEST_SENDING_SECONDS, REFRESH_SECONDS, Controller
from kiosk.equipment import Equipment
from kiosk.errors import (
    Declined,
    FormChanged,
    OutcomeUnknown,
    PortalError,
    Remark,
    Unintelligible,
    Unreachable,
)
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.policy import SELF_SERVICE
from kiosk.receipt.printer import Printed
from kiosk.session import Contrast, Session, TextSize
from kiosk.view import Terminal, View
from kiosk.wiping import Wiper
from tests.fakes.clock import FakeClock
from tests.fakes.portal import FakePortal
from tests.fakes.printer import FakePrinter
from tests.fakes.worker import HeldWorker

SERVICE = "demo.confirmation"
OTHER = "demo.permit"
STRANGER = Session(bfs=1061)
PAPER = b"%PDF-1.7 paper"


def render(*_: object) -> bytes:
    return PAPER


@dataclass
class Counter:
    """A counter whose work, time, portal, paper and screen the test holds in its hands."""

    folder: Path
    worker: HeldWorker = field(default_factory=HeldWorker)
    clock: FakeClock = field(default_factory=FakeClock)
    portal: FakePortal = field(default_factory=FakePortal)
    printer: FakePrinter = field(default_factory=FakePrinter)
    stubborn: list[str] = field(default_factory=list)
    shown: list[View] = field(default_factory=list)
    spoil: Callable[[View], object] = lambda _: None

    def __post_init__(self) -> None:
        self.audit = Audit(self.folder / "audit.jsonl")
        self.controller = self.built()

    def built(self, **changes: Any) -> Controller:
        usual = Equipment(
            policy=SELF_SERVICE,
            portal=lambda: self.portal,
            worker=self.worker,
            clock=self.clock,
            printer=self.printer,
            audit=self.audit,
            terminal=Terminal("t-1"),
            stranger=STRANGER,
            languages=("de", "fr"),
            render=render,
            wipers=(self.wiper("folder"), Wiper("print queue", self.printer.purge)),
            screen_wipers=(self.wiper("pages"),),
        )
        return Controller(replace(usual, **changes), self.show)

    def wiper(self, name: str) -> Wiper:
        def wipe() -> None:
            if name in self.stubborn:
                raise OSError(name)

        return Wiper(name, wipe)

    def show(self, view: View) -> None:
        self.spoil(view)
        self.shown.append(view)

    def at(self) -> flow.State:
        return self.controller.state

    def problem(self) -> str:
        """Return the word of the problem that is shown, or ''."""
        state = self.controller.state
        return state.problem if isinstance(state, flow.Failed) else ""

    def paper(self) -> flow.Paper | None:
        """Return what is said of the confirmation, or None before there is a receipt."""
        state = self.controller.state
        return state.paper if isinstance(state, flow.Done) else None

    def tell(self, *events: flow.Event) -> None:
        for event in events:
            self.controller.dispatch(event)

    def log(self) -> str:
        return (self.folder / "audit.jsonl").read_text()

    def open(self) -> None:
        """Switch on, and get to the start screen with its services."""
        self.controller.start()
        self.worker.finish_all()

    def enter(self, service: str = SERVICE) -> None:
        """Get to the first page of the form."""
        self.open()
        self.tell(flow.Touched(), flow.ServiceChosen(service))
        self.worker.finish_all()
        filled = self.controller.view().filled
        assert filled is not None
        self.tell(flow.Begun(filled.pages[0]))

    def review(self, service: str = SERVICE) -> None:
        """Fill in everything, and get to the review."""
        self.enter(service)
        form = self.controller.view().form
        assert form is not None
        today: date = self.controller.today()
        answers = answered(form, Answers(), SELF_SERVICE.audience, today)
        self.controller.session = self.controller.session.answered(form.id, answers)
        while isinstance(self.at(), flow.Filling):
            self.tell(flow.Continued())
        assert self.at() == flow.Reviewing(service)

    def send(self, *failures: PortalError) -> None:
        for failure in failures:
            self.portal.fail("submit", failure)
        self.tell(flow.Continued())
        self.worker.finish()


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


# --- The start and the wipe ----------------------------------------------------------------------


def test_the_kiosk_starts_with_a_wipe_and_has_its_services_ready(counter: Counter) -> None:
    counter.controller.start()
    assert counter.at() == flow.Wiping()
    counter.worker.finish()
    assert counter.at() == flow.Attract()
    assert counter.portal.renewed == 1
    counter.worker.finish()
    assert counter.shown[-1].catalogue is not None


@pytest.mark.parametrize("name", ["folder", "pages"])
def test_a_wipe_that_fails_closes_the_kiosk_and_says_what_failed(
    counter: Counter, name: str
) -> None:
    counter.open()
    counter.stubborn.append(name)
    counter.tell(flow.Touched(), flow.Left())
    counter.worker.finish_all()
    assert counter.at() == flow.Closed(name)
    assert f'"reason": "{name}"' in counter.log()


def test_a_wipe_that_does_not_end_closes_the_kiosk_and_its_late_end_changes_nothing(
    counter: Counter,
) -> None:
    counter.controller.start()
    counter.clock.advance(LONGEST_WIPE_SECONDS)
    assert counter.at() == flow.Closed("deadline")
    counter.worker.finish_all()
    assert counter.at() == flow.Closed("deadline")


def test_nothing_of_a_visit_is_left_for_the_next(counter: Counter) -> None:
    counter.review()
    counter.send()
    counter.worker.finish_all()
    counter.tell(flow.Left())
    assert counter.controller.session == STRANGER
    counter.worker.finish_all()
    view = counter.shown[-1]
    assert view.state == flow.Attract()
    assert (view.form, view.filled, view.receipt, view.document, view.confirmation) == (None,) * 5


# --- Outcomes that come late ---------------------------------------------------------------------


def test_an_outcome_for_somebody_who_left_is_dropped(counter: Counter) -> None:
    counter.open()
    counter.tell(flow.Touched(), flow.ServiceChosen(SERVICE))
    (late,) = counter.worker.held
    counter.tell(flow.Left())
    assert late.cancelled
    late.succeed(("service", "form"))  # it was already on its way back
    late.fail(Unreachable())
    assert counter.at() == flow.Wiping()
    assert counter.controller.view().service is None


def test_a_service_that_was_left_again_does_not_come_in_place_of_the_next(
    counter: Counter,
) -> None:
    counter.open()
    counter.tell(flow.Touched(), flow.ServiceChosen(OTHER))
    (late,) = counter.worker.held
    counter.tell(flow.Back(), flow.ServiceChosen(SERVICE))
    late.succeed(("another service", "another form"))
    late.fail(Unreachable())
    assert counter.at() == flow.Opening(flow.Introducing(SERVICE))
    counter.worker.finish_all()
    view = counter.controller.view()
    assert view.service is not None
    assert (view.state, view.service.id) == (flow.Introducing(SERVICE), SERVICE)


def test_services_fetched_ahead_do_not_replace_those_of_another_municipality(
    counter: Counter,
) -> None:
    counter.open()
    counter.clock.advance(REFRESH_SECONDS)
    (late,) = counter.worker.held
    counter.tell(flow.Touched(), flow.MunicipalityWanted(), flow.MunicipalityChosen(1024))
    counter.worker.held.reverse()  # what was asked for first comes last
    counter.worker.finish()
    assert counter.at() == flow.Home()
    assert counter.worker.held == [late]
    counter.worker.finish()
    catalogue = counter.controller.view().catalogue
    assert catalogue is not None
    assert catalogue.bfs == 1024


# --- Services at hand ----------------------------------------------------------------------------


def test_services_that_could_not_be_fetched_ahead_are_tried_again(counter: Counter) -> None:
    counter.portal.fail("municipalities", Unreachable())
    counter.open()
    assert counter.controller.view().catalogue is None
    counter.clock.advance(AGAIN_SECONDS)
    counter.worker.finish_all()
    assert counter.controller.view().catalogue is not None


def test_services_are_fetched_anew_while_nobody_is_here(counter: Counter) -> None:
    counter.open()
    before = counter.controller.view().catalogue
    counter.clock.advance(REFRESH_SECONDS)
    counter.worker.finish_all()
    assert counter.controller.view().catalogue is not before


def test_a_visit_does_not_begin_with_the_services_of_last_week(counter: Counter) -> None:
    counter.open()
    counter.clock.sleep(7 * 24 * 3600)
    counter.tell(flow.Touched())
    assert counter.at() == flow.Opening(flow.Home())
    counter.worker.finish_all()
    assert counter.at() == flow.Home()


def test_a_look_chosen_in_passing_does_not_stay_for_the_next(counter: Counter) -> None:
    counter.open()
    counter.tell(flow.LookChosen(TextSize.LARGEST, Contrast.HIGH))
    assert counter.shown[-1].session.contrast is Contrast.HIGH
    counter.clock.advance(REFRESH_SECONDS)
    assert counter.shown[-1].session == STRANGER


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


# --- Paper ---------------------------------------------------------------------------------------


def test_paper_is_made_and_printed(counter: Counter) -> None:
    counter.review()
    counter.send()
    assert counter.paper() is flow.Paper.PREPARING
    counter.worker.finish()
    assert counter.paper() is flow.Paper.READY
    counter.tell(flow.PrintWanted())
    counter.worker.finish()
    assert counter.paper() is flow.Paper.PRINTED
    assert counter.printer.printed == [PAPER]


@pytest.mark.parametrize(
    ("outcome", "trouble", "paper"),
    [
        (Printed.QUEUED, "", flow.Paper.QUEUED),
        (Printed.COMPLETED, "media-jam", flow.Paper.FAILED),
    ],
)
def test_paper_that_was_not_seen_is_not_called_printed(
    counter: Counter, outcome: Printed, trouble: str, paper: flow.Paper
) -> None:
    counter.printer.outcome, counter.printer.trouble = outcome, trouble
    counter.review()
    counter.send()
    counter.worker.finish()
    counter.tell(flow.PrintWanted())
    counter.worker.finish()
    assert counter.paper() is paper


def test_a_job_that_was_begun_is_not_cancelled_and_its_end_is_not_told_to_the_next(
    counter: Counter,
) -> None:
    counter.review()
    counter.send()
    counter.worker.finish()
    counter.tell(flow.PrintWanted(), flow.Left())
    printing = counter.worker.held[0]
    assert not printing.cancelled
    counter.worker.finish_all()
    assert counter.printer.printed == [PAPER]
    assert counter.at() == flow.Attract()
    assert "PAPER_ENDED" not in counter.log()


def test_a_received_submission_is_shown_also_where_no_paper_can_be_made(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    """A portal that forgets our municipality must not take the receipt away."""

    async def none() -> tuple[()]:
        return ()

    counter.portal.municipalities = none  # type: ignore[method-assign] # the portal lies
    counter.review()
    counter.send()
    counter.worker.finish_all()
    assert counter.paper() is flow.Paper.UNPRINTABLE
    assert "RuntimeError" in caplog.text


# --- Time ----------------------------------------------------------------------------------------


def test_whoever_wakes_a_warned_machine_from_its_sleep_does_not_see_the_visit(
    counter: Counter,
) -> None:
    counter.enter()
    counter.clock.advance(SELF_SERVICE.idle_seconds)
    assert isinstance(counter.at(), flow.Warned)
    counter.clock.sleep(SELF_SERVICE.warning_seconds + 1)
    counter.controller.touched()
    counter.tell(flow.Stayed())
    assert counter.at() == flow.Wiping()


def test_touches_while_answers_are_on_their_way_do_not_put_off_their_deadline(
    counter: Counter,
) -> None:
    counter.review()
    counter.tell(flow.Continued())
    counter.clock.advance(LONGEST_SENDING_SECONDS - 1)
    counter.controller.touched()
    counter.clock.advance(1)
    assert isinstance(counter.at(), flow.Failed)


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
    assert "LookupError at test_controller.py" in caplog.text
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
