"""What is worth a second look in a form that can be used: for its designer, in English.

Pure: a form and its texts in, remarks out. What cannot be used at all is said by the adapter that
reads the form (kiosk/portals/lucerne/profile.py) and becomes a remark of weight `PROBLEM`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from kiosk.forms.amount import PLACEHOLDER, Amount
from kiosk.forms.form import Field, Form, Item, Note, Page, Repeat, Section, fields_of
from kiosk.forms.reach import Chain, Reach
from kiosk.words import OFFICE_LANGUAGE, Words

FIELDS_ON_A_PAGE = 12
"""docs/contract.md: a page has at most a dozen fields, better one to four."""
LABEL_LENGTH = 60
"""Characters; a longer label takes three lines at the largest text size."""
LANGUAGES = ("de", "fr", "it", "en")
"""What visitors of the counter can choose. `de-simple` falls back to German on purpose."""
NAMED = 5
"""Missing texts of a language that are named; the rest is counted."""
SENTENCES = frozenset({"confirmation"})
"""Kinds whose label is a whole sentence that is agreed to."""


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


def remarks(form: Form, texts: Mapping[str, Any], today: date) -> tuple[Remark, ...]:
    """Return what is worth a second look in `form`; `texts` are those of its document."""
    return (
        *_missing_texts(texts),
        *_crowded_pages(form),
        *_long_labels(form),
        *_unsaid_amounts(form),
        *_never_shown(form, today),
        *_required_behind_conditions(form),
    )


def spots(form: Form) -> Iterator[Spot]:
    """Yield every item of `form` with its place, in the order of the document."""
    for number, page in enumerate(form.pages):
        yield from _below(page.items, _place(number), _chain(page.shown_when))


def _below(items: Iterable[Item], place: str, above: Chain) -> Iterator[Spot]:
    for at, item in enumerate(items):
        where, chain = f"{place}/elements/{at}", (*above, *_chain(item.shown_when))
        yield Spot(item, where, chain)
        match item:
            case Section(layout="address"):  # one element of the document asks for all its parts
                yield from (Spot(part, where, chain) for part in item.items)
            case Section():
                yield from _below(item.items, where, chain)
            case Repeat():
                yield from _below(item.items, f"{where}/options/detail", chain)
            case _:
                pass


def _place(number: int) -> str:
    return f"/ui/elements/{number}"


def _chain(condition: Any) -> Chain:
    return () if condition is None else (condition,)


# --- What is remarked on -------------------------------------------------------------------------


def _missing_texts(texts: Mapping[str, Any]) -> Iterator[Remark]:
    german = texts[OFFICE_LANGUAGE]
    for language in dict.fromkeys((*LANGUAGES, *texts)):
        bundle, simple = texts.get(language, {}), "-" in language
        missing = [key for key in german if not bundle.get(key, "").strip()]
        if missing and not simple:
            yield _warning(
                f"/texts/{language}",
                f"{len(missing)} of {len(german)} texts are missing: {_named(missing)}",
                "visitors read them in German",
            )
        if strange := sorted(bundle.keys() - german.keys()):
            yield _warning(
                f"/texts/{language}",
                f"{len(strange)} texts have no German one: {_named(strange)}",
                "a slip in the key?",
            )


def _crowded_pages(form: Form) -> Iterator[Remark]:
    for number, page in enumerate(form.pages):
        count = sum(1 for _ in fields_of(page.items))
        if count > FIELDS_ON_A_PAGE:
            yield _warning(
                _place(number),
                f"{count} fields on one page",
                f"at most {FIELDS_ON_A_PAGE}, better one to four: make it several pages",
            )


def _long_labels(form: Form) -> Iterator[Remark]:
    for spot in spots(form):
        match spot.item:
            case Field(kind=kind, label=label) if kind not in SENTENCES:
                yield from _long(label, spot.place)
            case Section(label=label) | Repeat(label=label):
                yield from _long(label, spot.place)
            case _:
                pass


def _long(label: Words, place: str) -> Iterator[Remark]:
    lengths = {language: len(text) for language, text in label.items()}
    if too_long := {name: count for name, count in lengths.items() if count > LABEL_LENGTH}:
        found = ", ".join(f"{count} characters in {name}" for name, count in too_long.items())
        hint = f"at most {LABEL_LENGTH}; what explains it is a hint"
        yield _warning(place, f"a long label: {found}", hint)


def _unsaid_amounts(form: Form) -> Iterator[Remark]:
    options = {field.pointer: [one.value for one in field.options] for _, field in form.fields()}
    for spot in spots(form):
        match spot.item:
            case Note(amount=Amount(pointer=pointer, values=values)):
                missing = [one for one in options.get(pointer, ()) if one not in values]
                if missing:
                    reason = f"no amount for {_named(missing)}"
                    yield _warning(spot.place, reason, "nothing is said where one is chosen")
            case Note(text=text) if any(PLACEHOLDER in said for said in text.values()):
                reason = f"{PLACEHOLDER} is read as it is written"
                yield _warning(spot.place, reason, "options.amount says what it stands for")
            case _:
                pass


def _never_shown(form: Form, today: date) -> Iterator[Remark]:
    """Say what no answers show; of what lies in something, only the outermost."""
    reach, hidden = Reach(form, today), ""
    for spot in _pages_and_items(form):
        if hidden and spot.place.startswith(f"{hidden}/"):
            continue
        if spot.chain and not reach.can_hold(spot.chain):
            hidden = spot.place
            yield _warning(
                spot.place,
                f"{_name(spot.item)} is never shown: no answers meet its conditions",
                f"they read {', '.join(_reads(spot.chain))}",
            )


def _pages_and_items(form: Form) -> Iterator[Spot]:
    for number, page in enumerate(form.pages):
        whole = Section(page.title, page.items, shown_when=page.shown_when)
        yield Spot(whole, _place(number), _chain(page.shown_when))
        yield from _below(page.items, _place(number), _chain(page.shown_when))


def _required_behind_conditions(form: Form) -> Iterator[Remark]:
    """Say it once for each set of answers that decide."""
    behind: dict[tuple[str, ...], dict[str, str]] = {}
    for spot in spots(form):
        if isinstance(spot.item, Field) and spot.item.required and spot.chain:
            places = behind.setdefault(tuple(_reads(spot.chain)), {})
            places[spot.item.pointer] = spot.place
    for reads, places in behind.items():
        yield Remark(
            Weight.NOTE,
            next(iter(places.values())),
            f"required, but only while shown: {_named(list(places))}; {' and '.join(reads)} decide",
            "hidden, they are neither asked for nor sent: the receiver must not require them then",
        )


def _warning(place: str, reason: str, hint: str) -> Remark:
    return Remark(Weight.WARNING, place, reason, hint)


def _named(keys: list[str]) -> str:
    rest = len(keys) - NAMED
    return ", ".join(keys[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


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
