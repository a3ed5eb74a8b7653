"""In which order the questions of a form are settled: each after the answers that decide on it.

Then one pass over them is enough, however long a chain of conditions is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from kiosk.forms.conditions import Condition
from kiosk.forms.form import Field, Form, Item, Repeat, Section
from kiosk.forms.pointer import ENTRY, steps

Graph: TypeAlias = dict[str, set[str]]
_WHOLE = " and all below"
"""Marks the vertex of a place with what lies in it; no pointer of a form holds a blank."""


@dataclass(frozen=True)
class Question:
    """What makes data: a field or a repeating group, and the conditions under which it does.

    `path` are the steps of its pointer. In a repeating group, `group` is the pointer of the
    group, and `conditions` are those inside an entry; the group has its own.
    """

    item: Field | Repeat
    path: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    group: str = ""


class CircleError(ValueError):
    """Questions are asked because of each other. `pointers` names them, the first again last."""

    def __init__(self, pointers: tuple[str, ...]) -> None:
        super().__init__(" -> ".join(pointers))
        self.pointers = pointers


def questions(form: Form) -> Iterator[Question]:
    """Yield what makes data in the order of `form`; a repeating group comes before its fields."""
    for page in form.pages:
        yield from _below(page.items, _own(page.shown_when), "")


def in_order(asked: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return `asked`, each after all that its conditions read. Linear in their number.

    Raises:
        CircleError: there is no such order.
    """
    if not any(question.conditions for question in asked):
        return asked
    by_pointer = {question.item.pointer: question for question in asked}
    try:
        order = tuple(TopologicalSorter(_graph(asked)).static_order())
    except CycleError as error:
        around = [one.removesuffix(_WHOLE) for one in error.args[1]]
        circle = list(dict.fromkeys(one for one in around if one in by_pointer))
        raise CircleError((*circle, circle[0])) from None
    return tuple(by_pointer[one] for one in order if one in by_pointer)


def _below(items: tuple[Item, ...], above: tuple[Condition, ...], group: str) -> Iterator[Question]:
    for item in items:
        conditions = above + _own(item.shown_when)
        match item:
            case Field():
                yield Question(item, tuple(steps(item.pointer)), conditions, group)
            case Section():
                yield from _below(item.items, conditions, group)
            case Repeat():
                yield Question(item, tuple(steps(item.pointer)), conditions)
                yield from _below(item.items, (), item.pointer)
            case _:
                pass


def _own(condition: Condition | None) -> tuple[Condition, ...]:
    return () if condition is None else (condition,)


def _graph(asked: tuple[Question, ...]) -> Graph:
    """Return what each question waits for.

    A condition may read a whole object or group. So each place has a second vertex, which waits
    for all that lies below it: one edge a place, however often it is read.
    """
    graph: Graph = {}
    for question in asked:
        pointer = question.item.pointer
        waits = graph.setdefault(pointer, set())
        if question.group:
            waits.add(question.group)
        for read in {read for condition in question.conditions for read in condition.reads}:
            waits.add(read + _WHOLE)
            waits.update(_holders(read))
        _register(graph, pointer)
    return graph


def _register(graph: Graph, pointer: str) -> None:
    """Let every place around `pointer` wait for it."""
    graph.setdefault(pointer + _WHOLE, set()).add(pointer)
    inner = pointer
    for holder in _holders(pointer):
        waits = graph.setdefault(holder + _WHOLE, set())
        if inner + _WHOLE in waits:
            return
        waits.add(inner + _WHOLE)
        inner = holder


def _holders(pointer: str) -> Iterator[str]:
    """Yield the places in which `pointer` lies, the nearest first."""
    while pointer := pointer.rpartition("/")[0].removesuffix(f"/{ENTRY}"):
        yield pointer
