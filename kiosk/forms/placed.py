"""What of a form is shown now, each thing at its place in the answers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field, Note, Repeat, Section


@dataclass(frozen=True)
class PlacedField:
    """A field that is asked now, at its concrete pointer.

    `entry` is what was typed, or the form's default where nothing was; `today` is the day at the
    counter, where it is known.
    """

    field: Field
    pointer: str
    enabled: bool = True
    entry: Entry = ""
    today: date | None = None

    def __repr__(self) -> str:
        return f"PlacedField({self.pointer!r})"


@dataclass(frozen=True)
class PlacedNote:
    """A note that is said now, with its amount in CHF where it has one."""

    note: Note
    amount: Decimal | None = None


@dataclass(frozen=True)
class PlacedSection:
    """A section with what of it is shown now."""

    section: Section
    items: "tuple[Placed, ...]"


@dataclass(frozen=True)
class PlacedRepeat:
    """A repeating group with the shown items of each entry."""

    repeat: Repeat
    pointer: str
    entries: "tuple[tuple[Placed, ...], ...]"


Placed: TypeAlias = PlacedField | PlacedNote | PlacedSection | PlacedRepeat


def flat(items: tuple[Placed, ...]) -> tuple[PlacedField | PlacedNote | PlacedRepeat, ...]:
    """Return `items` and all that lies in them, in the order of the page.

    A repeating group comes before its entries.
    """
    found: list[PlacedField | PlacedNote | PlacedRepeat] = []
    for item in items:
        match item:
            case PlacedSection():
                found += flat(item.items)
            case PlacedRepeat():
                found.append(item)
                found += [inner for entry in item.entries for inner in flat(entry)]
            case _:
                found.append(item)
    return tuple(found)
