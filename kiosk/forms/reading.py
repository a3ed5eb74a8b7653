"""The answers as they are read: on the review, and on the confirmation."""

from collections.abc import Iterator, Mapping

from kiosk.forms.form import Field, Form, Sensitivity
from kiosk.forms.kind import FieldKind, words
from kiosk.forms.kinds.document import names
from kiosk.forms.placed import Placed, PlacedField, PlacedNote, PlacedRepeat, PlacedSection
from kiosk.forms.placing import Reader, Reading
from kiosk.forms.pointer import ABSENT
from kiosk.receipt.receipt import Line, Part


def parts_of(
    form: Form,
    pages: Mapping[int, tuple[Placed, ...]],
    reader: Reader,
    language: str,
    *,
    unmasked: bool = False,
) -> Iterator[Part]:
    """Yield the shown answers: a part for a page, a named section, an entry of a group."""
    for number, placed in pages.items():
        title = form.pages[number].title.to(language)
        for heading, fields in _headed(placed, title, language):
            lines = tuple(line_of(field, reader, language, unmasked=unmasked) for field in fields)
            if lines:
                yield Part(heading, number, lines)


def line_of(placed: PlacedField, reader: Reader, language: str, *, unmasked: bool = False) -> Line:
    """Return one answer as it is read; what was not answered has the value ''."""
    reading = reader.at(placed.pointer, placed.field)
    kind = reader.plan.kinds[placed.field.pointer]
    shown = _shown(reading, placed.field, kind, language)
    secret = kind.masked_always or placed.field.sensitivity is Sensitivity.SPECIAL
    secret = secret and not unmasked
    return Line(
        label=placed.field.label.to(language),
        value=kind.masked(shown) if secret and shown else shown,
        pointer=placed.pointer,
        answered=bool(shown),
        masked=secret and bool(shown),
    )


def _shown(reading: Reading, asked: Field, kind: FieldKind, language: str) -> str:
    if reading.later:
        return words(language)("kind-later")
    if reading.value is ABSENT:
        return ""
    return names(reading.entry) or kind.show(reading.value, asked, language)


def _headed(
    items: tuple[Placed, ...], heading: str, language: str
) -> Iterator[tuple[str, list[PlacedField]]]:
    """Yield the fields of `items` in order, with a heading for each run of them."""
    run: list[PlacedField] = []
    for item in items:
        if isinstance(item, PlacedField):
            run.append(item)
            continue
        inner = list(_inside(item, heading, language))
        if inner and inner[0][0] == heading:
            run += inner.pop(0)[1]
        if inner:
            yield heading, run
            yield from inner
            run = []
    yield heading, run


def _inside(item: Placed, heading: str, language: str) -> Iterator[tuple[str, list[PlacedField]]]:
    match item:
        case PlacedSection(section, items):
            yield from _headed(items, section.label.to(language) or heading, language)
        case PlacedRepeat(repeat, _, entries):
            for number, entry in enumerate(entries, start=1):
                named = f"{repeat.entry_label.to(language)} {number}"
                yield from _headed(entry, named, language)
        case PlacedField() | PlacedNote():
            pass
