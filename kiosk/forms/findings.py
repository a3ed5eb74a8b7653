"""What is wrong with what is shown: by the kinds first, then by the form's schema."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kiosk.forms.judge import Judge
from kiosk.forms.placed import PlacedField, PlacedNote, PlacedRepeat
from kiosk.forms.placing import Reader
from kiosk.forms.pointer import ABSENT, within

Shown: TypeAlias = PlacedField | PlacedNote | PlacedRepeat
_Problem: TypeAlias = tuple[str, Mapping[str, str]]


@dataclass(frozen=True)
class Finding:
    """Something on a page that stops it. `reason` is a text id `invalid-*`; `values` fill it."""

    pointer: str
    page: int
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


def findings(
    shown: Iterable[tuple[int, Shown]], reader: Reader, data: dict[str, Any]
) -> Iterator[Finding]:
    """Yield what is wrong with `shown`, at most one thing a field, in its order."""
    broken = _broken(reader.plan.judge, data)
    for page, item in shown:
        if isinstance(item, PlacedNote):
            continue
        own = _with_field(item, reader) if isinstance(item, PlacedField) else _with_repeat(item)
        if problem := own or _in_schema(item, broken):
            yield Finding(item.pointer, page, *problem)


def _with_field(item: PlacedField, reader: Reader) -> _Problem | None:
    reading = reader.at(item.pointer, item.field)
    if reading.problem:
        return reading.problem.reason, reading.problem.values
    nothing = reading.value is ABSENT and not reading.later
    if nothing and item.field.required and item.enabled:
        return reader.plan.kinds[item.field.pointer].missing, {}
    return None


def _with_repeat(item: PlacedRepeat) -> _Problem | None:
    most = item.repeat.max_items
    return ("invalid-too-many-entries", {"limit": str(most)}) if len(item.entries) > most else None


def _in_schema(item: PlacedField | PlacedRepeat, broken: Iterable[str]) -> _Problem | None:
    if isinstance(item, PlacedRepeat):
        return ("invalid-other-value", {}) if item.pointer in broken else None
    hit = any(within(place, item.pointer) for place in broken)
    return ("invalid-other-value", {}) if hit else None


def _broken(judge: Judge, data: dict[str, Any]) -> list[str]:
    """Return where `data` breaks the schema.

    What is merely missing is left out: it is hidden, promised for later, or already found with
    its field.
    """
    if judge.accepts(data):
        return []
    return [found.pointer for found in judge.complaints(data) if found.rule != "required"]
