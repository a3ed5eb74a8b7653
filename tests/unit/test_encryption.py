"""What only one reader can read: whatever else comes is refused, and nothing opens it."""

import base64
import json
import os
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe
from joserfc.jwk import ECKey, OctKey

from kiosk import encryption, signatures
from kiosk.encryption import (
    EncryptionError,
    OpeningKey,
    decrypted,
    decrypted_with,
    encrypted_to,
    encrypted_with,
    new_key,
)

KEY = new_key()
SHARED = bytes(range(32))


def header(token: str) -> dict[str, object]:
    part = token.split(".", maxsplit=1)[0]
    found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    assert isinstance(found, dict)
    return found


@given(st.binary(max_size=2000))
def test_what_is_encrypted_opens_again_for_its_reader_only(plain: bytes) -> None:
    token = encrypted_to(KEY.public, plain)
    assert decrypted(KEY, token) == plain
    with pytest.raises(EncryptionError):
        decrypted(new_key(), token)


@given(st.binary(max_size=2000))
def test_a_key_that_both_have_opens_it_and_another_does_not(plain: bytes) -> None:
    token = encrypted_with(SHARED, plain)
    assert decrypted_with(SHARED, token) == plain
    with pytest.raises(EncryptionError):
        decrypted_with(bytes(32), token)


def test_the_header_says_how_and_to_whom_and_nothing_else() -> None:
    told = header(encrypted_to(KEY.public, b"x"))
    assert (told["alg"], told["enc"], told["kid"]) == ("ECDH-ES+A256KW", "A256GCM", KEY.kid)
    assert header(encrypted_with(SHARED, b"x")) == {"alg": "dir", "enc": "A256GCM"}


def test_the_same_words_never_look_the_same() -> None:
    assert encrypted_with(SHARED, b"x") != encrypted_with(SHARED, b"x")
    assert encrypted_to(KEY.public, b"x") != encrypted_to(KEY.public, b"x")


@pytest.mark.parametrize("part", range(5))
def test_a_token_that_was_changed_anywhere_does_not_open(part: int) -> None:
    parts = encrypted_to(KEY.public, b"what was typed").split(".")
    middle = len(parts[part]) // 2
    other = "A" if parts[part][middle] != "A" else "B"
    parts[part] = parts[part][:middle] + other + parts[part][middle + 1 :]
    with pytest.raises(EncryptionError):
        decrypted(KEY, ".".join(parts))


@pytest.mark.parametrize(
    ("algorithm", "content"),
    [("ECDH-ES", "A256GCM"), ("ECDH-ES+A128KW", "A256GCM"), ("ECDH-ES+A256KW", "A128CBC-HS256")],
)
def test_other_algorithms_are_not_believed(algorithm: str, content: str) -> None:
    jwk: dict[str, str | list[str]] = {**KEY.public}
    public = ECKey.import_key(jwk)
    named = {"alg": algorithm, "enc": content}
    token = jwe.encrypt_compact(named, b"x", public, algorithms=[algorithm, content])
    with pytest.raises(EncryptionError):
        decrypted(KEY, token)


def test_what_would_unpack_to_any_size_is_refused() -> None:
    key = OctKey.import_key(SHARED)
    named = {"alg": "dir", "enc": "A256GCM", "zip": "DEF"}
    token = jwe.encrypt_compact(named, b"0" * 100_000, key, algorithms=["dir", "A256GCM", "DEF"])
    with pytest.raises(EncryptionError):
        decrypted_with(SHARED, token)


@pytest.mark.parametrize("token", ["", "a.b", "a.b.c.d.e", "ä.ö.ü.é.è", "." * 4, "x" * 100_000])
def test_what_is_no_token_is_named_unopened(token: str) -> None:
    with pytest.raises(EncryptionError, match="unopened"):
        decrypted_with(SHARED, token)


def test_a_case_with_its_documents_fits_and_more_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    large = os.urandom(1024 * 1024)
    assert decrypted(KEY, encrypted_to(KEY.public, large)) == large
    monkeypatch.setattr(encryption, "MAX_PLAIN_BYTES", 10)
    with pytest.raises(EncryptionError, match="too-large"):
        encrypted_to(KEY.public, large)


@pytest.mark.parametrize(
    "change",
    [
        {"kty": "oct"},
        {"crv": "P-384"},
        {"d": "x"},
        {"use": "sig"},
        {"alg": "ES256"},
        {"x": "AAAA"},
        {"kid": "somebody-else"},
    ],
    ids=str,
)
def test_to_a_key_that_is_none_of_ours_nothing_is_written(change: dict[str, str]) -> None:
    jwk = {**KEY.public, **change}
    assert not encryption.usable(jwk)
    with pytest.raises(EncryptionError, match="unusable-key"):
        encrypted_to(jwk, b"x")


def test_a_key_for_signatures_is_not_used_for_anything_else() -> None:
    assert not encryption.usable(signatures.new_key().public)


def test_a_key_is_kept_as_pem_and_hidden_in_every_repr() -> None:
    assert encryption.key_from_pem(KEY.pem) == KEY
    assert "PRIVATE" not in repr(KEY)
    for broken in ("", "-----BEGIN PRIVATE KEY-----", signatures.new_key().pem[:-60]):
        with pytest.raises(EncryptionError, match="unusable-key"):
            encryption.key_from_pem(broken)
    with pytest.raises(EncryptionError, match="unusable-key"):
        decrypted(OpeningKey("k", "nothing"), encrypted_to(KEY.public, b"x"))


def test_a_shared_key_has_its_length() -> None:
    with pytest.raises(EncryptionError, match="16 bytes"):
        encrypted_with(bytes(16), b"x")


@pytest.mark.parametrize(
    "header", [{"alg": "dir", "enc": ["A256GCM"]}, {"alg": "dir", "enc": "A256GCM", "crit": 5}]
)
def test_a_header_of_odd_types_is_refused_as_any_other(header: dict[str, Any]) -> None:
    told = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
    rest = encrypted_with(bytes(32), b"x").split(".")[1:]
    with pytest.raises(EncryptionError):
        decrypted_with(bytes(32), ".".join((told, *rest)))
