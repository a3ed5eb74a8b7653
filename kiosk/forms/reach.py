"""Whether any answers at all have a question asked: a bounded search, for a form's designer.

What must hold is written as alternatives of single demands on single answers (disjunctive normal
form). An alternative can be met when each answer it names has a value that meets all demands on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain as linked
from itertools import combinations, islice, product
from typing import Any, TypeAlias

from kiosk.forms.answers import Entry
from kiosk.forms.conditions import All, Condition, Fits, Some, Unless
from kiosk.forms.form import Field, Form, Item, Repeat, Section
from kiosk.forms.kind import Editor, Invalid, is_empty
from kiosk.forms.kinds import kind_of
from kiosk.forms.kinds.date import day_of
from kiosk.forms.pointer import ABSENT, numbered
from kiosk.forms.sample import NoSampleError, sample_entry

ALTERNATIVES = 500
"""Alternatives that are looked at for one question; beyond them, it counts as reachable."""
ALTERNATIVES_IN_ALL = 10_000
"""The same for all questions of a form."""

COMBINATIONS = 500
"""Choices of several that are tried: all of them where there are eight options."""


@dataclass(frozen=True)
class Demand:
    """What `fits` must come to: hold, or not."""

    fits: Fits
    holds: bool


_UNSAID = object()
"""The answer that nobody needs to give."""
_UNKNOWN = object()
"""A whole object or group, or a file: it may well be given, or not, but that is not ours to say."""

Alternative: TypeAlias = tuple[Demand, ...]
Chain: TypeAlias = tuple[Condition, ...]


class UndecidedError(Exception):
    """There are more alternatives than are looked at."""


class Reach:
    """Judges the chains of conditions of one form, as somebody answers it on the day `today`."""

    def __init__(self, form: Form, today: date) -> None:
        self._today = today
        self._left, self._left_in_all = 0, ALTERNATIVES_IN_ALL
        self._fields = {field.pointer: field for _, field in form.fields()}
        self._chains = {field.pointer: chain for field, chain in chained(form)}

    def can_hold(self, chain: Chain) -> bool:
        """Whether some answers meet every condition of `chain`, and are themselves asked for."""
        try:
            return self._meeting(chain) is not None
        except UndecidedError:
            return True

    def meeting(self, chain: Chain) -> Mapping[str, Entry] | None:
        """Return entries that meet `chain`, by their pointers; None where none were found."""
        try:
            values = self._meeting(chain)
        except UndecidedError:
            return None
        if values is None or _UNKNOWN in values.values():
            return None
        return dict(map(self._entry, values, values.values()))

    def _entry(self, scope: str, value: Any) -> tuple[str, Entry]:
        field = self._fields[scope]
        return numbered(scope, 0), kind_of(field.kind).entry(value, field)

    def _meeting(self, chain: Chain) -> dict[str, Any] | None:
        self._left = ALTERNATIVES
        found = map(self._values_of, self._alternatives(chain, frozenset()))
        return next((values for values in found if values is not None), None)

    def _alternatives(self, chain: Chain, above: frozenset[str]) -> Iterator[Alternative]:
        """Yield the ways to meet `chain`; an answer that must be there must be asked for."""
        for alternative in _joined([_ways(condition, wanted=True) for condition in chain]):
            self._spend()
            if self._values_of(alternative) is None:
                continue
            needed = {demand.fits.scope for demand in alternative if demand.holds} - above
            asked = tuple(one for scope in sorted(needed) for one in self._chains.get(scope, ()))
            if not asked:
                yield alternative
                continue
            for deeper in self._alternatives(asked, above | needed):
                yield alternative + deeper

    def _spend(self) -> None:
        self._left -= 1
        self._left_in_all -= 1
        if min(self._left, self._left_in_all) < 0:
            raise UndecidedError

    def _values_of(self, alternative: Alternative) -> dict[str, Any] | None:
        """Return the values that meet `alternative`, by scope, or None where there are none."""
        demands: dict[str, list[Demand]] = {}
        for demand in alternative:
            demands.setdefault(demand.fits.scope, []).append(demand)
        values = {scope: self._value(scope, asked) for scope, asked in demands.items()}
        if ABSENT in values.values():
            return None
        return {scope: value for scope, value in values.items() if value is not _UNSAID}

    def _value(self, scope: str, demands: list[Demand]) -> Any:
        """Return a value that meets `demands`; `_UNSAID` if none is needed, ABSENT if none does.

        Where the form has a default, there is a value whenever the question itself is asked.
        """
        needed = any(demand.holds for demand in demands)  # what is not answered holds nothing
        field = self._fields.get(scope)
        if field is None:
            return _UNKNOWN
        if kind_of(field.kind).editor is Editor.DOCUMENTS:
            return _UNKNOWN if needed else _UNSAID
        fitting = (
            value
            for value in _values(field, [demand.fits for demand in demands], self._today)
            if all(demand.fits.accepts(value) is demand.holds for demand in demands)
        )
        return next(fitting, ABSENT if needed else self._unanswered(field))

    def _unanswered(self, field: Field) -> Any:
        """Return what an answer that nobody gave comes to: a default, where the question is asked.

        Whether one with a default can be kept from being asked is not looked into.
        """
        if field.default is None:
            return _UNSAID
        return _UNKNOWN if self._chains[field.pointer] else ABSENT


def chained(form: Form) -> Iterator[tuple[Field, Chain]]:
    """Yield each field with the conditions under which it is asked, those above it too."""
    for page in form.pages:
        yield from _within(page.items, (page.shown_when,) if page.shown_when else ())


def _within(items: Iterable[Item], above: Chain) -> Iterator[tuple[Field, Chain]]:
    for item in items:
        chain = (*above, item.shown_when) if item.shown_when else above
        if isinstance(item, Field):
            yield item, chain
        elif isinstance(item, Section | Repeat):
            yield from _within(item.items, chain)


def _ways(condition: Condition, *, wanted: bool) -> list[Alternative]:
    """Return the ways in which `condition` comes to `wanted`."""
    match condition:
        case Fits():
            return [(Demand(condition, wanted),)]
        case All() if wanted:
            return _joined([_ways(one, wanted=True) for one in condition.conditions])
        case All():
            return _either([_ways(one, wanted=False) for one in condition.conditions])
        case Some() if wanted:
            return _either([_ways(one, wanted=True) for one in condition.conditions])
        case Some():
            return _joined([_ways(one, wanted=False) for one in condition.conditions])
        case Unless() if wanted:
            return _joined([_ways(one, wanted=False) for one in condition.conditions])
        case Unless():
            return _either([_ways(one, wanted=True) for one in condition.conditions])
        case _:
            raise UndecidedError


def _joined(parts: list[list[Alternative]]) -> list[Alternative]:
    """Return the ways to meet all of `parts`."""
    found = list(islice(product(*parts), ALTERNATIVES + 1))
    if len(found) > ALTERNATIVES:
        raise UndecidedError
    return [tuple(demand for way in ways for demand in way) for ways in found]


def _either(parts: list[list[Alternative]]) -> list[Alternative]:
    return [way for ways in parts for way in ways]


def _values(field: Field, reading: list[Fits], today: date) -> Iterator[Any]:
    """Yield answers to `field` that conditions reading it can tell apart."""
    named = [value for fits in reading for value in _named(fits.schema)]
    if field.options and field.kind != "choices":
        yield from (option.value for option in field.options)
        return
    candidates = (
        _several([option.value for option in field.options], named)
        if field.options
        else (True, False, *_typed(field, named), *_sampled(field, today))
    )
    for value in candidates:
        if _is_accepted(value, field, today):
            yield value


def _several(options: list[str], named: list[Any]) -> Iterator[list[str]]:
    """Yield choices of several: the telling ones, then one after the other up to a bound."""
    yield options
    yield [value for value in options if value in named]
    yield [value for value in options if value not in named]
    for left_out in named:
        yield [value for value in options if value != left_out]
    sizes = (combinations(options, size) for size in range(1, len(options)))
    yield from map(list, islice(linked.from_iterable(sizes), COMBINATIONS))


def _typed(field: Field, named: list[Any]) -> Iterator[Any]:
    bounds = [field.limits.minimum, field.limits.maximum]
    numbers = [one for one in named if isinstance(one, int | float) and not isinstance(one, bool)]
    numbers += [float(bound) for bound in bounds if bound is not None] or [0]
    for number in numbers:
        for near in (number, number + 1, number - 1, number + 0.05, number - 0.05):
            yield near
            yield int(near)
            yield "x" * max(0, min(int(near), 10_000))
    yield from (value for value in named if isinstance(value, str))
    kind = kind_of(field.kind)
    for entry in kind.accepts:
        try:
            yield kind.parse(entry, field)
        except Invalid:
            continue


def _sampled(field: Field, today: date) -> Iterator[Any]:
    """Yield what the tour would answer, and the first and last day where the form sets them."""
    bounds = (field.limits.earliest, field.limits.latest)
    yield from (day_of(bound, today).isoformat() for bound in bounds if bound)
    try:
        yield kind_of(field.kind).parse(sample_entry(field, today), field)
    except NoSampleError:
        return


def _named(schema: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the values and bounds that a condition's schema compares with."""
    for keyword, value in schema.items():
        if keyword in {"not", "contains"}:
            yield from _named(value)
        elif keyword == "enum":
            yield from value
        else:
            yield value


def _is_accepted(value: Any, field: Field, today: date) -> bool:
    kind = kind_of(field.kind)
    try:
        entry = kind.entry(value, field)
        read = ABSENT if is_empty(entry) else kind.read(entry, field, today)
    except (Invalid, ValueError, TypeError, AttributeError, ArithmeticError):
        return False
    return bool(read == value) and isinstance(read, bool) is isinstance(value, bool)
