"""What is worth a second look in a form that can be used: for its designer, in English.

Pure: a form and its texts in, remarks out. What cannot be used at all is said by the adapter that
reads the form (kiosk/portals/lucerne/profile.py) and becomes a remark of weight `PROBLEM`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kiosk.forms.amount import PLACEHOLDER, Amount
from kiosk.forms.check_asking import remarks_on_asking
from kiosk.forms.form import Field, Form, Note, Repeat, Section, fields_of
from kiosk.forms.plain import plain_lines
from kiosk.forms.remark import Remark, Weight, named, note, place_of, spots, warning
from kiosk.words import OFFICE_LANGUAGE, Words

__all__ = ["Remark", "Weight", "remarks"]

FIELDS_ON_A_PAGE = 12
"""docs/contract.md: a page has at most a dozen fields, better one to four."""
LABEL_LENGTH = 60
"""Characters; a longer label takes three lines at the largest text size."""
LANGUAGES = ("de", "fr", "it", "en")
"""What visitors of the counter can choose. `de-simple` falls back to German on purpose."""
SENTENCES = frozenset({"confirmation"})
"""Kinds whose label is a whole sentence that is agreed to."""


def remarks(form: Form, texts: Mapping[str, Any], today: date) -> tuple[Remark, ...]:
    """Return what is worth a second look in `form`; `texts` are those of its document."""
    return (
        *_missing_texts(texts),
        *_unused_texts(form, texts),
        *_crowded_pages(form),
        *_long_labels(form),
        *_unsaid_amounts(form),
        *remarks_on_asking(form, today),
    )


def _missing_texts(texts: Mapping[str, Any]) -> Iterator[Remark]:
    german = texts[OFFICE_LANGUAGE]
    for language in dict.fromkeys((*LANGUAGES, *texts)):
        bundle, simple = texts.get(language, {}), "-" in language
        missing = [key for key in german if not bundle.get(key, "").strip()]
        if missing and not simple:
            yield warning(
                f"/texts/{language}",
                f"{len(missing)} of {len(german)} texts are missing: {named(missing)}",
                "visitors read them in German",
            )
        if strange := sorted(bundle.keys() - german.keys()):
            yield warning(
                f"/texts/{language}",
                f"{len(strange)} texts have no German one: {named(strange)}",
                "a slip in the key?",
            )


def _unused_texts(form: Form, texts: Mapping[str, Any]) -> Iterator[Remark]:
    said = {words.get(OFFICE_LANGUAGE) for words in _said(form)}
    german = texts[OFFICE_LANGUAGE]
    if unused := [key for key, text in german.items() if plain_lines(text) not in said]:
        place, hint = f"/texts/{OFFICE_LANGUAGE}", "a slip in the key?"
        yield note(place, f"said nowhere: {named(unused)}", hint)


def _said(form: Form) -> Iterator[Words]:
    """Yield every text of `form`."""
    for page in form.pages:
        yield from (page.title, page.intro)
    for spot in spots(form):
        match spot.item:
            case Field() as field:
                yield from (field.label, field.hint, field.why)
                yield from (option.label for option in field.options)
            case Repeat() as repeat:
                yield from (repeat.label, repeat.entry_label, repeat.hint)
            case Section(label=text) | Note(text=text):
                yield text


def _crowded_pages(form: Form) -> Iterator[Remark]:
    for number, page in enumerate(form.pages):
        count = sum(1 for _ in fields_of(page.items))
        if count > FIELDS_ON_A_PAGE:
            yield warning(
                place_of(number),
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
        yield warning(place, f"a long label: {found}", hint)


def _unsaid_amounts(form: Form) -> Iterator[Remark]:
    options = {field.pointer: [one.value for one in field.options] for _, field in form.fields()}
    for spot in spots(form):
        match spot.item:
            case Note(amount=Amount(pointer=pointer, values=values)):
                missing = [one for one in options.get(pointer, ()) if one not in values]
                if missing:
                    reason = f"no amount for {named(missing)}"
                    yield warning(spot.place, reason, "nothing is said where one is chosen")
            case Note(text=text) if any(PLACEHOLDER in said for said in text.values()):
                reason = f"{PLACEHOLDER} is read as it is written"
                yield warning(spot.place, reason, "options.amount says what it stands for")
            case _:
                pass
