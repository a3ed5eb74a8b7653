"""Every language says everything, with the same placeholders, in words that can be drawn."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from reportlab.pdfbase.ttfonts import TTFontFile

from kiosk.problems import PROBLEMS

ROOT = Path(__file__).parent.parent.parent
I18N = ROOT / "resources" / "i18n"
FONTS = ROOT / "resources" / "fonts"
TEXT_FONTS = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")
SIGN_FONTS = ("NotoSansMath-Regular.ttf", "NotoSansSymbols2-Regular.ttf")

GERMAN = "de"
SPOKEN = tuple(sorted(folder.name for folder in I18N.iterdir() if folder.is_dir()))
FILES = sorted(I18N.glob("*/*.po"))

WORDS_IN_A_SENTENCE = 15
"""Plain language (eCH-0059); see ARCHITECTURE.md."""
SHORT = re.compile(r"(?:.*-title|.*-do|invalid-.*|problem-.*-answers)|.*-to-staff")
SENTENCE_END = re.compile(r"[.!?…][»”]?(?:\s+|$)")

PAPER = {"unprintable", "printer-unavailable"}
"""Problems of paper: the answers arrived before, so nothing is said about them."""


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name.split("-")[0], abort_invalid=True)


def name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@cache
def texts(language: str) -> dict[str, Message]:
    return {
        name(message): message
        for path in sorted((I18N / language).glob("*.po"))
        for message in catalogue(path)
        if message.id
    }


@cache
def drawable(fonts: tuple[str, ...]) -> frozenset[int]:
    return frozenset().union(*(TTFontFile(str(FONTS / font)).charToGlyph for font in fonts))


def sentences(text: str) -> Iterator[str]:
    return (found for found in SENTENCE_END.split(text) if found.strip())


def words(sentence: str) -> list[str]:
    return [word for word in sentence.split() if any(mark.isalnum() for mark in word)]


def test_the_languages_of_the_counter_are_there() -> None:
    assert {"de", "fr", "it", "en", "de-simple"} <= set(SPOKEN)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_has_the_same_ids_as_german(language: str) -> None:
    ours, german = texts(language).keys(), texts(GERMAN).keys()
    assert (sorted(german - ours), sorted(ours - german)) == ([], [])


@pytest.mark.parametrize("language", SPOKEN)
def test_an_id_stands_in_the_same_file_in_every_language(language: str) -> None:
    for path in (I18N / GERMAN).glob("*.po"):
        ours = {name(message) for message in catalogue(I18N / language / path.name) if message.id}
        assert ours == {name(message) for message in catalogue(path) if message.id}


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_has_the_same_placeholders_as_german(language: str) -> None:
    for id_, message in texts(language).items():
        german = set().union(*map(placeholders, forms(texts(GERMAN)[id_])))
        assert set().union(*map(placeholders, forms(message))) == german, id_


@pytest.mark.parametrize("language", SPOKEN)
def test_a_text_with_a_plural_has_one_in_every_language(language: str) -> None:
    for id_, message in texts(language).items():
        assert isinstance(message.id, str) is isinstance(texts(GERMAN)[id_].id, str), id_


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_left_untranslated(path: Path) -> None:
    for message in catalogue(path):
        if not message.id:
            continue
        assert all(text.strip() for text in forms(message)), message.id
        assert not message.fuzzy, message.id
        if message.pluralizable:
            assert len(forms(message)) == catalogue(path).num_plurals, message.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_says_which_language_it_is(path: Path) -> None:
    header = path.read_text(encoding="utf-8").split("\n\n")[0]
    assert f'"Language: {path.parent.name}\\n"' in header
    assert "charset=UTF-8" in header
    assert "Plural-Forms:" in header


@pytest.mark.parametrize("language", [found for found in SPOKEN if found.startswith(GERMAN)])
def test_swiss_german_spelling_has_no_eszett(language: str) -> None:
    for id_, message in texts(language).items():
        assert "ß" not in "".join(forms(message)), id_


@pytest.mark.parametrize("language", SPOKEN)
def test_every_character_is_in_the_bundled_fonts(language: str) -> None:
    signs = drawable(SIGN_FONTS)
    for font in TEXT_FONTS:
        known = drawable((font,)) | signs
        for id_, message in texts(language).items():
            missing = {mark for mark in "".join(forms(message)) if ord(mark) not in known}
            assert not missing - {"\n"}, (font, id_)


@pytest.mark.parametrize("language", SPOKEN)
def test_what_says_what_to_do_is_said_in_short_sentences(language: str) -> None:
    long = [
        (id_, sentence)
        for id_, message in texts(language).items()
        if SHORT.fullmatch(id_)
        for text in forms(message)
        for sentence in sentences(text)
        if len(words(sentence)) > WORDS_IN_A_SENTENCE
    ]
    assert long == []


TO_STAFF = "-to-staff"
VISITORS = {
    "de": re.compile(r"\b(?:Ihr(?:e[mnrs]?)?|am Schalter|an den Schalter)\b"),
    "fr": re.compile(r"\b(?:votre|vos|au guichet)\b", re.IGNORECASE),
    "it": re.compile(r"\b(?:Su[aoe]|Suoi|allo sportello)\b"),
    "en": re.compile(r"\b(?:your|yours|the counter)\b", re.IGNORECASE),
}


@pytest.mark.parametrize("language", SPOKEN)
def test_what_is_said_to_staff_is_said_otherwise_to_visitors_with_the_same_values(
    language: str,
) -> None:
    said = texts(language)
    for id_ in (found for found in said if found.endswith(TO_STAFF)):
        visitors = said[id_.removesuffix(TO_STAFF)]
        ours, theirs = forms(said[id_]), forms(visitors)
        assert language != GERMAN or ours != theirs, id_
        assert set().union(*map(placeholders, ours)) == set().union(*map(placeholders, theirs)), id_


@pytest.mark.parametrize("language", SPOKEN)
def test_staff_are_not_spoken_to_as_if_they_were_the_visitor(language: str) -> None:
    """What is the visitor's is *the person's*, and nobody at a counter is sent to a counter."""
    wrong = [
        (id_, text)
        for id_, message in texts(language).items()
        if id_.endswith(TO_STAFF)
        for text in forms(message)
        if VISITORS[language.split("-", maxsplit=1)[0]].search(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("word", PROBLEMS)
def test_every_problem_has_its_words(word: str) -> None:
    parts = ("title", "do") if word in PAPER else ("title", "answers", "do")
    assert {f"problem-{word}-{part}" for part in parts} <= texts(GERMAN).keys()


@pytest.mark.parametrize("language", SPOKEN)
def test_nobody_is_told_that_an_uncertain_application_failed_or_was_received(
    language: str,
) -> None:
    forbidden = re.compile(
        "gescheitert|fehlgeschlagen|nicht geklappt|erhalten"
        "|échou|reçu|fallit|ricevut|fail|received",
        re.IGNORECASE,
    )
    uncertain = [id_ for id_ in texts(language) if id_.startswith("problem-outcome-unknown-")]
    assert len(uncertain) > len(("title", "answers", "do"))
    for id_ in uncertain:
        (said,) = forms(texts(language)[id_])
        assert not forbidden.search(said), id_


# --- The ids that the code names -------------------------------------------------------------

SAYERS = {"texts", "_texts", "say", "_say", "words"}
"""What looks a text up, by the last part of its name."""


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=found) | ast.Attribute(attr=found):
            return found
        case ast.Call(func=ast.Name(id="texts_in" | "Texts" | "words")):
            return "texts"
        case _:
            return ""


def pattern(argument: ast.expr) -> str | None:
    """Return what an id must match, for a literal or an f-string; None for anything else."""
    match argument:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+"
                for part in parts
            )
        case ast.IfExp(body=body, orelse=other):
            return f"(?:{pattern(body)})|(?:{pattern(other)})"
        case _:
            return None


def looked_up(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the pattern of each id that `path` looks up.

    A key with a dot is a form's own text (docs/contract.md), not one of the kiosk.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and called(node) in SAYERS and node.args:
            wanted = pattern(node.args[0])
            if wanted and r"\." not in wanted:
                yield node.lineno, wanted


def test_every_text_that_the_code_looks_up_exists() -> None:
    ids = texts(GERMAN).keys()
    missing = [
        f"{path.relative_to(ROOT)}:{line}: {wanted}"
        for path in sources("kiosk", "ui")
        for line, wanted in looked_up(path)
        if not any(re.fullmatch(wanted, id_) for id_ in ids)
    ]
    assert missing == []


def test_the_search_for_ids_in_the_code_finds_them() -> None:
    found = [wanted for path in sources("kiosk", "ui") for _, wanted in looked_up(path)]
    assert re.escape("closed-title") in found
    assert len(found) > 100


def test_every_reason_why_an_entry_is_invalid_has_its_words() -> None:
    named = {
        node.value
        for path in sources("kiosk/forms", "ui")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"invalid-[a-z-]*[a-z]", node.value)
    }
    assert named
    assert sorted(named - texts(GERMAN).keys()) == []
