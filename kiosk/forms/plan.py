"""What is worth knowing about a form before anything is answered; made once per form."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kiosk.forms.form import Form
from kiosk.forms.judge import Judge
from kiosk.forms.kind import FieldKind
from kiosk.forms.kinds import kind_of
from kiosk.forms.order import CircleError, Question, in_order, questions


@dataclass(frozen=True)
class Plan:
    """The kinds of the fields by their pointers, and the questions, each after what it reads."""

    kinds: Mapping[str, FieldKind]
    judge: Judge
    order: tuple[Question, ...]


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
    return Plan(
        kinds={field.pointer: kind_of(field.kind) for _, field in key.form.fields()},
        judge=Judge(_plain(key.form.schema)),
        order=_order(key.form),
    )


def _order(form: Form) -> tuple[Question, ...]:
    """Return the questions of `form` in order; where an adapter let a circle through, as asked."""
    asked = tuple(questions(form))
    try:
        return in_order(asked)
    except CircleError:
        return asked


def _plain(schema: Any) -> Any:
    """Return `schema` in plain dicts and lists, as the judge wants it."""
    match schema:
        case Mapping():
            return {key: _plain(value) for key, value in schema.items()}
        case list() | tuple():
            return [_plain(value) for value in schema]
        case _:
            return schema
