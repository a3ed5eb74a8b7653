"""The PIN that unlocks a counter: which ones are taken, and how one is kept."""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from itertools import pairwise

SHORTEST, LONGEST = 6, 12
"""Digits."""

FEWEST_DIFFERENT = 3
"""So many different digits at least: 000000 and 121212 are tried first by anybody."""

SCHEME = "scrypt-15-8-1"
"""Logarithm of the cost, block size, parallelism (RFC 7914); 32 MiB and some 60 ms a try."""

_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
_MEMORY = 64 * 2**20
_SALT_BYTES = 16


def refusal(pin: str) -> str:
    """Return why `pin` is not taken: `short`, `long`, `digits` or `easy`; '' where it is."""
    if not (pin.isascii() and pin.isdigit()) and pin:
        return "digits"
    if len(pin) < SHORTEST:
        return "short"
    if len(pin) > LONGEST:
        return "long"
    return "easy" if _easy(pin) else ""


def _easy(pin: str) -> bool:
    """Whether it is one of those that are guessed first: few digits, a row, a half twice."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    half = len(pin) // 2
    twice = len(pin) % 2 == 0 and pin[:half] == pin[half:]
    return len(set(pin)) < FEWEST_DIFFERENT or len(steps) == 1 or twice


def hashed(pin: str) -> str:
    """Return what is kept of `pin`: scheme, salt and hash. Blocks."""
    salt = os.urandom(_SALT_BYTES)
    return " ".join((SCHEME, _text(salt), _text(_scrypt(pin, salt))))


def matches(pin: str, kept: str) -> bool:
    """Whether `kept` was made from `pin`; what is no hash of ours matches nothing. Blocks."""
    try:
        scheme, salt, wanted = kept.split(" ")
        found = _scrypt(pin, b64decode(salt, validate=True))
        return scheme == SCHEME and hmac.compare_digest(found, b64decode(wanted, validate=True))
    except ValueError:
        return False


def _scrypt(pin: str, salt: bytes) -> bytes:
    secret = pin.encode()
    return hashlib.scrypt(
        secret, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=32
    )


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")
