"""What is counted of a day at the counter: what the audit log is told, and nothing of anybody."""

from pathlib import Path

import pytest

from kiosk.audit import Audit, AuditEvent
from kiosk.telemetry import catalogue as at
from kiosk.telemetry.counting import Counting
from kiosk.telemetry.instruments import Instrument, Spread


class Counter:
    """A counter whose audit log is listened to."""

    def __init__(self, folder: Path) -> None:
        self.seconds = 0.0
        self.counting = Counting(lambda: self.seconds)
        self.audit = Audit(folder / "audit.jsonl", listeners=(self.counting.count,))

    def tells(self, event: AuditEvent, **fields: str) -> None:
        self.audit.record(event, **fields)

    def ends(self, outcome: str) -> None:
        event, fields = ended(outcome)
        self.tells(event, **fields)

    def visit(self, *events: tuple[AuditEvent, dict[str, str]], reason: str = "left") -> None:
        self.tells(AuditEvent.VISIT_BEGAN, visit="1")
        for event, fields in events:
            self.tells(event, **fields)
        self.seconds += 100
        self.tells(AuditEvent.VISIT_WIPED, visit="1", reason=reason, outcome="clean")

    def read(self, instrument: Instrument) -> dict[str, float | Spread]:
        (family,) = (found for found in self.counting.families() if found.instrument is instrument)
        found = {" ".join(word for _, word in point.labels): point for point in family.points}
        return {words: point.value for words, point in found.items() if point.value}


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


OPENED = (AuditEvent.SERVICE_OPENED, {"visit": "1", "service": "lu.umzug"})


def ended(outcome: str) -> tuple[AuditEvent, dict[str, str]]:
    return AuditEvent.SUBMISSION_ENDED, {"service": "lu.umzug", "outcome": outcome}


@pytest.mark.parametrize(
    ("events", "reason", "outcome"),
    [
        ((), "left", "looked"),
        ((OPENED,), "idle", "abandoned"),
        ((OPENED, ended("timeout")), "left", "abandoned"),
        ((OPENED, ended("received")), "left", "finished"),
        ((OPENED, ended("received"), OPENED), "idle", "finished"),
        ((OPENED, (AuditEvent.SUBMISSION_STORED, {})), "left", "finished"),
        ((OPENED, (AuditEvent.CASE_HANDED_OVER, {})), "handed-over", "finished"),
        (((AuditEvent.CASE_TAKEN_OVER, {}),), "idle", "abandoned"),
        ((OPENED, (AuditEvent.CASE_HELD, {})), "held", "held"),
    ],
)
def test_a_visit_ends_in_one_of_four_ways(
    counter: Counter,
    events: tuple[tuple[AuditEvent, dict[str, str]], ...],
    reason: str,
    outcome: str,
) -> None:
    counter.visit(*events, reason=reason)
    assert counter.read(at.VISITS_STARTED) == {"": 1}
    assert counter.read(at.VISITS_ENDED) == {outcome: 1}
    spread = counter.read(at.VISIT_DURATION)[outcome]
    assert isinstance(spread, Spread)
    assert (spread.total, sum(spread.counts)) == (100, 1)
    assert counter.read(at.WIPES) == {reason: 1}


def test_a_wipe_without_a_visit_ends_none(counter: Counter) -> None:
    for reason in ("start", "in-service", "readiness"):
        counter.tells(AuditEvent.VISIT_WIPED, reason=reason, outcome="clean")
    assert counter.read(at.VISITS_ENDED) == {}
    assert sum(map(float, counter.read(at.WIPES).values())) == 3  # type: ignore[arg-type] # none is a spread


def test_a_held_visit_that_goes_on_is_started_and_ended_again(counter: Counter) -> None:
    counter.visit(OPENED, (AuditEvent.CASE_HELD, {}), reason="held")
    counter.tells(AuditEvent.CASE_RESUMED)
    counter.ends("received")
    counter.tells(AuditEvent.VISIT_WIPED, reason="left", outcome="clean")
    assert counter.read(at.VISITS_ENDED) == {"held": 1, "finished": 1}
    assert counter.read(at.VISITS_STARTED) == {"": 2}
    assert counter.read(at.CASES) == {"held": 1, "resumed": 1}


