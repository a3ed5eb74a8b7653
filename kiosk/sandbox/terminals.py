"""The terminals that this portal knows, the keys they prove themselves with, and their tokens' end.

A key is believed until it is revoked; an assertion (RFC 7523) is taken once, also across a restart.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from kiosk.policy import POLICIES
from kiosk.sandbox.assertions import Assertion, AssertionRefused, read_assertion
from kiosk.sandbox.database import Database
from kiosk.signatures import SignatureError, key_id

TABLES = """
CREATE TABLE IF NOT EXISTS terminals (
    id TEXT PRIMARY KEY,
    bfs INTEGER NOT NULL,
    place TEXT NOT NULL,
    counter TEXT NOT NULL,
    phone TEXT NOT NULL,
    policy TEXT NOT NULL,
    since TEXT NOT NULL,
    secret_hash TEXT,
    heard_at TEXT,
    version TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS terminal_keys (
    kid TEXT PRIMARY KEY,
    terminal TEXT NOT NULL REFERENCES terminals (id),
    x TEXT NOT NULL,
    y TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS assertions (
    jti_hash TEXT NOT NULL,
    terminal TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (jti_hash, terminal)
) STRICT;
"""
ID = r"[A-Za-z0-9\-]{1,64}"
"""What a terminal may be called; browsers read it too (HTML `pattern`, with the flag `v`)."""
LONGEST_LINE = 120
DEFAULT_POLICY = next(iter(POLICIES))


@dataclass(frozen=True)
class Terminal:
    """Where a terminal stands and how it behaves, as an administrator decided it.

    Raises:
        ValueError: a line is none; names it.
    """

    id: str
    bfs: int
    place: str = ""
    counter: str = ""
    phone: str = ""
    policy: str = DEFAULT_POLICY

    def __post_init__(self) -> None:
        if not re.fullmatch(ID, self.id):
            raise ValueError("id")
        for name in ("place", "counter", "phone"):
            line = getattr(self, name)
            if len(line) > LONGEST_LINE or not (line.isprintable() or line == ""):
                raise ValueError(name)
        if self.policy not in POLICIES:
            raise ValueError("policy")

    def document(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Enrolled:
    """A terminal as it is known: `keys` still count, `revoked` (both by `kid`) no longer do."""

    terminal: Terminal
    keys: tuple[str, ...]
    revoked: tuple[str, ...]
    has_secret: bool
    heard_at: datetime | None
    version: str

    @property
    def counts(self) -> bool:
        """Whether it can still sign in."""
        return bool(self.keys) or self.has_secret


class KeyTaken(Exception):  # noqa: N818 - what happened, not a fault
    """The key belongs to another terminal, or was revoked before."""


class Terminals:
    """What is known about terminals, in `database`. `address` is that of the token endpoint."""

    def __init__(self, database: Database, address: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._address = address
        self._now = now
        database.create(TABLES)

    def enrol(self, terminal: Terminal, jwk: Mapping[str, str]) -> tuple[str, ...]:
        """Let `jwk` (checked, with its `kid`) be the one key of `terminal` from now on.

        Returns:
            The keys (`kid`) of this terminal that no longer count.

        Raises:
            KeyTaken: the key cannot be used again, or not here.
        """
        with self._database.transaction() as database:
            known = self._database.rows(
                "SELECT terminal, revoked_at FROM terminal_keys WHERE kid = ?", jwk["kid"]
            )
            if known and known[0] != (terminal.id, None):
                raise KeyTaken
            self._keep(terminal)
            database.execute(
                "UPDATE terminal_keys SET revoked_at = ? "
                "WHERE terminal = ? AND kid <> ? AND revoked_at IS NULL",
                (self._now().isoformat(), terminal.id, jwk["kid"]),
            )
            database.execute(
                "INSERT INTO terminal_keys VALUES (?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING",
                (jwk["kid"], terminal.id, jwk["x"], jwk["y"]),
            )
        return self._kids(terminal.id, revoked=True)

    def give_secret(self, terminal: Terminal) -> str:
        """Return a new secret for `terminal`, for portals' clients that cannot sign."""
        secret = secrets.token_urlsafe(32)
        with self._database.transaction():
            self._keep(terminal)
            self._database.change(
                "UPDATE terminals SET secret_hash = ? WHERE id = ?", hashed(secret), terminal.id
            )
        return secret

    def revoke(self, terminal_id: str) -> None:
        """Let no key and no secret of a terminal count any longer."""
        with self._database.transaction():
            self._database.change(
                "UPDATE terminal_keys SET revoked_at = ? WHERE terminal = ? AND revoked_at IS NULL",
                self._now().isoformat(),
                terminal_id,
            )
            self._database.change(
                "UPDATE terminals SET secret_hash = NULL WHERE id = ?", terminal_id
            )

    def prove(self, token: str) -> str:
        """Return the terminal that `token`, a client assertion, proves; it is taken once.

        Raises:
            AssertionRefused: it proves nothing; says which word of the contract.
        """
        try:
            kid = key_id(token)
        except SignatureError:
            raise AssertionRefused("signature") from None
        rows = self._database.rows("SELECT * FROM terminal_keys WHERE kid = ?", kid)
        if not rows:
            raise AssertionRefused("unknown")
        _, terminal, x, y, revoked_at = rows[0]
        jwk = {"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": kid}
        assertion = read_assertion(token, jwk, self._address, self._now())
        if assertion.issuer != terminal:
            raise AssertionRefused("unknown")
        if revoked_at is not None:
            raise AssertionRefused("revoked")
        self._take_once(assertion)
        return assertion.issuer

    def prove_secret(self, terminal_id: str, secret: str) -> str:
        """Return `terminal_id` if `secret` is its secret.

        Raises:
            AssertionRefused: `unknown`, whatever is wrong.
        """
        rows = self._database.rows("SELECT secret_hash FROM terminals WHERE id = ?", terminal_id)
        kept = rows[0][0] if rows else None
        if kept is None or not hmac.compare_digest(kept, hashed(secret)):
            raise AssertionRefused("unknown")
        return terminal_id

    def heard(self, terminal_id: str, version: str) -> None:
        """Note that a terminal of this `version` was heard of just now."""
        self._database.change(
            "UPDATE terminals SET heard_at = ?, version = ? WHERE id = ?",
            self._now().isoformat(),
            version,
            terminal_id,
        )

    def one(self, terminal_id: str) -> Enrolled | None:
        """Return the terminal called `terminal_id`."""
        rows = self._database.rows("SELECT * FROM terminals WHERE id = ?", terminal_id)
        return self._enrolled(rows[0]) if rows else None

    def all(self) -> tuple[Enrolled, ...]:
        """Return every terminal by id, those that no longer count too."""
        rows = self._database.rows("SELECT * FROM terminals ORDER BY id")
        return tuple(self._enrolled(row) for row in rows)

    def _keep(self, terminal: Terminal) -> None:
        self._database.change(
            "INSERT INTO terminals VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL) "
            "ON CONFLICT (id) DO UPDATE SET bfs = excluded.bfs, place = excluded.place, "
            "counter = excluded.counter, phone = excluded.phone, policy = excluded.policy, "
            "since = excluded.since, secret_hash = NULL",
            *(terminal.id, terminal.bfs, terminal.place, terminal.counter, terminal.phone),
            terminal.policy,
            self._now().isoformat(),
        )

    def _take_once(self, assertion: Assertion) -> None:
        """Remember `assertion` for as long as it could be sent again."""
        with self._database.transaction():
            self._database.change(
                "DELETE FROM assertions WHERE expires_at < ?", int(self._now().timestamp())
            )
            new = self._database.change(
                "INSERT INTO assertions VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                hashed(assertion.jti),
                assertion.issuer,
                assertion.forgotten_at,
            )
        if not new:
            raise AssertionRefused("replayed")

    def _kids(self, terminal_id: str, *, revoked: bool) -> tuple[str, ...]:
        rows = self._database.rows(
            "SELECT kid FROM terminal_keys WHERE terminal = ? AND (revoked_at IS NOT NULL) = ? "
            "ORDER BY rowid",
            terminal_id,
            int(revoked),
        )
        return tuple(kid for (kid,) in rows)

    def _enrolled(self, row: tuple[Any, ...]) -> Enrolled:
        id_, bfs, place, counter, phone, policy, _since, secret_hash, heard_at, version = row
        return Enrolled(
            terminal=Terminal(id_, bfs, place, counter, phone, policy),
            keys=self._kids(id_, revoked=False),
            revoked=self._kids(id_, revoked=True),
            has_secret=secret_hash is not None,
            heard_at=heard_at and datetime.fromisoformat(heard_at),
            version=version or "",
        )


def hashed(secret: str) -> str:
    """Return what is kept of a random `secret`; one of 64 bits and more needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
