"""Made-up answers that a form accepts: for the tour, and to prove that it can be finished."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import TypeAlias

from kiosk.catalogue import Audience
from kiosk.forms.answers import LATER, Added, Answers, Entry, changed
from kiosk.forms.filled import Filled, fill
from kiosk.forms.form import Field, Form
from kiosk.forms.kind import Editor, Invalid
from kiosk.forms.kinds import kind_of
from kiosk.forms.placed import PlacedField, PlacedNote, PlacedRepeat, flat

PEOPLE: dict[str, str] = {
    "firstName": "Zoë",
    "officialName": "Bühlmann-Šimůnek",
    "placeOfOrigin": "Escholzmatt-Marbach",
    "street": "Pilatusstrasse",
    "houseNumber": "12a",
    "swissZipCode": "6003",
    "postcode": "79098",
    "town": "Luzern",
    "phone": "041 000 00 17",
    "email": "zoe@example.ch",
}
"""By the last name of the pointer; nobody real."""

DAYS = (-12_000, 0, 1, -1, 20, -20, 60, 200, -200, -700)
"""Offsets from today, in days, until one is within the limits of a date."""


Attempt: TypeAlias = tuple[str, Entry]
"""An entry at a pointer."""


class NoSampleError(Exception):
    """No made-up answer fits. Names the pointer: such a field can hardly be answered at all."""


def answered(form: Form, answers: Answers, audience: Audience, today: date) -> Answers:
    """Return `answers` with everything answered that is asked, and the way around every stop.

    Raises:
        NoSampleError: a field accepts none of the candidates, or a stop cannot be got around.
    """
    tried: set[Attempt] = set()
    while True:
        filled = fill(form, answers, audience, today)
        if filled.stops:
            pointer, entry = _way_around(filled, answers, audience, today, tried)
            tried.add((pointer, entry))
            answers = answers.having(pointer, entry)
            continue
        empty = next(_unanswered(filled, answers), None)
        if empty is None:
            return answers
        if isinstance(empty, PlacedRepeat):
            answers = changed(answers, empty.pointer, Added(), len(empty.entries))
        else:
            answers = answers.having(empty.pointer, sample_entry(empty.field, today))


def sample_entry(field: Field, today: date) -> Entry:
    """Return an entry that `field` accepts.

    Raises:
        NoSampleError: none of the candidates is accepted.
    """
    entry = next(_accepted(field, today), None)
    if entry is None:
        raise NoSampleError(f"{field.pointer}: no sample of kind {field.kind} is accepted")
    return entry


def _unanswered(filled: Filled, answers: Answers) -> Iterator[PlacedField | PlacedRepeat]:
    for placed in filled.placed.values():
        for item in flat(placed):
            match item:
                case PlacedField() if not answers.entry(item.pointer):
                    yield item
                case PlacedRepeat() if not item.entries and item.repeat.max_items:
                    yield item
                case _:
                    pass


def _way_around(
    filled: Filled, answers: Answers, audience: Audience, today: date, tried: AbstractSet[Attempt]
) -> Attempt:
    """Return another choice where a stop's condition reads: with fewer stops, else with others.

    Behind one stop may lie the next. What was tried is not tried again, so this comes to an end.
    """
    others: list[Attempt] = []
    for attempt in _choices(filled, today):
        stops = fill(filled.form, answers.having(*attempt), audience, today).stops
        if attempt in tried or stops == filled.stops:
            continue
        if len(stops) < len(filled.stops):
            return attempt
        others.append(attempt)
    if not others:
        where = f"the stop on page {min(filled.stops)}"
        raise NoSampleError(f"{filled.form.id}: {where} has no way around")
    return others[0]


def _choices(filled: Filled, today: date) -> Iterator[Attempt]:
    for pointer, field in _deciding(filled):
        yield from ((pointer, entry) for entry in _accepted(field, today))


def _deciding(filled: Filled) -> Iterator[tuple[str, Field]]:
    reads: set[str] = set()
    for number in filled.stops:
        page = filled.form.pages[number]
        notes = [item.note for item in flat(filled.placed[number]) if isinstance(item, PlacedNote)]
        for condition in [page.shown_when, *(note.shown_when for note in notes)]:
            reads |= condition.reads if condition else set()
    for placed in filled.placed.values():
        for item in flat(placed):
            if isinstance(item, PlacedField) and item.pointer in reads:
                yield item.pointer, item.field


def _accepted(field: Field, today: date) -> Iterator[Entry]:
    kind = kind_of(field.kind)
    for candidate in _candidates(field, today):
        if candidate == LATER and field.may_come_later:
            yield candidate
            continue
        try:
            kind.read(candidate, field, today)
        except Invalid:
            continue
        yield candidate


def _candidates(field: Field, today: date) -> Iterator[Entry]:
    kind, limits = kind_of(field.kind), field.limits
    if field.may_come_later:
        yield LATER
    if field.const is not None:
        yield kind.entry(field.const, field)
    known = PEOPLE.get(field.pointer.rsplit("/", 1)[-1])
    if known:
        yield known
    for option in field.options or kind.options[:1]:
        yield option.value
        yield (option.value,)
    yield tuple(option.value for option in field.options[: limits.min_items])
    for bound in (limits.minimum, limits.maximum):
        if bound is not None:
            yield str(bound)
    if kind.editor is Editor.DATE:
        for days in DAYS:
            yield (today + timedelta(days=days)).strftime("%d.%m.%Y")
    yield from ("true", "false") if kind.editor is Editor.YES_NO else ()
    yield from kind.accepts
    for text in ("Sekundarlehrerin", "12", "2025"):
        yield text[: limits.max_length or len(text)]
