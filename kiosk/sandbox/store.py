"""What the portal remembers, in SQLite: keys, digests, receipts, events. Never an answer.

A submission is on the disk before anybody is told; after a crash or a restart the same key gets
the same receipt. What a visitor typed and the documents themselves are not kept at all: this
portal has nobody who would read them.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.sandbox.database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS submissions (
    key TEXT PRIMARY KEY,
    case_number TEXT NOT NULL UNIQUE,
    payload_digest TEXT NOT NULL,
    service TEXT NOT NULL,
    received_at TEXT NOT NULL,
    receipt TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS events (
    case_number TEXT NOT NULL REFERENCES submissions (case_number),
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS events_of_case ON events (case_number);
CREATE TABLE IF NOT EXISTS attachments (
    reference TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
"""


@dataclass(frozen=True)
class Stored:
    """A submission as it is remembered. `payload_digest` is that of the body under this key."""

    key: str
    case: str
    payload_digest: str
    service: str
    received_at: datetime
    receipt: str


@dataclass(frozen=True)
class StoredAttachment:
    """A document that was handed in: all but its content. `size` is in bytes."""

    reference: str
    sha256: str
    media_type: str
    size: int
    expires_at: datetime


@dataclass(frozen=True)
class Event:
    """Something that happened to a case; `text` is by language."""

    at: datetime
    kind: str
    text: dict[str, str]


class Store(Database):
    """The portal's memory of cases and documents."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.create(SCHEMA)

    def keep(self, stored: Stored, events: tuple[Event, ...]) -> None:
        """Put a submission and its first events on the disk, both or neither.

        Raises:
            sqlite3.IntegrityError: the key or the case number is taken.
        """
        with self.transaction() as database:
            database.execute(
                "INSERT INTO submissions VALUES (?, ?, ?, ?, ?, ?)",
                (
                    stored.key,
                    stored.case,
                    stored.payload_digest,
                    stored.service,
                    stored.received_at.isoformat(),
                    stored.receipt,
                ),
            )
            database.executemany(
                "INSERT INTO events VALUES (?, ?, ?, ?)",
                [(stored.case, e.at.isoformat(), e.kind, json.dumps(e.text)) for e in events],
            )

    def under(self, key: str) -> Stored | None:
        """Return the submission that came under `key`."""
        return self._one("SELECT * FROM submissions WHERE key = ?", key)

    def case(self, number: str) -> Stored | None:
        """Return the submission with the case number `number`."""
        return self._one("SELECT * FROM submissions WHERE case_number = ?", number)

    def recent(self, count: int) -> tuple[Stored, ...]:
        """Return the last `count` submissions, newest first."""
        rows = self.rows("SELECT * FROM submissions ORDER BY rowid DESC LIMIT ?", count)
        return tuple(_stored(row) for row in rows)

    def events(self, case: str) -> tuple[Event, ...]:
        """Return what happened to `case`, oldest first."""
        rows = self.rows(
            "SELECT at, kind, text FROM events WHERE case_number = ? ORDER BY rowid", case
        )
        return tuple(Event(datetime.fromisoformat(at), kind, json.loads(t)) for at, kind, t in rows)

    def keep_attachment(self, attachment: StoredAttachment) -> None:
        """Remember that a document came."""
        with self.transaction() as database:
            database.execute(
                "INSERT INTO attachments VALUES (?, ?, ?, ?, ?)",
                (
                    attachment.reference,
                    attachment.sha256,
                    attachment.media_type,
                    attachment.size,
                    attachment.expires_at.isoformat(),
                ),
            )

    def attachment(self, reference: str) -> StoredAttachment | None:
        """Return the document handed in as `reference`."""
        rows = self.rows("SELECT * FROM attachments WHERE reference = ?", reference)
        if not rows:
            return None
        _, sha256, media_type, size, expires_at = rows[0]
        return StoredAttachment(
            reference, sha256, media_type, size, datetime.fromisoformat(expires_at)
        )

    def _one(self, query: str, value: str) -> Stored | None:
        rows = self.rows(query, value)
        return _stored(rows[0]) if rows else None


def _stored(row: tuple[str, str, str, str, str, str]) -> Stored:
    key, case, payload_digest, service, received_at, receipt = row
    return Stored(key, case, payload_digest, service, datetime.fromisoformat(received_at), receipt)
