"""Digests and signatures; with encryption.py the door of joserfc. Import it late: it costs 60 ms.

A digest is SHA-256 over canonical JSON (RFC 8785). A signature is a compact JWS (RFC 7515) of
ES256 and nothing else: what a token says about its own algorithm is never believed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import rfc8785
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from kiosk.portals import strict_json

ALGORITHM = "ES256"
CURVE = "P-256"
MAX_TOKEN = 64 * 1024
"""The longest token that is looked at, in characters; a receipt has about two thousand."""
HEADERS = frozenset({"alg", "kid", "typ"})
"""What may stand in a token's header. Keys brought along (`jwk`, `jku`, `x5u`) are refused."""

Jwk = Mapping[str, Any]


class SignatureError(ValueError):
    """Something is not signed as it should be. `code` is a short word for IT and free of content.

    The codes: `malformed`, `too-long`, `algorithm`, `header`, `unknown-key`, `unusable-key`,
    `signature`, `claims`, `not-canonical`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


@dataclass(frozen=True)
class SigningKey:
    """An ES256 key pair. `pem` is PKCS 8 and secret; `kid` is the thumbprint (RFC 7638)."""

    kid: str
    pem: str = field(repr=False)

    @property
    def public(self) -> dict[str, str]:
        """The public half as a JWK, ready for a key set."""
        return _published(_private(self.pem), self.kid)


def new_key() -> SigningKey:
    """Return a fresh key pair from the system's random source."""
    return _signing_key(ECKey.generate_key(CURVE, private=True))


def key_from_pem(pem: str) -> SigningKey:
    """Return the key pair that `SigningKey.pem` was kept as.

    Raises:
        SignatureError: it is no private key of curve P-256.
    """
    return _signing_key(_private(pem))


def key_set(*keys: SigningKey) -> dict[str, list[dict[str, str]]]:
    """Return the public halves of `keys` as a JWK set (RFC 7517 5)."""
    return {"keys": [key.public for key in keys]}


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON (RFC 8785) of `value`, as lower-case hex.

    Raises:
        SignatureError: `not-canonical`; a number beyond 2^53, NaN, a lone surrogate, no JSON.
    """
    return hashlib.sha256(canonical(value)).hexdigest()


def canonical(value: Any) -> bytes:
    """Return `value` as canonical JSON (RFC 8785).

    Raises:
        SignatureError: see `digest`.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as error:
        raise SignatureError("not-canonical", type(error).__name__) from None


def sign(claims: Mapping[str, Any], key: SigningKey) -> str:
    """Return `claims` as a compact JWS signed with `key`."""
    header = {"alg": ALGORITHM, "kid": key.kid}
    return jws.serialize_compact(
        header, canonical(dict(claims)), _private(key.pem), algorithms=[ALGORITHM]
    )


def verify(token: str, jwk_set: Mapping[str, Any]) -> dict[str, Any]:
    """Return the claims of `token` once a key of `jwk_set` proves its signature.

    Raises:
        SignatureError: it does not; nothing of the token may be used.
    """
    if len(token) > MAX_TOKEN:
        raise SignatureError("too-long")
    try:
        parts = jws.extract_compact(token.encode("ascii", errors="replace"))
        header = parts.headers()
        key = _public(header, jwk_set)
        genuine = jws.validate_compact(parts, key, algorithms=[ALGORITHM])
    except (JoseError, RecursionError) as error:
        raise SignatureError("malformed", type(error).__name__) from None
    if not genuine:
        raise SignatureError("signature")
    return _claims(parts.payload)


def key_id(token: str) -> str:
    """Return which key `token` says it is signed with. It proves nothing: `verify` has to follow.

    Raises:
        SignatureError: `too-long`, `malformed`, or `unknown-key` where it names none.
    """
    if len(token) > MAX_TOKEN:
        raise SignatureError("too-long")
    try:
        kid = jws.extract_compact(token.encode("ascii", errors="replace")).headers().get("kid")
    except (JoseError, RecursionError) as error:
        raise SignatureError("malformed", type(error).__name__) from None
    if not isinstance(kid, str) or not kid:
        raise SignatureError("unknown-key")
    return kid


def public_key(jwk: Jwk) -> dict[str, str]:
    """Return a stranger's public key as a JWK of ours: checked, with its thumbprint as `kid`.

    Raises:
        SignatureError: `unusable-key`; it is no public key of curve P-256, or its `kid` is another.
    """
    key = _imported(jwk)
    kid = key.thumbprint()
    if jwk.get("kid", kid) != kid:
        raise SignatureError("unusable-key")
    return _published(key, kid)


def _public(header: Mapping[str, Any], jwk_set: Mapping[str, Any]) -> ECKey:
    """Return the one key of the set that `header` names, and only for ES256."""
    if header.get("alg") != ALGORITHM:
        raise SignatureError("algorithm")
    if header.keys() - HEADERS:
        raise SignatureError("header")
    kid = header.get("kid")
    keys = jwk_set.get("keys")
    named = [
        jwk
        for jwk in (keys if isinstance(keys, list) else [])
        if isinstance(jwk, Mapping) and kid and jwk.get("kid") == kid
    ]
    if len(named) != 1:
        raise SignatureError("unknown-key")
    return _imported(named[0])


def _imported(jwk: Jwk) -> ECKey:
    if (jwk.get("kty"), jwk.get("crv")) != ("EC", CURVE) or "d" in jwk:
        raise SignatureError("unusable-key")
    if jwk.get("alg", ALGORITHM) != ALGORITHM or jwk.get("use", "sig") != "sig":
        raise SignatureError("unusable-key")
    try:
        return ECKey.import_key({name: str(jwk[name]) for name in ("kty", "crv", "x", "y")})
    except (JoseError, ValueError, KeyError) as error:
        raise SignatureError("unusable-key", type(error).__name__) from None


def _published(key: ECKey, kid: str) -> dict[str, str]:
    jwk = key.as_dict(private=False)
    named = {name: str(jwk[name]) for name in ("kty", "crv", "x", "y")}
    return {**named, "kid": kid, "use": "sig", "alg": ALGORITHM}


def _claims(payload: bytes) -> dict[str, Any]:
    """Read the payload as strictly as any answer of a portal."""
    try:
        claims = strict_json.read(payload)
    except strict_json.NotStrictJsonError as error:
        raise SignatureError("claims", str(error)) from None
    if not isinstance(claims, dict):
        raise SignatureError("claims", "not an object")
    return claims


def _signing_key(key: ECKey) -> SigningKey:
    return SigningKey(kid=key.thumbprint(), pem=key.as_pem(private=True).decode("ascii"))


def _private(pem: str) -> ECKey:
    try:
        key = ECKey.import_key(pem)
    except (JoseError, ValueError) as error:
        raise SignatureError("unusable-key", type(error).__name__) from None
    if not key.is_private or key.curve_name != CURVE:
        raise SignatureError("unusable-key")
    return key
