"""What is worth knowing about a form before anything is answered; made once per form."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kiosk.forms.form import Form, Item, Repeat, Section
from kiosk.forms.judge import Judge
from kiosk.forms.kind import FieldKind
from kiosk.forms.kinds import kind_of


@dataclass(frozen=True)
class Plan:
    """`conditions` counts the rules: after as many rounds every answer has had its say."""

    kinds: Mapping[str, FieldKind]
    """By the pointer of the field."""
    judge: Judge
    conditions: int


class _Same:
    """A form as a key: itself, not its likes. Holding it keeps its identity its own."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.form is self.form

    def __hash__(self) -> int:
        return id(self.form)


def plan_of(form: Form) -> Plan:
    """Return the plan of `form`. Forms hold nothing of a visitor, so a few are kept."""
    return _plan(_Same(form))


@lru_cache(maxsize=16)
def _plan(key: _Same) -> Plan:
    pages = key.form.pages
    fields = [field for _, field in key.form.fields()]
    rules = sum(page.shown_when is not None for page in pages)
    return Plan(
        kinds={field.pointer: kind_of(field.kind) for field in fields},
        judge=Judge(_plain(key.form.schema)),
        conditions=rules + sum(_rules(page.items) for page in pages),
    )


def _rules(items: tuple[Item, ...]) -> int:
    return sum(
        (item.shown_when is not None)
        + (_rules(item.items) if isinstance(item, Section | Repeat) else 0)
        for item in items
    )


def _plain(schema: Any) -> Any:
    """Return `schema` in plain dicts and lists, as the judge wants it."""
    match schema:
        case Mapping():
            return {key: _plain(value) for key, value in schema.items()}
        case list() | tuple():
            return [_plain(value) for value in schema]
        case _:
            return schema
