"""The counter at work: late outcomes, failing wipes, printers in trouble, and time."""

from pathlib import Path

import pytest

from kiosk import flow
from kiosk.clearing import LONGEST_WIPE_SECONDS
from kiosk.errors import (
    Unreachable,
)
from kiosk.idle import LONGEST_SENDING_SECONDS, REFRESH_SECONDS
from kiosk.loading import AGAIN_SECONDS
from kiosk.policy import SELF_SERVICE
from kiosk.receipt.printer import Printed
from kiosk.session import Contrast, TextSize
from tests.fakes.at_work import OTHER, PAPER, SERVICE, STRANGER, Counter


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
    late = counter.worker.held[0]
    counter.tell(flow.Touched(), flow.MunicipalityWanted(), flow.MunicipalityChosen(1024))
    counter.worker.held.reverse()  # what was asked for first comes last
    counter.worker.finish()
    assert counter.at() == flow.Home()
    assert counter.worker.held[-1] is late
    counter.worker.finish_all()
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


def test_the_end_of_somebody_elses_job_says_nothing_of_mine(counter: Counter) -> None:
    counter.review()
    counter.send()
    counter.worker.finish()
    counter.tell(flow.PrintWanted(), flow.Left())
    late = counter.worker.held.pop(0)
    counter.worker.finish_all()
    counter.review()
    counter.send()
    counter.worker.finish()
    late.succeed(Printed.COMPLETED)
    assert counter.paper() is flow.Paper.READY


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


def test_a_machine_that_woke_hides_the_visit_before_anybody_touches_it(counter: Counter) -> None:
    counter.enter()
    counter.controller.look_at_the_clock()
    assert isinstance(counter.at(), flow.Filling)
    counter.clock.sleep(3600)
    counter.controller.look_at_the_clock()
    assert isinstance(counter.at(), flow.Warned)
    counter.clock.sleep(3600)
    counter.controller.look_at_the_clock()
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
