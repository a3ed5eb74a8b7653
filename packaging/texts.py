"""Compiles the kiosk's texts: resources/i18n/<language>/*.po become one kiosk.mo each."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""The same texts give the same bytes, whenever they are compiled."""
FOLDER = Path(__file__).parent.parent / "resources" / "i18n"


class BrokenTextsError(Exception):
    """A text file cannot be used. Names file, line and reason."""


def compile_texts(folder: Path) -> None:
    """Compile every language below `folder`.

    Raises:
        BrokenTextsError: see there; the languages before the broken one are compiled.
    """
    for language in sorted(path for path in folder.iterdir() if path.is_dir()):
        whole = merged(language)
        with (language / "kiosk.mo").open("wb") as file:
            write_mo(file, whole)


def merged(language: Path) -> Catalog:
    """Return every message of the .po files in `language`; an id stands in one file only.

    Raises:
        BrokenTextsError: a file is broken, or an id stands twice; names both files.
    """
    whole = Catalog(locale=_locale(language), creation_date=NO_TIME)
    origin: dict[str, Path] = {}
    for path in sorted(language.glob("*.po")):
        for message in _read(path):
            if not message.id:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            if key in origin:
                raise BrokenTextsError(f"{path}: '{key}' stands in {origin[key].name} already")
            origin[key] = path
            whole[message.id] = message
    return whole


def _read(path: Path) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, locale=_locale(path.parent), abort_invalid=True)
    except PoFileError as error:
        raise BrokenTextsError(f"{path}, line {error.lineno + 1}: {error.args[0]}") from None
    except UnicodeDecodeError as error:
        raise BrokenTextsError(f"{path}: byte {error.start} is not UTF-8") from None


def _locale(language: Path) -> str:
    return language.name.split("-")[0]


if __name__ == "__main__":
    try:
        compile_texts(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    except BrokenTextsError as error:
        sys.exit(str(error))
