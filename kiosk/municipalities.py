"""Finds municipalities by name, locality or postcode; a postcode may lie in several of them."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.catalogue import Locality, Municipality
from kiosk.forms.answers import Answers
from kiosk.forms.form import Field, Form, Item, Note, Option, Repeat, Section
from kiosk.search import folded
from kiosk.words import OFFICE_LANGUAGE, Words

CANTON = ["lu"]
"""What tells a locality of the canton from its namesakes: *Schachen LU*; people leave it out."""

POSTCODE, TOWN, MUNICIPALITY = "swissZipCode", "town", "municipality"
"""The last steps of the pointers of an address (format `ch-address`) that belong together."""

DECIDING = frozenset({POSTCODE, TOWN, MUNICIPALITY})


def municipalities_for(found_in: Sequence[Municipality], text: str) -> tuple[Municipality, ...]:
    """Return those that `text` may mean, in alphabetical order: so called first, then by locality.

    Every word must begin a word of the name, of a locality, or a postcode. An empty text means
    all of them.
    """
    words, places = folded(text), sorted(found_in, key=lambda place: folded(place.name))
    if not words:
        return () if text.strip() else tuple(places)
    by_name = [place for place in places if _begun(words, place.name)]
    by_locality = [
        place
        for place in places
        if place not in by_name and any(matches(local, text) for local in place.localities)
    ]
    return (*by_name, *by_locality)


def matches(locality: Locality, text: str) -> bool:
    """Whether `text` may mean `locality`."""
    words = folded(text)
    return bool(words) and _begun(words, f"{locality.postcode} {locality.name}")


def towns_of(known: Sequence[Municipality], postcode: str) -> tuple[str, ...]:
    """Return the names of the localities with this postcode, in alphabetical order."""
    local = (locality for one in known for locality in one.localities)
    return tuple(sorted({found.name for found in local if found.postcode == postcode}))


def municipalities_at(
    known: Sequence[Municipality], postcode: str, town: str
) -> tuple[Municipality, ...]:
    """Return those that the locality `town` with this postcode lies in, in alphabetical order."""
    wanted = _bare(town)
    found = [
        one
        for one in known
        if any(each.postcode == postcode and _bare(each.name) == wanted for each in one.localities)
    ]
    return tuple(sorted(found, key=lambda one: folded(one.name)))


def located(form: Form, answers: Answers, pointer: str, known: Sequence[Municipality]) -> Answers:
    """Return `answers` with the municipality of the address that `pointer` lies in.

    Where postcode and town lie in one, it is that one; one that they do not lie in is forgotten.
    An address whose form has no place for a municipality stays as it is.
    """
    address, _, part = pointer.rpartition("/")
    place = f"{address}/{MUNICIPALITY}"
    if part not in DECIDING or not _asks_municipality(form, place):
        return answers
    postcode, town = (answers.entry(f"{address}/{each}") for each in (POSTCODE, TOWN))
    at = municipalities_at(known, str(postcode).strip(), str(town))
    numbers = [str(one.bfs) for one in at]
    if len(numbers) == 1:
        return answers.having(place, numbers[0])
    return answers if answers.entry(place) in numbers else answers.having(place, "")


def naming(form: Form, known: Sequence[Municipality]) -> Form:
    """Return `form` with its fields for a municipality knowing what each is called."""
    options = tuple(
        Option(str(one.bfs), Words({OFFICE_LANGUAGE: one.name}))
        for one in sorted(known, key=lambda one: folded(one.name))
    )
    pages = tuple(replace(page, items=_named(page.items, options)) for page in form.pages)
    return form if pages == form.pages else replace(form, pages=pages)


def _named(items: tuple[Item, ...], options: tuple[Option, ...]) -> tuple[Item, ...]:
    return tuple(_one_named(item, options) for item in items)


def _one_named(item: Item, options: tuple[Option, ...]) -> Item:
    match item:
        case Field(kind="municipality", options=()):
            return replace(item, options=options)
        case Section() | Repeat():
            return replace(item, items=_named(item.items, options))
        case Field() | Note():
            return item


def _asks_municipality(form: Form, pointer: str) -> bool:
    asked = "/".join("*" if step.isdecimal() else step for step in pointer.split("/"))
    return any(found.pointer == asked and found.kind == MUNICIPALITY for _, found in form.fields())


def _bare(town: str) -> list[str]:
    words = folded(town)
    return words[:-1] if words[1:] and words[-1:] == CANTON else words


def _begun(words: list[str], name: str) -> bool:
    parts = folded(name)
    return all(any(part.startswith(word) for part in parts) for word in words)
