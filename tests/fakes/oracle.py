"""A second opinion on data and schema, by other people's code: the library jsonschema.

The product judges with jsonschema-rs; this one shares no code with it. It also holds the formats
that JSON Schema itself defines and a form may use; the others are ours.
"""

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry

STANDARD_FORMATS = ("date", "email")
_FORMATS = FormatChecker(formats=STANDARD_FORMATS)
_NOTHING: Registry[Any] = Registry()
"""Without one of our own, the library would fetch what a `$ref` names."""


def keeps(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether `value` keeps to `schema`; what a `$ref` leads to is in it, nothing is fetched."""
    judge = Draft202012Validator(dict(schema), registry=_NOTHING, format_checker=_FORMATS)
    return bool(judge.is_valid(value))
