"""What only the whole form shows: rules in a circle, answers that are required and never asked."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kiosk.forms import limits
from kiosk.forms.form import Form
from kiosk.forms.order import CircleError, in_order, questions
from kiosk.forms.pointer import ENTRY, pointer
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
            refusals.add(place, "is asked on no page", f"{read} needs a Control")
    try:
        in_order(tuple(questions(form)))
    except CircleError as circle:
        refusals.add(asked[circle.pointers[0]], "its rules run in a circle", str(circle))
    for missing in _never_asked(layout.schemas, layout.schemas.root, "", asked.keys(), around):
        refusals.add("/schema", "required and on no page", missing)


def _check_size(form: Form, refusals: Refusals) -> None:
    fields = [field for _, field in form.fields()]
    options = {id(field.options): len(field.options) for field in fields}
    if not fields:
        refusals.add("/ui", "asks nothing", "give a page a Control")
    if len(fields) > limits.FIELDS:
        refusals.add("/ui", "too many fields", f"at most {limits.FIELDS}")
    if sum(options.values()) > limits.OPTIONS_IN_ALL:
        refusals.add("/schema", "too many options", f"at most {limits.OPTIONS_IN_ALL} in all")


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
