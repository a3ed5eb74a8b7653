"""Reads a client assertion (RFC 7523 3): a short-lived JWT with which a terminal proves itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.signatures import SignatureError, verify

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_LIFE_S = 120
SKEW_S = 60
"""So far may the terminal's clock be from ours."""
LONGEST_JTI = 128


class AssertionRefused(Exception):  # noqa: N818 - what happened, not a fault
    """`word` is one of the contract: see `invalid_client` in docs/contract.md."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True)
class Assertion:
    """What a terminal said about itself. `forgotten_at` is when it can no longer come again."""

    issuer: str
    jti: str
    forgotten_at: int


def read_assertion(token: str, jwk: Mapping[str, Any], audience: str, now: datetime) -> Assertion:
    """Return what `token` says, once `jwk` proves it and it is meant for `audience` and now.

    Raises:
        AssertionRefused: `signature`, `audience` or `clock`.
    """
    try:
        claims = verify(token, {"keys": [jwk]})
    except SignatureError:
        raise AssertionRefused("signature") from None
    issuer, jti = _text(claims, "iss"), _text(claims, "jti")
    issued, expires = _time(claims, "iat"), _time(claims, "exp")
    if claims.get("sub") != issuer or len(jti) > LONGEST_JTI:
        raise AssertionRefused("signature")
    if claims.get("aud") not in (audience, [audience]):
        raise AssertionRefused("audience")
    if not 0 < expires - issued <= LONGEST_LIFE_S:
        raise AssertionRefused("signature")
    moment = now.timestamp()
    if issued > moment + SKEW_S or expires < moment - SKEW_S:
        raise AssertionRefused("clock")
    return Assertion(issuer, jti, int(expires) + SKEW_S + 1)


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise AssertionRefused("signature")
    return value


def _time(claims: Mapping[str, Any], name: str) -> float:
    """Return a NumericDate (RFC 7519 2) of this millennium."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 2**40:
        raise AssertionRefused("signature")
    return value
