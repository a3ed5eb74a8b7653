"""JSON as strict as RFC 8259 and I-JSON (RFC 7493) mean it; Python's own reader is not.

Refused: a BOM, other encodings than UTF-8, NaN and infinities, a name that stands twice, lone
surrogates, numbers too long, and what is nested too deep.
"""

import json
import math
from typing import Any, NoReturn

from kiosk.portals.budget import MAX_JSON_DEPTH, MAX_JSON_DIGITS


class NotStrictJsonError(ValueError):
    """The bytes are not strict JSON. The reason names the rule and quotes nothing."""


def read(body: bytes) -> Any:
    """Return the value that `body` holds.

    Raises:
        NotStrictJsonError: see the module.
    """
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_number,
            parse_int=_whole_number,
        )
    except NotStrictJsonError:
        raise
    except UnicodeDecodeError:
        raise NotStrictJsonError("not UTF-8") from None
    except RecursionError:
        raise NotStrictJsonError("nested too deep") from None
    except ValueError:
        raise NotStrictJsonError("not JSON") from None
    _check_depth(value)
    if b"\\u" in body:
        _check_surrogates(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrictJsonError("a name stands twice")
    return found


def _refuse_constant(_constant: str) -> NoReturn:
    raise NotStrictJsonError("not a number")


def _whole_number(digits: str) -> int:
    if len(digits) > MAX_JSON_DIGITS:
        raise NotStrictJsonError("a number is too long")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise NotStrictJsonError("a number is too large")
    return number


def _check_depth(value: Any) -> None:
    """Go down level by level: a loop cannot be made to overflow the stack."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_JSON_DEPTH):
        if not level:
            return
        level = [inner for outer in level for inner in _inside(outer)]
    if level:
        raise NotStrictJsonError("nested too deep")


def _inside(outer: dict[str, Any] | list[Any]) -> list[Any]:
    values = outer.values() if isinstance(outer, dict) else outer
    return [value for value in values if isinstance(value, dict | list)]


def _check_surrogates(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise NotStrictJsonError("half a character") from None
