"""The kiosk's texts: compiled from .po files, found by id, put in as they are."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from kiosk.texts import NoTextsError, Texts, UnknownTextError

ROOT = Path(__file__).parent.parent.parent
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture(scope="module")
def compiler() -> ModuleType:
    """packaging/ is a folder of scripts: PyPI's package of that name keeps it."""
    spec = importlib.util.spec_from_file_location("texts", ROOT / "packaging" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(folder: Path, language: str, name: str, body: str) -> None:
    (folder / language).mkdir(exist_ok=True)
    (folder / language / name).write_text(HEADER + body, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, compiler: ModuleType) -> Path:
    write(tmp_path, "de", "a.po", 'msgid "hello"\nmsgstr "Guten Tag, {name}"\n')
    write(tmp_path, "de", "b.po", 'msgid "only-german"\nmsgstr "Nur Deutsch"\n')
    write(tmp_path, "fr", "a.po", 'msgid "hello"\nmsgstr "Bonjour, {name}"\n')
    compiler.compile_texts(tmp_path)
    return tmp_path


def test_files_of_a_language_become_one_and_german_stands_in(folder: Path) -> None:
    texts = Texts("fr", folder)
    assert texts("hello", name="Zoë") == "Bonjour, Zoë"
    assert texts("only-german") == "Nur Deutsch"


def test_a_value_is_put_in_as_it_is(folder: Path) -> None:
    assert Texts("de", folder)("hello", name="{0.__class__} %n") == "Guten Tag, {0.__class__} %n"


def test_an_unknown_id_is_a_bug(folder: Path) -> None:
    with pytest.raises(UnknownTextError):
        Texts("de", folder)("nothing")


def test_texts_that_were_never_compiled_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoTextsError, match=r"packaging/texts\.py"):
        Texts("de", tmp_path)


def test_a_broken_catalogue_names_its_file(folder: Path) -> None:
    (folder / "fr" / "kiosk.mo").write_bytes(b"not a catalogue")
    with pytest.raises(NoTextsError, match=r"fr.kiosk\.mo"):
        Texts("fr", folder)


def test_a_broken_text_file_names_file_and_line(folder: Path, compiler: ModuleType) -> None:
    write(folder, "fr", "a.po", 'msgid "hello"\nmsgid "bye"\nmsgstr "Adieu"\n')
    with pytest.raises(compiler.BrokenTextsError, match=r"a\.po, line \d+"):
        compiler.compile_texts(folder)


def test_an_id_that_stands_twice_names_both_files(folder: Path, compiler: ModuleType) -> None:
    write(folder, "de", "b.po", 'msgid "hello"\nmsgstr "Hallo"\n')
    with pytest.raises(compiler.BrokenTextsError, match=r"b\.po.*a\.po"):
        compiler.compile_texts(folder)


def test_staff_are_told_in_words_of_their_own_where_there_are_some() -> None:
    assert Texts("de", said_to="staff")("done-title") == "Der Antrag ist angekommen"
    assert Texts("de", said_to="staff")("done-next") == Texts("de")("done-next")
