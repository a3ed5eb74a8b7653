"""The day's numbers: what the audit log was told today, and nothing of anybody."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.audit import Audit, AuditEvent
from kiosk.tally import WORDS, Tally, word_for

ZONE = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 24, 12, tzinfo=ZONE)


class Day:
    def __init__(self, path: Path) -> None:
        self.now = NOON
        self.path = path
        self.tally = Tally(path, lambda: self.now)
        self.audit = Audit(path, lambda: self.now, (self.tally.count,))


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path / "audit.jsonl")


def told(day: Day) -> dict[str, int]:
    return {word: count for word, count in day.tally.numbers().items() if count}


def busy(audit: Audit) -> None:
    audit.record(AuditEvent.VISIT_BEGAN, visit="1")
    audit.record(AuditEvent.SUBMISSION_ENDED, visit="1", outcome="received")
    audit.record(AuditEvent.SUBMISSION_ENDED, visit="1", outcome="timeout")
    audit.record(AuditEvent.PAPER_ENDED, visit="1", outcome="printed", reason="")
    audit.record(AuditEvent.PAPER_ENDED, visit="1", outcome="failed", reason="media-jam")


BUSY = {"visits": 1, "received": 1, "not-sent": 1, "printed": 1, "not-printed": 1}


def test_what_happens_is_counted(day: Day) -> None:
    assert told(day) == {}
    busy(day.audit)
    assert told(day) == BUSY


def test_what_happened_before_a_restart_is_counted_once(day: Day) -> None:
    busy(day.audit)
    again = Day(day.path)
    assert told(again) == BUSY
    again.audit.record(AuditEvent.VISIT_BEGAN, visit="1")
    assert told(again) == {**BUSY, "visits": 2}


def test_a_new_day_begins_at_nought(day: Day) -> None:
    busy(day.audit)
    day.now += timedelta(days=1)
    assert told(day) == {}


def test_torn_lines_and_newer_events_do_not_stop_it(day: Day) -> None:
    busy(day.audit)
    with day.path.open("a", encoding="ascii") as log:
        log.write('{"at": "2026-11-24T12:00:00+01:00", "event": "FROM_THE_FUTURE"}\n{"at": "20\n')
    assert told(Day(day.path)) == BUSY


def test_every_word_that_is_counted_is_shown() -> None:
    outcomes = ("received", "printed", "")
    counted = {word_for(event, {"outcome": o}) for event in AuditEvent for o in outcomes}
    assert counted - {""} == set(WORDS)
