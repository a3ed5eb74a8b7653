"""The outbox on the disk: sealed submissions in SQLite, and beside them nothing personal.

What was added is on the disk when `add` returns, whatever happens then. One program at a time
has it; a file that cannot be read is set aside, never deleted.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.outbox.life import LIFE
from kiosk.portals.portal import SealedSubmission

MOST = 500
"""So many lie there at most; more is no outage, but a terminal that nobody looks after."""
LOCKED_MS = 2_000
"""So long a reader is waited for, such as `kiosk doctor`."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS waiting (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    sender TEXT NOT NULL,
    terminal TEXT NOT NULL,
    actor TEXT NOT NULL,
    stored_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL DEFAULT '',
    refused INTEGER NOT NULL DEFAULT 0,
    sealed BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS expired (key TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
"""
KEPT = "key, stored_at, attempts, code, refused"


class StoreError(Exception):
    """Something cannot be kept, or read. `code` is a word of docs/it-codes.md.

    The codes: `outbox-disk` (full, read-only, gone), `outbox-in-use` (another program has it),
    `outbox-full` (too many wait), `outbox-too-large`, `outbox-no-key`, `outbox-none`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Kept:
    """A submission that waits, as far as anybody here may know."""

    key: str
    stored_at: datetime
    attempts: int = 0
    code: str = ""
    """Why it was not received the last time; for IT."""
    refused: bool = False
    """Whether the portal refused it for good: it is not sent again."""


class OutboxStore:
    """The file `path`. Every call blocks, from any thread; `open` comes first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._closed = False
        self._database: sqlite3.Connection | None = None
        self._claim: sqlite3.Connection | None = None

    def open(self) -> None:
        """Make the file where there is none; one that cannot be read is set aside first.

        Raises:
            StoreError: `outbox-in-use`, `outbox-disk`.
        """
        with self._lock, _told():
            if self._closed:
                raise StoreError("outbox-disk")
            if self._database is not None:
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            claim = _claimed(self._path.with_suffix(".lock"))
            try:
                self._database = self._opened()
            except BaseException:
                claim.close()
                raise
            self._claim = claim

    def close(self) -> None:
        """Let go of the file for good: a thread that comes late must not take it again."""
        with self._lock:
            self._closed = True
            for connection in (self._database, self._claim):
                if connection is not None:
                    with suppress(sqlite3.Error):
                        connection.close()
            self._database = self._claim = None

    def add(self, sealed: SealedSubmission) -> Kept:
        """Keep `sealed`; what is there under its key already stays, as it may have been sent.

        Returns what is there now.

        Raises:
            StoreError: it is not kept.
        """
        values = (
            sealed.key,
            sealed.sender_id,
            sealed.terminal,
            sealed.actor,
            sealed.stored_at.isoformat(timespec="seconds"),
            sealed.sealed.encode("ascii"),
        )
        with self._writing() as database:
            if _count(database, "waiting") >= MOST:
                raise StoreError("outbox-full")
            database.execute(
                "INSERT INTO waiting (key, sender, terminal, actor, stored_at, sealed)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
                values,
            )
            wanted = f"SELECT {KEPT} FROM waiting WHERE key = ?"  # noqa: S608 - our own words
            row = database.execute(wanted, (sealed.key,)).fetchone()
        return _kept(*row)

    def kept(self) -> tuple[Kept, ...]:
        """Return what waits, in the order in which it was kept.

        Raises:
            StoreError: it cannot be read.
        """
        with self._reading() as database:
            rows = database.execute(f"SELECT {KEPT} FROM waiting ORDER BY number").fetchall()  # noqa: S608 - our own words
        return tuple(_kept(*row) for row in rows)

    def sealed(self, key: str) -> SealedSubmission:
        """Return what is kept under `key`.

        Raises:
            StoreError: it cannot be read, or is not there.
        """
        wanted = "SELECT key, sender, sealed, terminal, actor, stored_at FROM waiting WHERE key = ?"
        with self._reading() as database:
            row = database.execute(wanted, (key,)).fetchone()
        if row is None:
            raise StoreError("outbox-disk")
        key, sender, token, terminal, actor, at = row
        text = token.decode("ascii")
        return SealedSubmission(key, sender, text, terminal, actor, datetime.fromisoformat(at))

    def note(self, key: str, code: str, *, refused: bool) -> None:
        """Note that it was tried under `key` once more, and why it was not received."""
        with self._writing() as database:
            database.execute(
                "UPDATE waiting SET attempts = attempts + 1, code = ?, refused = ? WHERE key = ?",
                (code, int(refused), key),
            )

    def remove(self, key: str) -> None:
        """Forget what was kept under `key`: it was received."""
        with self._writing() as database:
            database.execute("DELETE FROM waiting WHERE key = ?", (key,))

    def expire(self, now: datetime) -> tuple[str, ...]:
        """Delete what is older than `LIFE` and count it as expired; return its keys."""
        old = tuple(one.key for one in self.kept() if one.stored_at + LIFE <= now)
        if old:
            with self._writing() as database:
                for key in old:
                    database.execute("DELETE FROM waiting WHERE key = ?", (key,))
                    database.execute(
                        "INSERT OR IGNORE INTO expired VALUES (?, ?)",
                        (key, now.isoformat(timespec="seconds")),
                    )
        return old

    def expired(self) -> int:
        """Return how many expired and nobody has said that they know."""
        with self._reading() as database:
            return _count(database, "expired")

    def forget_expired(self) -> None:
        """Count them no more: staff know."""
        with self._writing() as database:
            database.execute("DELETE FROM expired")

    # --- How -----------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _told():
            if self._database is None:
                raise StoreError("outbox-disk")
            yield self._database

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Do all of what is inside, or nothing of it; it is on the disk when this ends."""
        with self._reading() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connected(self._path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
        _set_aside(self._path)
        return _connected(self._path)


def set_aside(path: Path) -> list[Path]:
    """Return the files of the outbox `path` that could not be read and were set aside."""
    return sorted(path.parent.glob(f"{path.name}.unreadable-*"))


def looked_at(path: Path) -> tuple[Kept, ...]:
    """Return what waits in the outbox `path`, also while another program has it.

    Raises:
        StoreError: it cannot be read.
    """
    if not path.exists():
        return ()
    with _told():
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            rows = database.execute(f"SELECT {KEPT} FROM waiting ORDER BY number").fetchall()  # noqa: S608 - our own words
        except sqlite3.DatabaseError:
            raise StoreError("outbox-unreadable") from None
        finally:
            database.close()
    return tuple(_kept(*row) for row in rows)


def _connected(path: Path) -> sqlite3.Connection:
    """Return the file at `path`, readable by this user only, once all of it was checked."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    try:
        database.execute(f"PRAGMA busy_timeout = {LOCKED_MS}")
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA synchronous = EXTRA")  # also the folder, after the journal is gone
        database.execute("PRAGMA secure_delete = ON")
        _check(database)
        database.executescript(SCHEMA)
        database.execute(f"SELECT {KEPT}, sealed FROM waiting LIMIT 1").fetchone()  # noqa: S608 - our own words
    except BaseException:
        database.close()
        raise
    return database


def _check(database: sqlite3.Connection) -> None:
    if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("quick_check")


def _claimed(path: Path) -> sqlite3.Connection:
    """Return what keeps other programs away; the system lets go of it when this one dies."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    claim = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=0)
    try:
        claim.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        claim.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise StoreError("outbox-in-use") from None
    return claim


def _set_aside(path: Path) -> None:
    for part in (path, path.with_name(f"{path.name}-journal")):
        if part.exists():
            number = len(set_aside(part)) + 1
            part.rename(part.with_name(f"{part.name}.unreadable-{number}"))


@contextmanager
def _told() -> Iterator[None]:
    """Say what the system said in a word for IT."""
    try:
        yield
    except (sqlite3.Error, OSError):
        raise StoreError("outbox-disk") from None


def _count(database: sqlite3.Connection, table: str) -> int:
    found: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own words
    return found


def _kept(key: str, stored_at: str, attempts: int, code: str, refused: int) -> Kept:
    return Kept(key, datetime.fromisoformat(stored_at), attempts, code, bool(refused))
