"""K31: bytes that Python's own reader would take, or die of."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.portals.budget import MAX_JSON_DEPTH, MAX_JSON_DIGITS
from kiosk.portals.strict_json import NotStrictJsonError, read


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"a": 1}x', "not JSON"),
        (b"{'a': 1}", "not JSON"),
        (b'"a\nb"', "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8"),
        ('"Grüezi"'.encode("latin-1"), "not UTF-8"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (b"NaN", "not a number"),
        (b'{"a": -Infinity}', "not a number"),
        (b"[1e999]", "too large"),
        (b"[-1e999]", "too large"),
        (b'{"a": 1, "b": 2, "a": 3}', "twice"),
        (b'[{"x": {"a": 1, "\\u0061": 1}}]', "twice"),
        (rb'["\ud800"]', "half a character"),
        (rb'{"\uDC00": 1}', "half a character"),
        (b"9" * (MAX_JSON_DIGITS + 1), "too long"),
        (nested(MAX_JSON_DEPTH + 1), "too deep"),
        (nested(5000), "too deep"),
        (b'{"a":' * 100_000, "too deep"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_not_strict_json_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(NotStrictJsonError, match=reason):
        read(body)


def test_the_limits_themselves_are_allowed() -> None:
    assert read(b"9" * MAX_JSON_DIGITS) == int("9" * MAX_JSON_DIGITS)
    assert read(nested(MAX_JSON_DEPTH)) is not None
    assert read(rb'"\ud83d\ude00"') == "😀"


def test_a_reason_quotes_nothing_of_the_answer() -> None:
    with pytest.raises(NotStrictJsonError) as caught:
        read(b'{"secret": 1, "secret": 2}')
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),  # hypothesis makes no lone surrogates
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(VALUES, st.booleans())
def test_strict_json_is_read_as_it_was_written(value: object, ascii_only: bool) -> None:  # noqa: FBT001 - hypothesis
    assert read(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_make_it_fail_in_another_way(body: bytes) -> None:
    with suppress(NotStrictJsonError):
        value = read(body)
        assert value == json.loads(body)
