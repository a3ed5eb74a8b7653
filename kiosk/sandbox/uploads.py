"""Addresses at which a visitor's phone hands in one file; in memory only, and for ten minutes."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.sandbox.problems import Problem

LIFE = timedelta(minutes=10)
MOST_OPEN = 3
"""Of one terminal, which has one visitor; the oldest makes room for a fourth."""
TOKEN_BYTES = 16
"""128 random bits."""


@dataclass(frozen=True)
class Sent:
    """A file that a phone sent."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    sha256: str

    @classmethod
    def of(cls, name: str, media_type: str, content: bytes) -> "Sent":
        """Return `content` with its digest."""
        return cls(name, media_type, content, hashlib.sha256(content).hexdigest())


@dataclass
class Upload:
    """One address: the terminal knows it by `id`, the phone by `token`; neither tells the other."""

    terminal: str
    accept: tuple[str, ...]
    max_bytes: int
    language: str
    expires_at: datetime
    id: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))
    opened: bool = False
    sent: Sent | None = None

    @property
    def state(self) -> str:
        """How far it has come, as a word of the contract."""
        if self.sent is not None:
            return "uploaded"
        return "opened" if self.opened else "waiting"


class Uploads:
    """What is open. Use it on the portal's event loop only.

    What ended is forgotten whole: nobody can tell it from what never was.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._open: list[Upload] = []

    def open(self, terminal: str, accept: tuple[str, ...], max_bytes: int, language: str) -> Upload:
        """Make an address for `terminal`."""
        self._forget_expired()
        upload = Upload(terminal, accept, max_bytes, language, self._now() + LIFE)
        older = [each for each in self._open if each.terminal == terminal]
        for each in older[: max(0, len(older) - MOST_OPEN + 1)]:
            self._open.remove(each)
        self._open.append(upload)
        later = LIFE.total_seconds() + 1
        asyncio.get_running_loop().call_later(later, self._forget_expired)
        return upload

    def of(self, terminal: str, id_: str) -> Upload:
        """Return the upload `id_` of `terminal`.

        Raises:
            Problem: `gone`; it ended, or never was one of this terminal.
        """
        self._forget_expired()
        for upload in self._open:
            if upload.terminal == terminal and _same(upload.id, id_):
                return upload
        raise Problem("gone")

    def at(self, token: str) -> Upload | None:
        """Return what a phone finds behind `token`."""
        self._forget_expired()
        return next((upload for upload in self._open if _same(upload.token, token)), None)

    def fetch(self, terminal: str, id_: str) -> Sent:
        """Return the file of an upload, and forget both.

        Raises:
            Problem: `gone`, or `not-found` where no file came yet.
        """
        upload = self.of(terminal, id_)
        if upload.sent is None:
            raise Problem("not-found")
        self._open.remove(upload)
        return upload.sent

    def close(self, terminal: str, id_: str) -> None:
        """End an upload and forget its file; one that ended before is fine."""
        self._open = [
            each for each in self._open if each.terminal != terminal or not _same(each.id, id_)
        ]

    def _forget_expired(self) -> None:
        now = self._now()
        self._open = [upload for upload in self._open if now < upload.expires_at]


def _same(known: str, told: str) -> bool:
    return secrets.compare_digest(known.encode(), told.encode())
