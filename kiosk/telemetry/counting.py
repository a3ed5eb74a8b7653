"""Counts what the audit log is told: a listener of it, and the only source of the counters."""

from collections.abc import Callable, Iterator, Mapping

from kiosk.audit import AuditEvent
from kiosk.telemetry import catalogue as at
from kiosk.telemetry.instruments import Family
from kiosk.telemetry.numbers import Numbers

CLEAN = "clean"
PAPER_CAME = frozenset({"printed", "queued"})


class Counting:
    """The numbers of this terminal since the program started.

    Args:
        now: seconds of a clock that never goes back.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._numbers = Numbers(at.INSTRUMENTS)
        self._began: float | None = None
        self._outcome = "looked"

    def count(self, event: AuditEvent, fields: Mapping[str, str]) -> None:
        """Count `event`, which the log was just told (an `audit.Listener`)."""
        self._count_visit(event, fields)
        add, code = self._numbers.add, fields.get("code", "")
        match event:
            case AuditEvent.KIOSK_CLOSED:
                add(at.CLOSINGS)
            case AuditEvent.OUT_OF_SERVICE:
                add(at.REFUSALS, code=code)
            case AuditEvent.SERVICE_OPENED:
                add(at.SERVICES_OPENED, service=fields.get("service", ""))
            case AuditEvent.SUBMISSION_ENDED:
                self._count_submission(fields)
            case AuditEvent.PROBLEM_SHOWN:
                add(at.PROBLEMS, code=code)
            case AuditEvent.PAPER_ENDED:
                self._count_paper(fields)
            case AuditEvent.PAPER_LEFT:
                add(at.PAPERS_LEFT)
            case AuditEvent.COPY_ENDED:
                add(at.COPIES, outcome=fields.get("outcome", ""))
            case AuditEvent.PART_LEFT_OUT | AuditEvent.DOCUMENT_LOST:
                add(at.RECEIPT_FAULTS, code=code)
            case AuditEvent.STAFF_PIN_REFUSED:
                add(at.PINS_REFUSED)
            case _ if event in CASE_EVENTS:
                add(at.CASES, event=CASE_EVENTS[event])
            case _ if event in OUTBOX_EVENTS:
                add(at.OUTBOX_ENTRIES, event=OUTBOX_EVENTS[event])
            case _:
                pass

    def families(self) -> Iterator[Family]:
        """Yield all counters and histograms as they are now."""
        return self._numbers.families()

    def _count_submission(self, fields: Mapping[str, str]) -> None:
        code, service = fields.get("outcome", ""), fields.get("service", "")
        self._numbers.add(at.SUBMISSIONS, code=code)
        ended = "received" if code == "received" else "not-received"
        self._numbers.add(at.SERVICES_SUBMITTED, service=service, outcome=ended)

    def _count_paper(self, fields: Mapping[str, str]) -> None:
        outcome = fields.get("outcome", "")
        self._numbers.add(at.PAPERS, outcome=outcome)
        if outcome not in PAPER_CAME:
            self._numbers.add(at.PAPERS_FAILED, reason=fields.get("reason", "") or outcome)

    # --- The visit -----------------------------------------------------------------------------

    def _count_visit(self, event: AuditEvent, fields: Mapping[str, str]) -> None:
        """Follow the one visit there is from its beginning to its wipe."""
        match event:
            case AuditEvent.VISIT_BEGAN | AuditEvent.CASE_RESUMED:
                self._numbers.add(at.VISITS_STARTED)
                self._began, self._outcome = self._now(), "looked"
            case AuditEvent.VISIT_WIPED:
                self._count_wipe(fields)
            case AuditEvent.SUBMISSION_ENDED if fields.get("outcome") == "received":
                self._outcome = "finished"
            case AuditEvent.SUBMISSION_STORED | AuditEvent.CASE_HANDED_OVER:
                self._outcome = "finished"
            case AuditEvent.SERVICE_OPENED | AuditEvent.CASE_TAKEN_OVER:
                self._outcome = "abandoned" if self._outcome == "looked" else self._outcome
            case _:
                pass

    def _count_wipe(self, fields: Mapping[str, str]) -> None:
        reason = fields.get("reason", "")
        self._numbers.add(at.WIPES, reason=reason)
        if fields.get("outcome") != CLEAN:
            self._numbers.add(at.WIPES_FAILED)
        if self._began is None:
            return  # nobody was here: the start, or a look of staff at readiness
        outcome = "held" if reason == "held" else self._outcome
        self._numbers.add(at.VISITS_ENDED, outcome=outcome)
        self._numbers.observe(at.VISIT_DURATION, self._now() - self._began, outcome=outcome)
        self._began = None


CASE_EVENTS = {
    AuditEvent.CASE_HELD: "held",
    AuditEvent.CASE_RESUMED: "resumed",
    AuditEvent.CASE_HANDED_OVER: "handed-over",
    AuditEvent.CASE_TAKEN_OVER: "taken-over",
}
OUTBOX_EVENTS = {
    AuditEvent.SUBMISSION_STORED: "stored",
    AuditEvent.STORED_SENT: "sent",
    AuditEvent.STORED_REFUSED: "refused",
    AuditEvent.STORED_EXPIRED: "expired",
}
