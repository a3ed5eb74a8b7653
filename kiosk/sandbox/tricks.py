"""What a broken or hostile portal answers: each trick makes another body of an honest one."""

import gzip
import json
from collections.abc import Callable, Mapping
from functools import cache, partial

from kiosk.sandbox.blocks import Json
from kiosk.signatures import SigningKey, key_set, new_key, sign, verify

Alteration = Callable[[bytes, SigningKey], bytes]

BOMB_BYTES = 64 * 1024 * 1024
"""Size of the bomb once it is unpacked; packed it has 64 KB."""
DEPTH = 5000
DIGITS = 5000

CAPTIVE = (
    b"<!doctype html><html><head><title>WLAN</title></head>"
    b"<body><h1>Willkommen im WLAN</h1><form><button>Anmelden</button></form></body></html>"
)


@cache
def bomb() -> bytes:
    """Return a small gzip body that unpacks to `BOMB_BYTES` of JSON text."""
    return gzip.compress(b'{"x":"' + b"0" * BOMB_BYTES + b'"}', compresslevel=9, mtime=0)


def _with_member(value: bytes, body: bytes, _key: SigningKey) -> bytes:
    return body.rstrip()[:-1] + b',"x":' + value + b"}"


def _twice(body: bytes, _key: SigningKey) -> bytes:
    """Let every name of the object stand twice."""
    members = body.strip()[1:-1]
    return b"{" + members + b"," + members + b"}"


def _half(body: bytes, _key: SigningKey) -> bytes:
    return body[: len(body) // 2]


def _with_mark(body: bytes, _key: SigningKey) -> bytes:
    return b"\xef\xbb\xbf" + body


def _not_utf8(body: bytes, _key: SigningKey) -> bytes:
    return json.dumps(json.loads(body) | {"x": "é"}, ensure_ascii=False).encode(
        "latin-1", "replace"
    )


def _signed_by_another(body: bytes, key: SigningKey) -> bytes:
    """Sign the receipt, or the proof, with a foreign key that claims the id of the portal's."""
    impostor = SigningKey(kid=key.kid, pem=new_key().pem)
    return _with_receipt(body, lambda receipt: sign(_claims(receipt, key), impostor))


def _claiming(claims: Json, body: bytes, key: SigningKey) -> bytes:
    """Sign a receipt that says something else, with the right key."""
    return _with_receipt(body, lambda receipt: sign(_claims(receipt, key) | claims, key))


def _other_content(body: bytes, key: SigningKey) -> bytes:
    """Let what was asked for by digest have another one: a receipt's payload, or a form."""
    value = json.loads(body)
    if "receipt" in value:
        return _claiming({"payload_digest": "0" * 64}, body, key)
    if "proof" in value:
        return _claiming({"sealed_digest": "0" * 64}, body, key)
    texts = value.get("texts", {})
    changed = texts | {"de": texts.get("de", {}) | {"changed.label": "Anders"}}
    return json.dumps(value | {"texts": changed}).encode()


def _with_receipt(body: bytes, change: Callable[[str], str]) -> bytes:
    value: Json = json.loads(body)
    name = "proof" if "proof" in value else "receipt"
    return json.dumps(value | {name: change(value[name])}).encode()


def _claims(receipt: str, key: SigningKey) -> Json:
    return verify(receipt, key_set(key))


ALTERATIONS: Mapping[str, Alteration] = {
    "big_int": partial(_with_member, b"9" * DIGITS),
    "bom": _with_mark,
    "deep": partial(_with_member, b"[" * DEPTH + b"]" * DEPTH),
    "duplicate_keys": _twice,
    "nan": partial(_with_member, b"NaN"),
    "not_utf8": _not_utf8,
    "truncate": _half,
    "wrong_digest": _other_content,
    "wrong_key": partial(_claiming, {"key": "00000000-0000-4000-8000-000000000000"}),
    "wrong_signature": _signed_by_another,
}
"""Tricks that answer with another body than the honest one."""
