"""What is asked for with a code: by a device that shows one (RFC 8628), or by one from a list.

A device's user code is read from a screen and typed, so it is short, forgives case and dashes, and
ends soon. A code of a list opens one enrolment, once. Only hashes of codes are kept.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from kiosk.sandbox.database import Database
from kiosk.sandbox.terminals import Terminal, hashed
from kiosk.sandbox.tokens import Scope

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Consonants only: no words come about, and nothing looks like a digit (RFC 8628 6.1)."""
DEVICE_LIFE_S = 900
INTERVAL_S = 5
LIST_LIFE_S = 14 * 24 * 3600
MOST_WAITING = 1000
"""More would make guessing one of them easy."""

TABLES = """
CREATE TABLE IF NOT EXISTS device_grants (
    device_hash TEXT PRIMARY KEY,
    user_hash TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    terminal TEXT NOT NULL,
    state TEXT NOT NULL,
    granted TEXT,
    interval_s INTEGER NOT NULL,
    polled_at REAL,
    expires_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS enrolment_codes (
    code_hash TEXT PRIMARY KEY,
    terminal TEXT NOT NULL,
    expires_at REAL NOT NULL
) STRICT;
"""


class State(Enum):
    """Where a device's request stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    DENIED = "denied"
    SPENT = "spent"


@dataclass(frozen=True)
class Codes:
    """What a device is told: a secret to ask with, and a code that a person types."""

    device: str
    user: str


@dataclass(frozen=True)
class Request:
    """What a person decides about. `terminal` is the one that asks, or the id it wants to have."""

    scope: Scope
    terminal: str


@dataclass(frozen=True)
class Granted:
    """What was approved: a terminal to enrol, or the name of who signed in at `terminal`."""

    scope: Scope
    terminal: str
    enrols: Terminal | None = None
    name: str = ""


class GrantRefused(Exception):  # noqa: N818 - what happened, not a fault
    """`word` is an error of RFC 6749 5.2 or RFC 8628 3.5."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Grants:
    """Requests that wait for a person, and codes that were given out, in `database`."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        database.create(TABLES)

    def ask(self, scope: Scope, terminal: str) -> Codes:
        """Note that a device asks for `scope`.

        Raises:
            GrantRefused: `slow_down`; too many are waiting.
        """
        codes = Codes(secrets.token_urlsafe(32), _letters(4) + "-" + _letters(4))
        with self._database.transaction():
            self._database.change(
                "DELETE FROM device_grants WHERE expires_at < ?", self._in(-DEVICE_LIFE_S)
            )
            ((waiting,),) = self._database.rows("SELECT count(*) FROM device_grants")
            if waiting >= MOST_WAITING:
                raise GrantRefused("slow_down")
            self._database.change(
                "INSERT INTO device_grants VALUES (?, ?, ?, ?, ?, NULL, ?, NULL, ?)",
                *(hashed(codes.device), _user_hash(codes.user), scope.value, terminal),
                *(State.WAITING.value, INTERVAL_S, self._in(DEVICE_LIFE_S)),
            )
        return codes

    def request(self, user_code: str) -> Request | None:
        """Return what waits under `user_code`; None if nothing does."""
        rows = self._database.rows(
            "SELECT scope, terminal FROM device_grants "
            "WHERE user_hash = ? AND state = ? AND expires_at > ?",
            *(_user_hash(user_code), State.WAITING.value, self._moment()),
        )
        return Request(Scope(rows[0][0]), rows[0][1]) if rows else None

    def approve(self, user_code: str, terminal: Terminal) -> bool:
        """Let the device that shows `user_code` enrol as `terminal`; False if none waits."""
        return self._decide(user_code, Scope.ENROL, State.APPROVED, asdict(terminal))

    def approve_staff(self, user_code: str, name: str) -> bool:
        """Let `name` be signed in where `user_code` is shown; False if none waits."""
        return self._decide(user_code, Scope.STAFF, State.APPROVED, {"name": name})

    def deny(self, user_code: str) -> bool:
        """Refuse what waits under `user_code`; False if nothing does."""
        request = self.request(user_code)
        return request is not None and self._decide(user_code, request.scope, State.DENIED, None)

    def poll(self, device_code: str, terminal: str | None) -> Granted:
        """Return what was approved, once. `terminal` is who asks; None is a device without a key.

        Raises:
            GrantRefused: nothing yet, or never; see RFC 8628 3.5.
        """
        with self._database.transaction():
            refusal, granted = self._polled(device_code, terminal)
        if granted is None:
            raise GrantRefused(refusal)
        return granted

    def give_code(self, terminal: Terminal) -> str:
        """Return a new code that enrols `terminal` once, within `LIST_LIFE_S`."""
        code = "-".join(_letters(4) for _ in range(4))
        with self._database.transaction():
            self._database.change(
                "DELETE FROM enrolment_codes WHERE expires_at < ?", self._moment()
            )
            self._database.change(
                "INSERT INTO enrolment_codes VALUES (?, ?, ?)",
                *(_user_hash(code), json.dumps(asdict(terminal)), self._in(LIST_LIFE_S)),
            )
        return code

    def take_code(self, code: str) -> Granted:
        """Return what a code of a list allows; it is spent by that.

        Raises:
            GrantRefused: `invalid_grant`; it is wrong, was used, or is too old.
        """
        rows = self._database.rows(
            "DELETE FROM enrolment_codes WHERE code_hash = ? RETURNING terminal, expires_at",
            _user_hash(code),
        )
        if not rows or rows[0][1] <= self._moment():
            raise GrantRefused("invalid_grant")
        terminal = Terminal(**json.loads(rows[0][0]))
        return Granted(Scope.ENROL, terminal.id, terminal)

    def _decide(self, user_code: str, scope: Scope, state: State, granted: Any) -> bool:
        changed = self._database.change(
            "UPDATE device_grants SET state = ?, granted = ? "
            "WHERE user_hash = ? AND scope = ? AND state = ? AND expires_at > ?",
            *(state.value, json.dumps(granted), _user_hash(user_code), scope.value),
            *(State.WAITING.value, self._moment()),
        )
        return changed == 1

    def _polled(self, device_code: str, terminal: str | None) -> tuple[str, Granted | None]:
        rows = self._database.rows(
            "SELECT scope, terminal, state, granted, interval_s, polled_at, expires_at "
            "FROM device_grants WHERE device_hash = ?",
            hashed(device_code),
        )
        if not rows:
            return "invalid_grant", None
        scope, asked_by, state, granted, interval_s, polled_at, expires_at = rows[0]
        if scope == Scope.STAFF.value and terminal != asked_by:
            return "invalid_grant", None
        if expires_at <= self._moment():
            return "expired_token", None
        match State(state):
            case State.WAITING:
                return self._waiting(device_code, interval_s, polled_at), None
            case State.DENIED:
                return "access_denied", None
            case State.SPENT:
                return "invalid_grant", None
            case State.APPROVED:
                self._change_state(device_code, State.SPENT)
                return "", _granted(scope, asked_by, json.loads(granted))

    def _waiting(self, device_code: str, interval_s: int, polled_at: float | None) -> str:
        """Note that it was asked; who asks too soon waits five seconds longer from now on."""
        hasty = polled_at is not None and polled_at > self._in(-interval_s)
        self._database.change(
            "UPDATE device_grants SET polled_at = ?, interval_s = ? WHERE device_hash = ?",
            *(self._moment(), interval_s + INTERVAL_S * hasty, hashed(device_code)),
        )
        return "slow_down" if hasty else "authorization_pending"

    def _change_state(self, device_code: str, state: State) -> None:
        self._database.change(
            "UPDATE device_grants SET state = ? WHERE device_hash = ?",
            *(state.value, hashed(device_code)),
        )

    def _moment(self) -> float:
        return self._in(0)

    def _in(self, seconds: int) -> float:
        return self._now().timestamp() + seconds


def typed(code: str) -> str:
    """Return a code as it was meant, however it was typed."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _user_hash(code: str) -> str:
    return hashed(typed(code))


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))


def _granted(scope: str, terminal: str, granted: dict[str, Any]) -> Granted:
    if scope == Scope.ENROL.value:
        enrols = Terminal(**granted)
        return Granted(Scope.ENROL, enrols.id, enrols)
    return Granted(Scope.STAFF, terminal, name=granted["name"])
