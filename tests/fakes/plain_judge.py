"""A second opinion on data and schema: the contract's keywords, as the standard words them.

Written from JSON Schema 2020-12 without any library, so that it can disagree with the real judge.
"""

import re
from collections.abc import Mapping
from typing import Any

TYPES: Mapping[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}


def keeps(value: Any, schema: Any, definitions: Mapping[str, Any]) -> bool:
    """Whether `value` keeps to `schema`; `definitions` are what `#/$defs/` leads to."""
    return all(
        _RULES[keyword](value, wanted, schema, definitions)
        for keyword, wanted in schema.items()
        if keyword in _RULES
    )


def is_of(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, TYPES[name])


def same(one: Any, other: Any) -> bool:
    """Whether both are the same JSON value; Python thinks that True is 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


def _properties(value: Any, wanted: Any, schema: Any, definitions: Any) -> bool:
    return not isinstance(value, dict) or all(
        keeps(value[name], inner, definitions) for name, inner in wanted.items() if name in value
    )


def _no_others(value: Any, wanted: Any, schema: Any, definitions: Any) -> bool:
    return not isinstance(value, dict) or value.keys() <= schema.get("properties", {}).keys()


def _items(value: Any, wanted: Any, schema: Any, definitions: Any) -> bool:
    return not isinstance(value, list) or all(keeps(one, wanted, definitions) for one in value)


def _unique(value: Any, wanted: Any, schema: Any, definitions: Any) -> bool:
    if not wanted or not isinstance(value, list):
        return True
    return not any(same(one, two) for at, one in enumerate(value) for two in value[:at])


def _reference(value: Any, wanted: str, schema: Any, definitions: Any) -> bool:
    return keeps(value, definitions[wanted.removeprefix("#/$defs/")], definitions)


_RULES: Mapping[str, Any] = {
    "$ref": _reference,
    "additionalProperties": _no_others,
    "const": lambda value, wanted, *_: same(value, wanted),
    "enum": lambda value, wanted, *_: any(same(value, one) for one in wanted),
    "items": _items,
    "maxItems": lambda value, wanted, *_: not isinstance(value, list) or len(value) <= wanted,
    "maxLength": lambda value, wanted, *_: not isinstance(value, str) or len(value) <= wanted,
    "maximum": lambda value, wanted, *_: not is_of(value, "number") or value <= wanted,
    "minItems": lambda value, wanted, *_: not isinstance(value, list) or len(value) >= wanted,
    "minLength": lambda value, wanted, *_: not isinstance(value, str) or len(value) >= wanted,
    "minimum": lambda value, wanted, *_: not is_of(value, "number") or value >= wanted,
    "oneOf": lambda value, wanted, _, all_: sum(keeps(value, one, all_) for one in wanted) == 1,
    "pattern": lambda value, wanted, *_: (
        not isinstance(value, str) or re.search(wanted, value) is not None
    ),
    "properties": _properties,
    "required": lambda value, wanted, *_: (
        not isinstance(value, dict) or set(wanted) <= value.keys()
    ),
    "type": lambda value, wanted, *_: is_of(value, wanted),
    "uniqueItems": _unique,
}
