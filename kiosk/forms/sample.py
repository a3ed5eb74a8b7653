"""Made-up answers that a form accepts: for the tour, and to prove that it can be finished."""

from collections.abc import Iterator
from datetime import date, timedelta

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


class NoSampleError(Exception):
    """No made-up answer fits. Names the pointer: such a field can hardly be answered at all."""


def answered(form: Form, answers: Answers, audience: Audience, today: date) -> Answers:
    """Return `answers` with everything answered that is asked, and the way around every stop.

    Raises:
        NoSampleError: a field accepts none of the candidates, or a stop cannot be got around.
    """
    while True:
        filled = fill(form, answers, audience, today)
        if filled.stops:
            answers = _around(filled, answers, audience, today)
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


def _around(filled: Filled, answers: Answers, audience: Audience, today: date) -> Answers:
    """Return answers with fewer stops: another choice where a stop's condition reads."""
    for pointer, field in _deciding(filled):
        for entry in _accepted(field, today):
            other = answers.having(pointer, entry)
            if len(fill(filled.form, other, audience, today).stops) < len(filled.stops):
                return other
    raise NoSampleError(f"{filled.form.id}: the stop on page {min(filled.stops)} has no way around")


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
