"""What was done today, in numbers: counted from what the audit log is told, nothing else."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from kiosk.audit import AuditEvent

LONGEST_TAIL = 4 * 1024 * 1024
"""Bytes of the audit log that are read at most: a day at a counter fits many times."""

WORDS = (
    "visits",
    "received",
    "stored",
    "not-sent",
    "held",
    "handed-over",
    "taken-over",
    "printed",
    "not-printed",
    "problems",
)
"""Each has the text `day-<word>`, in the order in which they are shown."""


def word_for(event: AuditEvent, fields: Mapping[str, str]) -> str:
    """Return what `event` counts as, '' for nothing."""
    outcome = fields.get("outcome", "")
    match event:
        case AuditEvent.VISIT_BEGAN:
            return "visits"
        case AuditEvent.SUBMISSION_ENDED:
            return "received" if outcome == "received" else "not-sent"
        case AuditEvent.SUBMISSION_STORED:
            return "stored"
        case AuditEvent.CASE_HELD:
            return "held"
        case AuditEvent.CASE_HANDED_OVER:
            return "handed-over"
        case AuditEvent.CASE_TAKEN_OVER:
            return "taken-over"
        case AuditEvent.PAPER_ENDED:
            return "printed" if outcome in {"printed", "queued"} else "not-printed"
        case AuditEvent.PROBLEM_SHOWN:
            return "problems"
        case _:
            return ""


class Tally:
    """Today's numbers by word; a program that is started anew counts on from the log.

    Args:
        path: the audit log.
        now: the time of day; aware.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path, self._now = path, now
        self._day = ""
        self._counts: Counter[str] = Counter()

    def count(self, event: AuditEvent, fields: Mapping[str, str]) -> None:
        """Count `event`, which the log was just told (an `audit.Listener`)."""
        if self._day == self._today() and (word := word_for(event, fields)):
            self._counts[word] += 1

    def numbers(self) -> Mapping[str, int]:
        """Return how often each word of `WORDS` happened today, at this counter's clock."""
        if self._day != (today := self._today()):
            self._day, self._counts = today, _counted(self._path, today, self._now())
        return {word: self._counts[word] for word in WORDS}

    def _today(self) -> str:
        return self._now().astimezone().date().isoformat()


def _counted(path: Path, today: str, now: datetime) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in _tail(path):
        try:
            told = json.loads(line)
            at = datetime.fromisoformat(told["at"]).astimezone(now.astimezone().tzinfo)
            event = AuditEvent[told["event"]]
        except (ValueError, KeyError, TypeError):  # torn by a power cut, or of a newer version
            continue
        if at.date().isoformat() == today and (word := word_for(event, told)):
            counts[word] += 1
    return counts


def _tail(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - LONGEST_TAIL))
            return file.read().decode("ascii", "replace").splitlines()
    except OSError:
        return []
