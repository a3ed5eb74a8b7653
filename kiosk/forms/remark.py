"""One thing said about a form document, and where in it things stand; for its designer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from kiosk.forms.conditions import Condition
from kiosk.forms.form import Form, Item, Repeat, Section
from kiosk.forms.reach import Chain

NAMED = 5
"""Things of one kind that are named; the rest is counted."""


class Weight(Enum):
    """How much a remark matters."""

    PROBLEM = "problem"
    """The form cannot be used."""
    WARNING = "warning"
    """It can, but visitors will be worse off."""
    NOTE = "note"
    """Worth knowing; nothing to change."""


@dataclass(frozen=True)
class Remark:
    """One thing said about a form document: where (a JSON Pointer), what, and what to do."""

    weight: Weight
    pointer: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        where = self.pointer or "/"
        return f"{self.weight.value}: {where}: {self.reason}" + (
            f" ({self.hint})" if self.hint else ""
        )


@dataclass(frozen=True)
class Spot:
    """An item of the form, its place in the document, and the conditions it lies behind."""

    item: Item
    place: str
    chain: Chain


def spots(form: Form) -> Iterator[Spot]:
    """Yield every item of `form` with its place, in the order of the document."""
    for number, page in enumerate(form.pages):
        yield from below(page.items, place_of(number), chain_of(page.shown_when))


def below(items: Iterable[Item], place: str, above: Chain) -> Iterator[Spot]:
    """Yield `items` and all that lies in them; they stand at `place`, behind `above`."""
    for at, item in enumerate(items):
        where, chain = f"{place}/elements/{at}", (*above, *chain_of(item.shown_when))
        yield Spot(item, where, chain)
        match item:
            case Section(layout="address"):  # one element of the document asks for all its parts
                yield from (Spot(part, where, chain) for part in item.items)
            case Section():
                yield from below(item.items, where, chain)
            case Repeat():
                yield from below(item.items, f"{where}/options/detail", chain)
            case _:
                pass


def place_of(number: int) -> str:
    """Return where the page `number` stands."""
    return f"/ui/elements/{number}"


def chain_of(condition: Condition | None) -> Chain:
    """Return `condition` as a chain of one, or of none."""
    return () if condition is None else (condition,)


def warning(place: str, reason: str, hint: str) -> Remark:
    """Return a remark on what visitors will be worse off with."""
    return Remark(Weight.WARNING, place, reason, hint)


def note(place: str, reason: str, hint: str) -> Remark:
    """Return a remark on what is worth knowing."""
    return Remark(Weight.NOTE, place, reason, hint)


def named(things: list[str]) -> str:
    """Return `things` in one line, the first few by name."""
    rest = len(things) - NAMED
    return ", ".join(things[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
