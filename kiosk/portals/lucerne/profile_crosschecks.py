"""What only the whole form shows: rules in a circle, answers that are required and never asked."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from graphlib import CycleError, TopologicalSorter

from kiosk.forms import limits
from kiosk.forms.conditions import Condition
from kiosk.forms.form import Field, Form, Item, Note
from kiosk.forms.pointer import ENTRY, pointer, within
from kiosk.portals.lucerne.profile_layout import Layout
from kiosk.portals.lucerne.profile_refusals import Refusals
from kiosk.portals.lucerne.profile_schema import Node, Schemas


def crosscheck(form: Form, layout: Layout, refusals: Refusals) -> None:
    """Note what is wrong with `form` as a whole."""
    _check_size(form, refusals)
    asked = layout.places
    around = {holder for field in asked for holder in _holders(field)}
    for read, place in layout.rules.reads.items():
        if read not in around and not any(holder in asked for holder in _holders(read)):
            refusals.add(place, "is asked on no page")
    for circle in _circles(form):
        refusals.add(asked[circle[0]], "its rules run in a circle", " -> ".join(circle))
    for missing in _never_asked(layout.schemas, layout.schemas.root, "", asked.keys(), around):
        refusals.add("/schema", "required and on no page", missing)


def _check_size(form: Form, refusals: Refusals) -> None:
    fields = [field for _, field in form.fields()]
    options = {id(field.options): len(field.options) for field in fields}
    if not fields:
        refusals.add("/ui", "asks nothing")
    if len(fields) > limits.FIELDS:
        refusals.add("/ui", "too many fields", f"at most {limits.FIELDS}")
    if sum(options.values()) > limits.OPTIONS_IN_ALL:
        refusals.add("/schema", "too many options", f"at most {limits.OPTIONS_IN_ALL} in all")


def _circles(form: Form) -> Iterator[tuple[str, ...]]:
    """Yield the pointers of questions that are shown because of each other."""
    reads: dict[str, set[str]] = {}
    for page in form.pages:
        for field, conditions in _with_conditions(page.items, (page.shown_when,)):
            own = (condition.reads for condition in conditions if condition is not None)
            reads.setdefault(field.pointer, set()).update(*own)
    graph = {
        field: {other for other in reads for place in places if _meets(other, place)}
        for field, places in reads.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield tuple(error.args[1])


def _meets(field: str, read: str) -> bool:
    return within(field, read) or within(read, field)


def _with_conditions(
    items: tuple[Item, ...], above: tuple[Condition | None, ...]
) -> Iterator[tuple[Field, tuple[Condition | None, ...]]]:
    """Yield each field with the conditions under which it is shown, its own and those above."""
    for item in items:
        match item:
            case Field():
                yield item, (*above, item.shown_when)
            case Note():
                pass
            case _:
                yield from _with_conditions(item.items, (*above, item.shown_when))


def _holders(place: str) -> Iterator[str]:
    """Yield `place` and every place it lies in."""
    while place:
        yield place
        place = place.rpartition("/")[0]


def _never_asked(
    schemas: Schemas, node: Node, place: str, asked: AbstractSet[str], around: AbstractSet[str]
) -> Iterator[str]:
    """Yield what the schema requires at or below `place` and no control asks for.

    `around` are the places at which, or somewhere below which, a control asks.
    """
    for name in node.schema.get("properties", {}):
        here = place + pointer([name])
        child = schemas.child(node, name)
        if child is None or not (child.required or here in around):
            continue
        if child.schema["type"] == "object":
            yield from _never_asked(schemas, child, here, asked, around)
        elif here not in asked:
            yield here
        elif child.schema["type"] == "array":
            entry = schemas.entry(child)
            yield from _never_asked(schemas, entry, f"{here}/{ENTRY}", asked, around)
