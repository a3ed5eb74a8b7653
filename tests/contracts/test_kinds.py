"""Holds for every kind of field; a new kind is tested by being there."""

import ast
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms import kinds as kinds_folder
from kiosk.forms.answers import Entry
from kiosk.forms.kind import Editor, FieldKind, Invalid, is_empty
from kiosk.forms.kinds import formats, kinds

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
LANGUAGES = ("de", "fr", "it", "en", "de-simple")
CONTRACT = {
    *("date", "email", "phone", "iban", "ch-ahv", "ch-uid", "ch-plz", "ch-plate", "dog-chip"),
    *("ch-municipality", "country", "file", "multiline", "ch-place-of-origin"),
}
"""The formats of docs/contract.md; an address is a section of four fields."""

accepted = pytest.mark.parametrize(
    ("kind", "entry"),
    [
        pytest.param(kind, entry, id=f"{name}-{at}")
        for name, kind in kinds().items()
        for at, entry in enumerate(kind.accepts)
    ],
)
refused = pytest.mark.parametrize(
    ("kind", "entry"),
    [
        pytest.param(kind, entry, id=f"{name}-{at}")
        for name, kind in kinds().items()
        for at, entry in enumerate(kind.refuses)
    ],
)
every = pytest.mark.parametrize("kind", kinds().values(), ids=kinds())


def texts_of(language: str) -> dict[str, str]:
    with (ROOT / "resources" / "i18n" / language / "kinds.po").open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def ids_in_code() -> set[str]:
    """Return every text id that the form engine names."""
    return {
        node.value
        for path in (ROOT / "kiosk" / "forms").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(("invalid-", "kind-"))
    }


@every
def test_a_kind_says_what_it_accepts_and_what_it_refuses(kind: FieldKind) -> None:
    assert kind.accepts
    assert kind.refuses
    assert isinstance(kind.editor_of(kind.sample), Editor)


@accepted
def test_what_it_says_it_accepts_it_reads(kind: FieldKind, entry: Entry) -> None:
    assert kind.read(entry, kind.sample, TODAY) is not None


@refused
def test_what_it_says_it_refuses_it_refuses(kind: FieldKind, entry: Entry) -> None:
    with pytest.raises(Invalid):
        kind.read(entry, kind.sample, TODAY)


@accepted
def test_what_an_editor_holds_for_a_value_is_read_as_that_value(
    kind: FieldKind, entry: Entry
) -> None:
    value = kind.read(entry, kind.sample, TODAY)
    held = kind.entry(value, kind.sample)
    if kind.editor is not Editor.DOCUMENTS:
        assert kind.read(held, kind.sample, TODAY) == value


@accepted
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_is_read_in_every_language(kind: FieldKind, entry: Entry, language: str) -> None:
    value = kind.read(entry, kind.sample, TODAY)
    assert kind.show(value, kind.sample, language)


@accepted
def test_a_mask_hides_all_but_the_end(kind: FieldKind, entry: Entry) -> None:
    shown = kind.show(kind.read(entry, kind.sample, TODAY), kind.sample, "de")
    left = [mark for mark in kind.masked(shown) if mark.isalnum()]
    assert len(left) in (0, 4)


typed = st.one_of(st.text(), st.text("0123456789.,-+'’ /eECHLUFr٣"))


def outcome(kind: FieldKind, entry: Entry) -> object:
    """Return the value of `entry`, or why there is none."""
    try:
        return kind.read(entry, kind.sample, TODAY)
    except Invalid as problem:
        return problem


@every
@given(text=typed)
def test_a_kind_survives_any_text(kind: FieldKind, text: str) -> None:
    value = outcome(kind, text)
    if not isinstance(value, Invalid) and not is_empty(text):
        str(value).encode()
        assert kind.read(kind.entry(value, kind.sample), kind.sample, TODAY) == value


@every
@given(text=typed)
def test_a_refusal_never_quotes_what_was_typed(kind: FieldKind, text: str) -> None:
    problem = outcome(kind, text)
    if isinstance(problem, Invalid):
        assert problem.args == (problem.reason,)
        assert problem.values.keys() <= {"limit"}


@every
@given(entry=st.lists(st.text(max_size=3), max_size=3).map(tuple))
def test_a_kind_survives_what_another_editor_holds(kind: FieldKind, entry: Entry) -> None:
    assert outcome(kind, entry) is not None


def test_every_format_of_the_contract_has_a_kind() -> None:
    assert set(formats()) == CONTRACT


def test_every_file_of_the_folder_is_a_kind() -> None:
    files = {path.stem for path in Path(kinds_folder.__path__[0]).glob("*.py")}
    assert files - {"__init__"} == set(kinds())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_in_every_language(language: str) -> None:
    assert not {text for text in ids_in_code() if not texts_of(language).get(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_complete_and_none_is_left_over(language: str) -> None:
    assert texts_of(language).keys() == texts_of("de").keys()
    assert texts_of(language).keys() <= ids_in_code()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_keeps_its_placeholders(language: str) -> None:
    for text, words in texts_of("de").items():
        assert ("{limit}" in words) == ("{limit}" in texts_of(language)[text])
