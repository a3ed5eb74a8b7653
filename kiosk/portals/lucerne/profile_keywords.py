"""The keywords of the data schema: on which types they may stand, and what they may hold."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from kiosk.forms import limits
from kiosk.forms.judge import UnusableSchemaError, pattern
from kiosk.forms.kinds.date import day_of

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
TYPES = ("array", "boolean", "integer", "number", "object", "string")

_QUESTION = frozenset(
    {
        "type",
        "default",
        "const",
        "x-sensitivity",
        "x-legalBasis",
        "x-assistedOnly",
        "x-prefill",
        "x-askWhy",
    }
)
_DOCUMENT = frozenset({"x-accept", "x-maxBytes", "x-handInLater"})

ALLOWED = {
    "object": frozenset({"type", "properties", "required", "additionalProperties", "format"}),
    "array": _QUESTION | _DOCUMENT | {"items", "minItems", "maxItems", "uniqueItems"},
    "string": _QUESTION
    | _DOCUMENT
    | {"enum", "oneOf", "minLength", "maxLength", "pattern", "format", "x-earliest", "x-latest"},
    "number": _QUESTION | {"minimum", "maximum", "x-unit"},
    "integer": _QUESTION | {"minimum", "maximum", "x-unit"},
    "boolean": _QUESTION,
}


class Shape(NamedTuple):
    """What the value of a keyword must be."""

    fits: Callable[[Any], bool]
    meaning: str


def _is_count(most: int) -> Shape:
    return Shape(lambda value: type(value) is int and 0 <= value <= most, f"0 to {most}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15  # noqa: PLR2004 - limits.DIGITS


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value)) and len(set(value)) == len(value)


def _are_options(value: Any) -> bool:
    return _are_texts(value) and 0 < len(value) <= limits.OPTIONS


def _are_constants(value: Any) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(one, dict) and one.keys() <= {"const", "title"} for one in value)
        and _are_options([one.get("const") for one in value])
        and all(_is_text(one.get("title", "-")) for one in value)
    )


def _is_pattern(value: Any) -> bool:
    if not _is_text(value) or len(value) > limits.PATTERN_LENGTH:
        return False
    try:
        pattern(value).compile()
    except UnusableSchemaError:
        return False
    return True


def _is_day(value: Any) -> bool:
    try:
        day_of(value, date(2000, 2, 29))
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


SHAPES = {
    "$schema": Shape(
        lambda value: value == "https://json-schema.org/draft/2020-12/schema", "draft 2020-12"
    ),
    "$defs": Shape(lambda value: isinstance(value, dict), "an object of schemas"),
    "properties": Shape(lambda value: isinstance(value, dict), "an object of schemas"),
    "additionalProperties": Shape(lambda value: value is False, "false"),
    "required": Shape(_are_texts, "a list of names"),
    "enum": Shape(_are_options, f"1 to {limits.OPTIONS} different texts"),
    "oneOf": Shape(_are_constants, f"1 to {limits.OPTIONS} of const and title, texts"),
    "const": Shape(_is_scalar, "a text, a number, true or false"),
    "minLength": _is_count(limits.LONGEST_TEXT),
    "maxLength": _is_count(limits.LONGEST_TEXT),
    "minItems": _is_count(limits.OPTIONS),
    "maxItems": _is_count(limits.OPTIONS),
    "uniqueItems": Shape(lambda value: value is True, "true"),
    "minimum": Shape(_is_number, f"a number of at most {limits.DIGITS} digits"),
    "maximum": Shape(_is_number, f"a number of at most {limits.DIGITS} digits"),
    "pattern": Shape(
        _is_pattern,
        f"a pattern of at most {limits.PATTERN_LENGTH} characters that runs in linear time"
        " (no look-around, no back-reference)",
    ),
    "format": Shape(_is_text, "a text"),
    "x-sensitivity": Shape(
        lambda value: value in ("normal", "personal", "special"), "normal, personal or special"
    ),
    "x-legalBasis": Shape(_is_text, "a text"),
    "x-assistedOnly": Shape(lambda value: isinstance(value, bool), "true or false"),
    "x-prefill": Shape(_is_text, "a text"),
    "x-askWhy": Shape(lambda value: isinstance(value, bool), "true or false"),
    "x-earliest": Shape(_is_day, "an ISO date, today, today-10d, today+1y"),
    "x-latest": Shape(_is_day, "an ISO date, today, today-10d, today+1y"),
    "x-unit": Shape(_is_text, "a text"),
    "x-accept": Shape(_are_options, "a list of media types"),
    "x-maxBytes": _is_count(limits.DOCUMENT_BYTES),
    "x-handInLater": Shape(lambda value: isinstance(value, bool), "true or false"),
}
