"""JSON Pointers (RFC 6901): the places of answers.

In a form, `*` stands for the number of an entry of a repeating group: `/movers/*/firstName`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

ENTRY: Final = "*"


class _Absent:
    """What is not there; unlike None, no JSON value is equal to it."""


ABSENT: Final = _Absent()


def pointer(path: Iterable[str | int]) -> str:
    """Return `path` as a JSON Pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def steps(place: str) -> list[str]:
    """Return the steps of the pointer `place`."""
    return [step.replace("~1", "/").replace("~0", "~") for step in place.split("/")[1:]]


def within(place: str, group: str) -> bool:
    """Whether `place` is `group` or lies in it."""
    return place == group or place.startswith(group + "/")


def numbered(place: str, at: int | None) -> str:
    """Return `place` with the number of the entry in it."""
    return place if at is None else place.replace(f"/{ENTRY}", f"/{at}", 1)


def found(data: Any, path: Sequence[str], at: int | None = None) -> Any:
    """Return what stands at `path` in `data`, or ABSENT; `at` is the entry that `*` means."""
    for step in path:
        match data:
            case Mapping():
                data = data.get(step, ABSENT)
            case list():
                data = _entry(data, at if step == ENTRY else step)
            case _:
                return ABSENT
    return data


def _entry(entries: list[Any], number: str | int | None) -> Any:
    if isinstance(number, str):
        number = int(number) if number.isascii() and number.isdecimal() else None
    return entries[number] if number is not None and number < len(entries) else ABSENT
