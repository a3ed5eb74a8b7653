"""The SQLite file in which the portal remembers; safe to use from any thread."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

Value: TypeAlias = str | int | float | None


class Database:
    """The file `path`, opened so that what was written stands on the disk when a call returns."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("PRAGMA foreign_keys = ON")
        self._database.execute("PRAGMA secure_delete = ON")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def create(self, tables: str) -> None:
        """Make `tables` (a script of SQL) where they are not there yet."""
        with self._lock:
            self._database.executescript(tables)

    def rows(self, query: str, *values: Value) -> list[Any]:
        """Return all rows that `query` finds."""
        with self._lock:
            return self._database.execute(query, values).fetchall()

    def change(self, command: str, *values: Value) -> int:
        """Do one `command`; return how many rows it changed."""
        with self._lock:
            return self._database.execute(command, values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all of what is inside, or nothing of it where it raises."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
