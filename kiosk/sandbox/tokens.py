"""The tokens this portal gave out. Only their hashes are kept; each ends by itself, or at once.

A refresh token is taken once. One that comes a second time was stolen, or its theft was noticed by
the one it was stolen from: the whole family ends (RFC 9700 4.14.2).
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum

from kiosk.sandbox.database import Database
from kiosk.sandbox.terminals import KeyTaken, Terminal, hashed

ACCESS_LIFE_S = 300
REFRESH_LIFE_S = 30 * 24 * 3600
CITIZEN = "citizen"
"""The actor of a token that names no member of staff."""

TABLES = """
CREATE TABLE IF NOT EXISTS access_tokens (
    hash TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    scope TEXT NOT NULL,
    terminal TEXT NOT NULL,
    actor TEXT NOT NULL,
    enrols TEXT,
    kid TEXT,
    expires_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS refresh_tokens (
    hash TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    terminal TEXT NOT NULL,
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    expires_at REAL NOT NULL,
    spent INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS staff (
    name TEXT PRIMARY KEY,
    actor TEXT NOT NULL UNIQUE
) STRICT;
"""


class Scope(Enum):
    """What a token is good for."""

    TERMINAL = "terminal"
    STAFF = "staff"
    ENROL = "enrol"


@dataclass(frozen=True)
class Bearer:
    """Who comes with an access token. `enrols` is the terminal that may be enrolled with it."""

    scope: Scope
    terminal: str
    actor: str
    enrols: Terminal | None = None


@dataclass(frozen=True)
class StaffPair:
    """What a member of staff gets: an access token, and what brings the next one."""

    access: str
    refresh: str
    actor: str
    name: str


class RefreshRefused(Exception):  # noqa: N818 - what happened, not a fault
    """The refresh token is unknown, over, another terminal's, or came a second time."""


class Tokens:
    """Gives out tokens and knows them again, in `database`."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        database.create(TABLES)

    def for_terminal(self, terminal_id: str) -> str:
        """Return an access token for a terminal."""
        return self._access(Scope.TERMINAL, terminal_id)

    def for_enrolment(self, terminal: Terminal) -> str:
        """Return an access token that may enrol `terminal`, with one key."""
        return self._access(Scope.ENROL, terminal.id, enrols=terminal)

    def for_staff(self, terminal_id: str, name: str) -> StaffPair:
        """Return the tokens of the staff member `name` at a terminal: a new family."""
        with self._database.transaction():
            return self._pair(secrets.token_hex(16), terminal_id, self._actor(name), name)

    def refresh(self, token: str, terminal_id: str) -> StaffPair:
        """Return the next pair for a refresh token, which is spent by that.

        Raises:
            RefreshRefused: it gives none; if it had been spent before, its family has ended.
        """
        with self._database.transaction():
            rows = self._database.rows(
                "SELECT family, terminal, actor, name, expires_at, spent FROM refresh_tokens "
                "WHERE hash = ?",
                hashed(token),
            )
            pair = self._next_pair(token, terminal_id, rows[0]) if rows else None
        if pair is None:
            raise RefreshRefused
        return pair

    def end(self, token: str, terminal_id: str) -> None:
        """End the family of a refresh token, or an access token, of this terminal (RFC 7009)."""
        with self._database.transaction():
            for table in ("refresh_tokens", "access_tokens"):
                rows = self._database.rows(
                    f"SELECT family FROM {table} WHERE hash = ? AND terminal = ?",  # noqa: S608 - two words of ours
                    hashed(token),
                    terminal_id,
                )
                for (family,) in rows:
                    self._end_family(family)

    def end_all_of(self, terminal_id: str) -> None:
        """End every token of a terminal at once, those of its staff too, and those to enrol it."""
        self.end_signed_in(terminal_id)
        self._database.change("DELETE FROM access_tokens WHERE terminal = ?", terminal_id)

    def end_signed_in(self, terminal_id: str) -> None:
        """End the tokens of a terminal and its staff, but not those that may enrol it."""
        with self._database.transaction():
            self._database.change("DELETE FROM refresh_tokens WHERE terminal = ?", terminal_id)
            self._database.change(
                "DELETE FROM access_tokens WHERE terminal = ? AND scope <> ?",
                *(terminal_id, Scope.ENROL.value),
            )

    def expire(self) -> None:
        """End every access token; refresh tokens live on."""
        self._database.change("DELETE FROM access_tokens")

    def bearer(self, token: str) -> Bearer | None:
        """Return who `token` stands for; None if it stands for nobody, or no longer."""
        rows = self._database.rows(
            "SELECT scope, terminal, actor, enrols FROM access_tokens "
            "WHERE hash = ? AND expires_at > ?",
            hashed(token),
            self._moment(),
        )
        if not rows:
            return None
        scope, terminal, actor, enrols = rows[0]
        return Bearer(Scope(scope), terminal, actor, enrols and Terminal(**json.loads(enrols)))

    def bind(self, token: str, kid: str) -> None:
        """Let an enrolment's token be good for this key only.

        Raises:
            KeyTaken: it was used for another one.
        """
        bound = self._database.change(
            "UPDATE access_tokens SET kid = ? WHERE hash = ? AND (kid IS NULL OR kid = ?)",
            *(kid, hashed(token), kid),
        )
        if not bound:
            raise KeyTaken

    def _next_pair(
        self, token: str, terminal_id: str, row: tuple[str, str, str, str, float, int]
    ) -> StaffPair | None:
        family, terminal, actor, name, expires_at, spent = row
        if spent:
            self._end_family(family)
        if spent or terminal != terminal_id or expires_at <= self._moment():
            return None
        self._database.change("UPDATE refresh_tokens SET spent = 1 WHERE hash = ?", hashed(token))
        return self._pair(family, terminal_id, actor, name)

    def _pair(self, family: str, terminal_id: str, actor: str, name: str) -> StaffPair:
        refresh = secrets.token_urlsafe(32)
        self._database.change(
            "INSERT INTO refresh_tokens VALUES (?, ?, ?, ?, ?, ?, 0)",
            *(hashed(refresh), family, terminal_id, actor, name),
            self._moment() + REFRESH_LIFE_S,
        )
        access = self._access(Scope.STAFF, terminal_id, family=family, actor=actor)
        return StaffPair(access, refresh, actor, name)

    def _access(
        self,
        scope: Scope,
        terminal_id: str,
        *,
        family: str = "",
        actor: str = CITIZEN,
        enrols: Terminal | None = None,
    ) -> str:
        token = secrets.token_urlsafe(32)
        self._database.change("DELETE FROM access_tokens WHERE expires_at <= ?", self._moment())
        self._database.change(
            "INSERT INTO access_tokens VALUES (?, ?, ?, ?, ?, ?, NULL, ?)",
            *(hashed(token), family or secrets.token_hex(16), scope.value, terminal_id, actor),
            None if enrols is None else json.dumps(asdict(enrols)),
            self._moment() + ACCESS_LIFE_S,
        )
        return token

    def _actor(self, name: str) -> str:
        """Return the pseudonym of `name`: random, and always the same at this portal."""
        self._database.change(
            "INSERT INTO staff VALUES (?, ?) ON CONFLICT DO NOTHING",
            name,
            f"s-{secrets.token_hex(6)}",
        )
        actor: str = self._database.rows("SELECT actor FROM staff WHERE name = ?", name)[0][0]
        return actor

    def _end_family(self, family: str) -> None:
        for table in ("refresh_tokens", "access_tokens"):
            self._database.change(f"DELETE FROM {table} WHERE family = ?", family)  # noqa: S608 - two words of ours

    def _moment(self) -> float:
        return self._now().timestamp()
