import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.signatures import (
    MAX_TOKEN,
    SignatureError,
    canonical,
    digest,
    key_from_pem,
    key_set,
    new_key,
    sign,
    verify,
)

KEY = new_key()
OTHER = new_key()
CLAIMS = {"case": "LU-2026-7F3K-9Q2M", "fee": "20.00", "next_steps": [{"de": "Grüezi"}]}


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def code_of(token: str, keys: Any = None) -> str:
    with pytest.raises(SignatureError) as caught:
        verify(token, key_set(KEY) if keys is None else keys)
    return caught.value.code


def signed_with(payload: bytes, **header: Any) -> str:
    """A token that is genuinely signed by KEY, whatever its payload and header say."""
    from joserfc import jws
    from joserfc.jwk import ECKey

    head = {"alg": "ES256", "kid": KEY.kid, **header}
    return jws.serialize_compact(head, payload, ECKey.import_key(KEY.pem), algorithms=["ES256"])


def test_what_was_signed_is_read_again() -> None:
    assert verify(sign(CLAIMS, KEY), key_set(OTHER, KEY)) == CLAIMS


def test_a_changed_claim_is_noticed() -> None:
    head, _, signature = sign(CLAIMS, KEY).split(".")
    assert code_of(".".join([head, part({**CLAIMS, "fee": "0.00"}), signature])) == "signature"


def test_the_signature_of_another_key_with_the_same_id_is_refused() -> None:
    impostor = {**OTHER.public, "kid": KEY.kid}
    assert code_of(sign(CLAIMS, KEY), {"keys": [impostor]}) == "signature"


def test_an_unsigned_token_is_refused() -> None:
    token = ".".join([part({"alg": "none", "kid": KEY.kid}), part(CLAIMS), ""])
    assert code_of(token) == "algorithm"


def test_a_public_key_is_never_taken_for_a_shared_secret() -> None:
    body = ".".join([part({"alg": "HS256", "kid": KEY.kid}), part(CLAIMS)])
    secret = json.dumps(KEY.public).encode()
    mac = hmac.new(secret, body.encode(), hashlib.sha256).digest()
    assert code_of(f"{body}.{part(mac)}") == "algorithm"


def test_a_key_the_token_brings_along_is_refused() -> None:
    token = signed_with(json.dumps(CLAIMS).encode(), jwk=KEY.public)
    assert code_of(token) == "header"


@pytest.mark.parametrize("keys", [{}, {"keys": []}, {"keys": "x"}, {"keys": [1]}, key_set(OTHER)])
def test_an_unknown_key_is_refused(keys: Any) -> None:
    assert code_of(sign(CLAIMS, KEY), keys) == "unknown-key"


def test_two_keys_of_the_same_id_are_one_too_many() -> None:
    assert code_of(sign(CLAIMS, KEY), key_set(KEY, KEY)) == "unknown-key"


@pytest.mark.parametrize(
    "change",
    [
        {"kty": "RSA"},
        {"crv": "P-384"},
        {"x": "!"},
        pytest.param({"x": KEY.public["y"]}, id="off-the-curve"),
        {"alg": "HS256"},
        {"use": "enc"},
        {"d": "secret"},
    ],
    ids=str,
)
def test_an_unusable_key_is_named_as_such(change: dict[str, str]) -> None:
    keys = {"keys": [{**KEY.public, **change}]}
    assert code_of(sign(CLAIMS, KEY), keys) == "unusable-key"


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "e30.e30", "bnVsbA.e30.e30", "é.é.é", "...."])
def test_what_is_no_token_is_malformed(token: str) -> None:
    assert code_of(token) == "malformed"


def test_a_token_that_never_ends_is_not_looked_at() -> None:
    assert code_of("a" * (MAX_TOKEN + 1)) == "too-long"


@pytest.mark.parametrize(
    "payload",
    [b"[]", b"1", b"{", b'{"a":NaN}', b'{"a":1,"a":2}', b'{"a":' + b"[" * 9000, b"\xff"],
)
def test_claims_are_read_strictly_even_when_signed(payload: bytes) -> None:
    assert code_of(signed_with(payload)) == "claims"


def test_a_key_survives_being_kept() -> None:
    kept = key_from_pem(KEY.pem)
    assert kept == KEY
    assert verify(sign(CLAIMS, kept), key_set(KEY)) == CLAIMS


def test_a_key_does_not_show_its_secret() -> None:
    assert "PRIVATE" not in repr(KEY)
    assert "d" not in KEY.public


@pytest.mark.parametrize("pem", ["", "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----"])
def test_what_is_no_key_is_refused(pem: str) -> None:
    with pytest.raises(SignatureError, match="unusable-key"):
        key_from_pem(pem)


def test_the_digest_follows_the_example_of_the_rfc() -> None:
    """RFC 8785 3.2.2: numbers, escapes, order and literals."""
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '€$\u000f\nA\'B"\\\\"/',
        "literals": [None, True, False],
    }
    expected = (
        '{"literals":[null,true,false],'
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical(value) == expected.encode()
    assert digest(value) == hashlib.sha256(expected.encode()).hexdigest()


@pytest.mark.parametrize("value", [2**53, float("nan"), "\ud800", {"\ud800": 1}, {1: 2}, object()])
def test_what_has_no_canonical_form_has_no_digest(value: Any) -> None:
    with pytest.raises(SignatureError, match="not-canonical"):
        digest(value)


def test_a_value_nested_without_end_has_no_digest() -> None:
    value: list[Any] = []
    for _ in range(5000):
        value = [value]
    with pytest.raises(SignatureError, match="not-canonical"):
        digest(value)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_the_canonical_form_is_json_and_stays_the_same_when_read_again(value: Any) -> None:
    once = canonical(value)
    assert canonical(json.loads(once, parse_int=float)) == once


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_text_makes_verifying_fail_in_another_way(token: str) -> None:
    with pytest.raises(SignatureError):
        verify(token, key_set(KEY))
