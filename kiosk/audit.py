"""What the kiosk writes down: a catalogue of events, and a file that shows if it was changed.

An event has a sentence that documents it and the only fields it may carry. Nothing a visitor
typed has a field. Each line holds the hash of the line before it, so that a line which was
changed, added or taken away breaks the chain.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TypeAlias

LONGEST_VALUE = 200
"""Characters. What is longer was never an id."""
LONGEST_LINE = 16_384
"""Bytes; every event with all its fields at their longest takes less."""


class AuditEvent(Enum):
    """Everything the kiosk may write down."""

    KIOSK_STARTED = "The program was started.", {"version", "policy"}
    KIOSK_CLOSED = "The kiosk went out of service.", {"reason"}
    OUT_OF_SERVICE = "The terminal may not send, and says so to whoever comes.", {"code"}
    IN_SERVICE_AGAIN = "It may send again.", {"code"}
    VISIT_BEGAN = "Somebody touched the screen.", {"visit"}
    VISIT_WIPED = "What a visitor typed was wiped.", {"visit", "reason", "outcome"}
    SERVICE_OPENED = "A service was opened.", {"visit", "service"}
    SUBMISSION_BEGAN = "Answers left for the portal.", {"visit", "service", "key", "actor"}
    SUBMISSION_ENDED = "A submission ended.", {"visit", "service", "key", "outcome"}
    PAPER_ENDED = "A document was printed or was not; why not.", {"visit", "outcome", "reason"}
    PAPER_LEFT = "Nobody said that the paper was taken; it may lie in the printer.", {"visit"}
    DOCUMENT_LOST = "An official document did not come, or another one did.", {"visit", "code"}
    COPY_ENDED = "The portal was asked to mail a copy.", {"visit", "outcome"}
    PART_LEFT_OUT = "A part of a receipt breaks the contract.", {"visit", "service", "code"}
    STAFF_SIGNED_IN = "A staff member signed in.", {"actor"}
    STAFF_SIGNED_OUT = "A staff member's sign-in ended.", {"actor"}
    STAFF_LOCKED = "The counter was locked.", {"actor"}
    STAFF_UNLOCKED = "The right PIN unlocked the counter.", {"actor"}
    STAFF_PIN_REFUSED = "A wrong PIN was typed, or one too early.", {"actor"}
    CASE_HELD = "A visit was held while others are served.", {"visit", "actor"}
    CASE_RESUMED = "A held visit goes on.", {"visit", "actor"}
    CASE_HANDED_OVER = "A sealed draft was laid at the portal for another screen.", {"visit"}
    CASE_TAKEN_OVER = "A draft from another screen goes on here.", {"visit", "service"}
    SUBMISSION_STORED = "A submission was sealed into the outbox.", {"visit", "service", "key"}
    STORED_SENT = "A submission of the outbox was received.", {"key"}
    STORED_REFUSED = "A submission of the outbox was refused for good.", {"key", "code"}
    STORED_EXPIRED = "A submission of the outbox was not sent in time, and is gone.", {"key"}
    PROBLEM_SHOWN = "A problem page was shown.", {"visit", "problem", "code"}

    def __init__(self, meaning: str, fields: set[str]) -> None:
        self.meaning = meaning
        self.fields = frozenset(fields)


Listener: TypeAlias = Callable[[AuditEvent, Mapping[str, str]], None]
"""Is told every event with its fields, also one that could not be written; never raises."""


class Audit:
    """The audit file of a terminal: JSON lines, appended, flushed and hash-chained.

    Args:
        path: the file; its folder is made. A file that cannot be written must not stop a visit:
            `record` then counts the line in `lost`, which doctor and readiness report.
        now: the time of day; aware.
        listeners: those who count what happens here: the day's numbers, telemetry.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        listeners: tuple[Listener, ...] = (),
    ) -> None:
        self._path = path
        self._now = now
        self._listeners = listeners
        self.lost = 0
        try:
            self._last = _last_hash(path)
        except OSError:  # the chain begins anew, and shows it
            self._last = ""
            self.lost += 1

    def record(self, event: AuditEvent, **values: str) -> None:
        """Write `event`; a field it does not list is a bug, not a log line.

        Raises:
            ValueError: the event may not carry one of the fields.
        """
        if extra := values.keys() - event.fields:
            raise ValueError(f"{event.name} may not carry {sorted(extra)}")
        clean = {key: _one_line(value) for key, value in values.items()}
        line = {"at": self._now().isoformat(timespec="seconds"), "event": event.name, **clean}
        body = json.dumps({**line, "after": self._last}, ensure_ascii=True)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "a", encoding="ascii") as file:
                file.write(body + "\n")
        except OSError:
            self.lost += 1
        else:
            self._last = _hash(body)
        for listener in self._listeners:
            listener(event, clean)


def broken_line(path: Path) -> int | None:
    """Return the number (from 1) of the first line that breaks the chain, or None."""
    last = ""
    for number, body in enumerate(_lines(path), start=1):
        try:
            after = json.loads(body)["after"]
        except (ValueError, KeyError, TypeError):
            return number
        if after != last:
            return number
        last = _hash(body)
    return None


def _one_line(value: str) -> str:
    return "".join(char if char.isprintable() else " " for char in value)[:LONGEST_VALUE]


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode("ascii", "replace")).hexdigest()


def _lines(path: Path) -> Iterator[str]:
    if path.is_file():
        yield from path.read_text(encoding="ascii", errors="replace").splitlines()


def _last_hash(path: Path) -> str:
    """Return the hash of the last line; a log that grew for years is not read for it."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - LONGEST_LINE))
        lines = file.read().decode("ascii", "replace").splitlines()
    return _hash(lines[-1]) if lines else ""
