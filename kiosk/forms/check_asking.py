"""Whether all that a form means to ask is asked, of whom and when; for its designer.

See kiosk/forms/check.py. "Never" is what a bounded search finds (kiosk/forms/reach.py).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kiosk.forms import limits
from kiosk.forms.form import Field, Form, Item, Note, Page, Repeat, Section, fields_of
from kiosk.forms.pointer import ENTRY, pointer
from kiosk.forms.reach import Chain, Reach
from kiosk.forms.remark import (
    Remark,
    Spot,
    below,
    chain_of,
    named,
    note,
    place_of,
    spots,
    warning,
)
from kiosk.words import OFFICE_LANGUAGE

_LOCAL = "#/$defs/"


def remarks_on_asking(form: Form, today: date) -> Iterator[Remark]:
    """Yield what of `form` is never asked, never can be answered, or asks for nothing."""
    reach = Reach(form, today)
    never = tuple(_never_shown(form, reach))
    yield from never
    yield from _never_enabled(form, reach)
    yield from _always_ending(form)
    yield from _asking_nothing(form)
    yield from _never_asked(form)
    yield from _required_of_staff(form)
    hidden = tuple(f"{one.pointer}/" for one in never)
    shown = [spot for spot in spots(form) if not f"{spot.place}/".startswith(hidden)]
    yield from _required_behind_conditions(shown)


def _never_shown(form: Form, reach: Reach) -> Iterator[Remark]:
    """Say what no answers show; of what lies in something, only the outermost."""
    hidden = ""
    for spot in _pages_and_items(form):
        if hidden and spot.place.startswith(f"{hidden}/"):
            continue
        if spot.chain and not reach.can_hold(spot.chain):
            hidden = spot.place
            although = ", although it is required" if _is_required(spot.item) else ""
            yield warning(
                spot.place,
                f"{_name(spot.item)} is never shown{although}: no answers meet its conditions",
                f"they read {', '.join(_reads(spot.chain))}",
            )


def _pages_and_items(form: Form) -> Iterator[Spot]:
    for number, page in enumerate(form.pages):
        whole = Section(page.title, page.items, shown_when=page.shown_when)
        yield Spot(whole, place_of(number), chain_of(page.shown_when))
        yield from below(page.items, place_of(number), chain_of(page.shown_when))


def _never_enabled(form: Form, reach: Reach) -> Iterator[Remark]:
    for spot in spots(form):
        if not isinstance(spot.item, Field) or spot.item.enabled_when is None:
            continue
        chain = (*spot.chain, spot.item.enabled_when)
        if reach.can_hold(spot.chain) and not reach.can_hold(chain):
            although = ", although it is required" if spot.item.required else ""
            yield warning(
                spot.place,
                f"{spot.item.pointer} can never be filled in{although}: no answers enable it",
                f"they read {', '.join(_reads(chain))}",
            )


def _always_ending(form: Form) -> Iterator[Remark]:
    for spot in spots(form):
        if isinstance(spot.item, Note) and spot.item.tone == "stop" and not spot.chain:
            hint = "give it a rule, or the tone warning"
            yield warning(spot.place, "every visit ends here: nothing decides about it", hint)


def _asking_nothing(form: Form) -> Iterator[Remark]:
    for number, page in enumerate(form.pages):
        if not _says_something(page.items):
            hint = "it is left out; give it a Control or a Label"
            yield warning(place_of(number), "nothing is on this page", hint)
    for spot in spots(form):
        if isinstance(spot.item, Repeat) and not any(fields_of(spot.item.items)):
            hint = "give its options.detail a Control"
            yield warning(spot.place, f"an entry of {spot.item.pointer} asks nothing", hint)


def _says_something(items: tuple[Item, ...]) -> bool:
    return any(not isinstance(one, Section) or _says_something(one.items) for one in items)


def _never_asked(form: Form) -> Iterator[Remark]:
    asked = {field.pointer for _, field in form.fields()}
    for answer, place in _answers(form.schema, "", "/schema", form.schema, limits.SCHEMA_DEPTH):
        if answer not in asked:
            hint = "give it a Control, or leave it out of the schema"
            yield warning(place, f"{answer} is asked on no page", hint)


def _answers(
    schema: Any, answer: str, place: str, root: Mapping[str, Any], depth: int
) -> Iterator[tuple[str, str]]:
    """Yield the pointer of every answer that `schema` describes, with its place in `root`."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_LOCAL)
        schema, place = root.get("$defs", {}).get(name, {}), f"/schema/$defs/{name}"
    items = schema.get("items", {})
    if depth and schema.get("type") == "object":
        for name, inner in schema.get("properties", {}).items():
            where = f"{place}/properties/{name}"
            yield from _answers(inner, answer + pointer([name]), where, root, depth - 1)
    elif depth and ("$ref" in items or items.get("type") == "object"):
        yield from _answers(items, f"{answer}/{ENTRY}", f"{place}/items", root, depth - 1)
    elif answer:
        yield answer.removesuffix(f"/{ENTRY}"), place


def _required_of_staff(form: Form) -> Iterator[Remark]:
    for spot in spots(form):
        if isinstance(spot.item, Field) and spot.item.required and spot.item.assisted_only:
            yield note(
                spot.place,
                f"{spot.item.pointer} is required, and asked by staff only",
                "at self-service it is neither asked for nor sent: do not require it there",
            )


def _required_behind_conditions(shown: list[Spot]) -> Iterator[Remark]:
    """Say it once for each set of answers that decide."""
    behind: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}
    for spot in shown:
        if not isinstance(spot.item, Field) or not spot.item.required:
            continue
        enabled = chain_of(spot.item.enabled_when)
        for how, chain in (("shown", spot.chain), ("enabled", enabled)):
            if chain:
                places = behind.setdefault((how, tuple(_reads(chain))), {})
                places[spot.item.pointer] = spot.place
    for (how, reads), places in behind.items():
        decide = f"{' and '.join(reads)} decide"
        yield note(
            next(iter(places.values())),
            f"required, but only while {how}: {named(list(places))}; {decide}",
            "else they may be missing: the receiver must not require them then",
        )


def _is_required(item: Item) -> bool:
    return isinstance(item, Field) and item.required


def _name(item: Item | Page) -> str:
    match item:
        case Field(pointer=pointer) | Repeat(pointer=pointer):
            return pointer
        case Section(label=label) if label:
            return f"'{label.to(OFFICE_LANGUAGE)}'"
        case _:
            return "this"


def _reads(chain: Chain) -> list[str]:
    return sorted({scope for condition in chain for scope in condition.reads})
