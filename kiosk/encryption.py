"""What only one reader can read: compact JWE (RFC 7516). With signatures.py the door of joserfc.

Two ways and no others: to a public key (`ECDH-ES+A256KW`), and with a key that both sides have
(`dir`); both `A256GCM`. What a token says about its own algorithms is never believed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

from kiosk.portals import strict_json

CURVE = "P-256"
TO_A_KEY, WITH_A_KEY, CONTENT = "ECDH-ES+A256KW", "dir", "A256GCM"
KEY_BYTES = 32
MAX_PLAIN_BYTES = 48 * 1024 * 1024
"""The most that is encrypted at once: 32 MiB of documents as base64, and what belongs to them."""
MAX_TOKEN = MAX_PLAIN_BYTES * 4 // 3 + 4096
HEADERS = frozenset({"alg", "enc", "kid", "epk", "typ"})
"""What may stand in a header. `zip` is refused: a small token could become any size."""

Jwk = Mapping[str, Any]


class EncryptionError(ValueError):
    """Something was not encrypted, or does not open. `code` is a short word for IT.

    The codes: `unusable-key`, `too-large`, `malformed`, `algorithm`, `header`, `unopened`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


@dataclass(frozen=True)
class OpeningKey:
    """The key pair of whoever is written to. `pem` is PKCS 8 and secret; `kid` its thumbprint."""

    kid: str
    pem: str = field(repr=False)

    @property
    def public(self) -> dict[str, str]:
        """The public half as a JWK (`use` `enc`), ready to be published."""
        return _published(_private(self.pem))


def new_key() -> OpeningKey:
    """Return a fresh key pair from the system's random source."""
    key = ECKey.generate_key(CURVE, private=True)
    return OpeningKey(key.thumbprint(), key.as_pem(private=True).decode("ascii"))


def key_from_pem(pem: str) -> OpeningKey:
    """Return the key pair that `OpeningKey.pem` was kept as.

    Raises:
        EncryptionError: `unusable-key`; it is no private key of curve P-256.
    """
    return OpeningKey(_private(pem).thumbprint(), pem)


def public_key(text: str) -> dict[str, str]:
    """Return the public key in `text`, PEM or a JWK, as a JWK for `encrypted_to`.

    Raises:
        EncryptionError: `unusable-key`; it is none of curve P-256, for something else, or private.
    """
    try:
        pem = ECKey.import_key(text) if "-----BEGIN" in text else None
        jwk = pem.as_dict(private=pem.is_private) if pem else strict_json.read(text.encode())
    except (JoseError, ValueError) as error:
        raise EncryptionError("unusable-key", type(error).__name__) from None
    if not isinstance(jwk, dict):
        raise EncryptionError("unusable-key")
    return _published(_public(jwk))


def encrypted_to(jwk: Jwk, plain: bytes) -> str:
    """Return `plain` as only the owner of the public key `jwk` opens it. Blocks.

    Raises:
        EncryptionError: `unusable-key`, it is no public key of curve P-256 for encryption, or its
            `kid` is another; `too-large`.
    """
    key = _public(jwk)
    return _encrypted({"alg": TO_A_KEY, "enc": CONTENT, "kid": key.thumbprint()}, plain, key)


def decrypted(key: OpeningKey, token: str) -> bytes:
    """Return what was encrypted to the public half of `key`. Blocks.

    Raises:
        EncryptionError: it does not open with it, was changed on the way, or is another kind.
    """
    return _decrypted(_private(key.pem), TO_A_KEY, token)


def encrypted_with(key: bytes, plain: bytes) -> str:
    """Return `plain` as only whoever has the 32 bytes of `key` opens it. Blocks.

    Raises:
        EncryptionError: `unusable-key`, `too-large`.
    """
    return _encrypted({"alg": WITH_A_KEY, "enc": CONTENT}, plain, _shared(key))


def decrypted_with(key: bytes, token: str) -> bytes:
    """Return what was encrypted with `key`; see `decrypted`."""
    return _decrypted(_shared(key), WITH_A_KEY, token)


def usable(jwk: Jwk) -> bool:
    """Whether something can be encrypted to `jwk`."""
    try:
        _public(jwk)
    except EncryptionError:
        return False
    return True


def _encrypted(header: dict[str, str], plain: bytes, key: ECKey | OctKey) -> str:
    if len(plain) > MAX_PLAIN_BYTES:
        raise EncryptionError("too-large", f"more than {MAX_PLAIN_BYTES} bytes")
    return jwe.encrypt_compact(header, plain, key, registry=_registry(header["alg"]))


def _decrypted(key: ECKey | OctKey, algorithm: str, token: str) -> bytes:
    if len(token) > MAX_TOKEN:
        raise EncryptionError("too-large")
    try:
        found = jwe.decrypt_compact(
            token.encode("ascii", "replace"), key, registry=_registry(algorithm)
        )
    except (JoseError, ValueError, TypeError, RecursionError) as error:  # odd headers, too
        raise EncryptionError("unopened", type(error).__name__) from None
    if found.protected.keys() - HEADERS:
        raise EncryptionError("header")
    return found.plaintext or b""


def _registry(algorithm: str) -> jwe.JWERegistry:
    """Return what allows this one way, and tokens as large as ours."""
    registry = jwe.JWERegistry(algorithms=[algorithm, CONTENT])
    registry.max_ciphertext_length = MAX_TOKEN
    return registry


def _shared(key: bytes) -> OctKey:
    if len(key) != KEY_BYTES:
        raise EncryptionError("unusable-key", f"{len(key)} bytes in place of {KEY_BYTES}")
    return OctKey.import_key(key)


def _public(jwk: Jwk) -> ECKey:
    if (jwk.get("kty"), jwk.get("crv")) != ("EC", CURVE) or "d" in jwk:
        raise EncryptionError("unusable-key")
    if jwk.get("use", "enc") != "enc" or jwk.get("alg", TO_A_KEY) != TO_A_KEY:
        raise EncryptionError("unusable-key")
    try:
        key = ECKey.import_key({name: str(jwk[name]) for name in ("kty", "crv", "x", "y")})
    except (JoseError, ValueError, KeyError) as error:
        raise EncryptionError("unusable-key", type(error).__name__) from None
    if jwk.get("kid", key.thumbprint()) != key.thumbprint():
        raise EncryptionError("unusable-key")
    return key


def _published(key: ECKey) -> dict[str, str]:
    jwk = key.as_dict(private=False)
    named = {name: str(jwk[name]) for name in ("kty", "crv", "x", "y")}
    return {**named, "kid": key.thumbprint(), "use": "enc", "alg": TO_A_KEY}


def _private(pem: str) -> ECKey:
    try:
        key = ECKey.import_key(pem)
    except (JoseError, ValueError) as error:
        raise EncryptionError("unusable-key", type(error).__name__) from None
    if not key.is_private or key.curve_name != CURVE:
        raise EncryptionError("unusable-key")
    return key