def test_a_wipe_that_failed_is_counted_beside_the_others(counter: Counter) -> None:
    counter.tells(AuditEvent.VISIT_WIPED, reason="left", outcome="folder, clipboard")
    counter.tells(AuditEvent.KIOSK_CLOSED, reason="folder, clipboard")
    assert counter.read(at.WIPES_FAILED) == {"": 1}
    assert counter.read(at.CLOSINGS) == {"": 1}


def test_submissions_are_counted_by_code_and_by_service(counter: Counter) -> None:
    for outcome in ("received", "received", "declined", "what nobody knows"):
        counter.ends(outcome)
    assert counter.read(at.SUBMISSIONS) == {"received": 2, "declined": 1, "other": 1}
    assert counter.read(at.SERVICES_SUBMITTED) == {
        "lu.umzug received": 2,
        "lu.umzug not-received": 2,
    }


def test_paper_is_counted_by_what_became_of_it_and_why(counter: Counter) -> None:
    for outcome, reason in (
        ("printed", ""),
        ("queued", ""),
        ("failed", "media-jam"),
        ("unprintable", ""),
    ):
        counter.tells(AuditEvent.PAPER_ENDED, outcome=outcome, reason=reason)
    counter.tells(AuditEvent.PAPER_LEFT)
    assert counter.read(at.PAPERS) == {"printed": 1, "queued": 1, "failed": 1, "unprintable": 1}
    assert counter.read(at.PAPERS_FAILED) == {"media-jam": 1, "unprintable": 1}
    assert counter.read(at.PAPERS_LEFT) == {"": 1}


@pytest.mark.parametrize(
    ("event", "fields", "instrument", "words"),
    [
        (AuditEvent.OUT_OF_SERVICE, {"code": "clock-wrong"}, at.REFUSALS, "clock-wrong"),
        (AuditEvent.SERVICE_OPENED, {"service": "lu.hund"}, at.SERVICES_OPENED, "lu.hund"),
        (AuditEvent.PROBLEM_SHOWN, {"code": "dns"}, at.PROBLEMS, "dns"),
        (AuditEvent.COPY_ENDED, {"outcome": "sent"}, at.COPIES, "sent"),
        (AuditEvent.PART_LEFT_OUT, {"code": "bill-iban"}, at.RECEIPT_FAULTS, "bill-iban"),
        (AuditEvent.DOCUMENT_LOST, {"code": "not-a-pdf"}, at.RECEIPT_FAULTS, "not-a-pdf"),
        (AuditEvent.STAFF_PIN_REFUSED, {}, at.PINS_REFUSED, ""),
        (AuditEvent.SUBMISSION_STORED, {}, at.OUTBOX_ENTRIES, "stored"),
        (AuditEvent.STORED_SENT, {}, at.OUTBOX_ENTRIES, "sent"),
        (AuditEvent.STORED_REFUSED, {}, at.OUTBOX_ENTRIES, "refused"),
        (AuditEvent.STORED_EXPIRED, {}, at.OUTBOX_ENTRIES, "expired"),
        (AuditEvent.CASE_TAKEN_OVER, {}, at.CASES, "taken-over"),
    ],
)
def test_what_happened_is_counted_once(
    counter: Counter,
    event: AuditEvent,
    fields: dict[str, str],
    instrument: Instrument,
    words: str,
) -> None:
    counter.tells(event, **fields)
    assert counter.read(instrument) == {words: 1}


def test_who_serves_is_not_counted(counter: Counter) -> None:
    """Numbers about one member of staff would watch how somebody works (ArGV 3, art. 26)."""
    before = list(counter.counting.families())
    for event in (AuditEvent.STAFF_SIGNED_IN, AuditEvent.STAFF_LOCKED, AuditEvent.STAFF_SIGNED_OUT):
        counter.tells(event, actor="staff-7")
    assert list(counter.counting.families()) == before


def test_every_event_can_be_counted_whatever_its_fields_hold(counter: Counter) -> None:
    for event in AuditEvent:
        counter.tells(event, **dict.fromkeys(event.fields, 'Łukasz \n"}{'))
        counter.tells(event)
    words = {
        word
        for family in counter.counting.families()
        for point in family.points
        for _, word in point.labels
    }
    assert not {word for word in words if "Łukasz" in word}
