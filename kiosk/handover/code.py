"""The code that people carry from one screen to the other, and what is derived from it.

Six characters of Crockford's base 32: 30 random bits. They are stretched with scrypt (RFC 7914);
docs/handover.md says what that is worth.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from kiosk.portals.address import origin

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: three look like digits, and without the fourth few words come about."""
LENGTH = 6
LIFE = timedelta(minutes=15)
"""So long a draft waits at the portal."""
CLOCKS_APART = timedelta(minutes=1)
"""So far the clocks of two terminals may differ; more and a portal takes neither's assertions."""

COST, BLOCKS, LANES = 2**17, 8, 1
"""scrypt: 128 MiB and some 0.4 s for one guess."""
_ROOM = 160 * 1024 * 1024
"""Bytes that OpenSSL may take for it; they are freed when it returns."""

_MEANT = str.maketrans(
    "OIL", "011", " -\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{EN DASH}\t\r\n"
)
"""What people type for something else, and what they type in between."""


@dataclass(frozen=True)
class Derived:
    """What a code stands for: `id` (64 hex) for the portal, `key` (32 bytes) for nobody."""

    id: str = field(repr=False)
    key: bytes = field(repr=False)


def new_code() -> str:
    """Return a fresh code from the system's random source."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read(typed: str) -> str:
    """Return the code that `typed` means, '' where it is none."""
    meant = typed.upper().translate(_MEANT)
    return meant if len(meant) == LENGTH and set(meant) <= set(ALPHABET) else ""


def shown(code: str) -> str:
    """Return `code` as it is read out: two groups of three."""
    return f"{code[:3]}-{code[3:]}"


def derived(code: str, portal: str, day: date) -> Derived:
    """Return what `code` stands for at the portal with the address `portal` on `day`. Blocks.

    Id and key are two labels of HKDF-Expand (RFC 5869 2.3) over one scrypt, so that neither tells
    anything of the other. The day (UTC) and the portal keep anybody from computing them ahead.
    """
    scheme, host, port = origin(portal)
    salt = f"schalter/handover/1 {scheme}://{host}:{port} {day.isoformat()}".encode()
    stretched = hashlib.scrypt(
        code.encode("ascii"), salt=salt, n=COST, r=BLOCKS, p=LANES, maxmem=_ROOM, dklen=32
    )
    return Derived(_expanded(stretched, b"id").hex(), _expanded(stretched, b"key"))


def days(now: datetime) -> Iterator[date]:
    """Yield the days (UTC) on which a code that is good `now` may have been made, likely first."""
    likely = (now, now - LIFE - CLOCKS_APART, now + CLOCKS_APART)
    yield from dict.fromkeys(moment.astimezone(UTC).date() for moment in likely)


def _expanded(stretched: bytes, label: bytes) -> bytes:
    return hmac.digest(stretched, b"schalter/handover/1 " + label + b"\x01", "sha256")
