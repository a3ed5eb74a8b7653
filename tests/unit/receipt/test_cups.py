"""How the end of a job is judged, where CUPS and its printer contradict each other."""

from collections.abc import Iterator

import pytest

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.cups import CupsPrinter, _Job
from kiosk.receipt.ipp import JobState
from kiosk.receipt.printer import Printed

JOB = _Job("kiosk", 1)

Report = tuple[JobState | None, tuple[str, ...]]


class ReportedPrinter(CupsPrinter):
    """Says one report after the other; the last one for ever."""

    def __init__(self, *reports: Report, grace: float = 5.0, deadline: float = 2.0) -> None:
        super().__init__("kiosk", deadline, grace)
        self._reports: Iterator[Report] = iter(reports)
        self._now: Report = (None, ())

    def _state(self, job: _Job) -> JobState | None:
        self._now = next(self._reports, self._now)
        return self._now[0]

    def _troubles(self, queue: str) -> tuple[str, ...]:
        return self._now[1]


def test_what_is_completed_without_trouble_is_printed() -> None:
    printer = ReportedPrinter((JobState.PENDING, ()), (JobState.COMPLETED, ()))

    assert printer._follow(JOB, ()) is Printed.COMPLETED


def test_the_last_sheet_of_the_tray_was_printed() -> None:
    printer = ReportedPrinter((JobState.COMPLETED, ("media-empty",)))

    assert printer._follow(JOB, ()) is Printed.COMPLETED


def test_what_is_completed_with_a_new_jam_was_not_printed() -> None:
    printer = ReportedPrinter((JobState.COMPLETED, ("media-jam",)))

    with pytest.raises(PrinterUnavailable, match="media-jam"):
        printer._follow(JOB, ())


def test_what_is_completed_with_an_old_jam_may_have_been_printed() -> None:
    printer = ReportedPrinter((JobState.COMPLETED, ("media-jam",)))

    assert printer._follow(JOB, ("media-jam",)) is Printed.QUEUED


@pytest.mark.parametrize("state", [JobState.CANCELED, JobState.ABORTED])
def test_what_was_ended_by_somebody_was_not_printed(state: JobState) -> None:
    with pytest.raises(PrinterUnavailable, match=state.name.lower()):
        ReportedPrinter((state, ()))._follow(JOB, ())


def test_a_trouble_that_passes_within_the_grace_is_forgiven() -> None:
    stopped = (JobState.PROCESSING, ("cover-open",))
    printer = ReportedPrinter(stopped, (JobState.COMPLETED, ()))

    assert printer._follow(JOB, ()) is Printed.COMPLETED


def test_a_trouble_that_stays_ends_the_job_and_the_new_one_is_named() -> None:
    printer = ReportedPrinter((JobState.PROCESSING, ("media-empty", "cover-open")), grace=0)

    with pytest.raises(PrinterUnavailable, match="cover-open"):
        printer._follow(JOB, ("media-empty",))


def test_an_old_trouble_has_more_time_to_turn_out_to_be_over() -> None:
    still = (JobState.PROCESSING, ("media-empty",))
    printer = ReportedPrinter(still, still, (JobState.COMPLETED, ()), grace=0.2)

    assert printer._follow(JOB, ("media-empty",)) is Printed.COMPLETED


def test_a_server_that_says_nothing_leaves_the_end_unknown() -> None:
    assert ReportedPrinter(deadline=0.1)._follow(JOB, ()) is Printed.QUEUED


class ForgettingPrinter(ReportedPrinter):
    """Its server forgets a job with the last of its reports."""

    def _state(self, job: _Job) -> JobState | None:
        state = super()._state(job)
        if state is None:
            raise LookupError(str(job))
        return state


def test_a_job_that_the_server_forgot_is_waited_for_only_as_long_as_a_trouble_may_show() -> None:
    """With `PreserveJobHistory No`, CUPS forgets every job that ends."""
    printer = ForgettingPrinter((JobState.PROCESSING, ()), (None, ()), grace=0.1, deadline=600)

    assert printer._follow(JOB, ()) is Printed.QUEUED


def test_a_job_that_the_server_forgot_in_a_jam_was_not_printed() -> None:
    jam = (None, ("media-jam",))
    printer = ForgettingPrinter((JobState.PROCESSING, ()), jam, grace=0.1, deadline=600)

    with pytest.raises(PrinterUnavailable, match="media-jam"):
        printer._follow(JOB, ())


def test_a_job_that_waits_in_trouble_till_the_deadline_was_not_printed() -> None:
    printer = ReportedPrinter((JobState.PENDING, ("paused",)), deadline=0.1)

    with pytest.raises(PrinterUnavailable, match="paused"):
        printer._follow(JOB, ())
