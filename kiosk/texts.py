"""The kiosk's own texts: gettext catalogues keyed by id, one per language.

`Texts("fr")("reviewing-title")`. Ids are `<state>-<part>`; the words live in
resources/i18n/<language>/*.po and are compiled by packaging/texts.py.
"""

import gettext
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.words import OFFICE_LANGUAGE, fallbacks

CATALOGUES = Path(__file__).parent.parent / "resources" / "i18n"


class UnknownTextError(KeyError):
    """An id that no catalogue has: a bug, found by the tests."""


class NoTextsError(Exception):
    """There are no usable catalogues: names the folder or file, and what makes them."""


class Texts:
    """The kiosk's texts in one language, falling back to German text by text.

    Args:
        said_to: whom the screen speaks to where that is not the visitor; what has words of its own
            for them (`done-title-to-staff`) is said in those.

    Raises:
        NoTextsError: nothing is compiled, or a compiled catalogue is broken.
    """

    def __init__(self, language: str, folder: Path = CATALOGUES, *, said_to: str = "") -> None:
        self.language = language
        self._ending = f"-to-{said_to}" if said_to else ""
        self._catalogues = [
            _compiled(folder / name / "kiosk.mo")
            for name in fallbacks(language)
            if (folder / name / "kiosk.mo").is_file()
        ]
        if not self._catalogues:
            raise NoTextsError(f"{folder}: nothing is compiled; run packaging/texts.py")

    def __call__(self, text: str, **values: Any) -> str:
        """Return the text with id `text`, its `{placeholders}` filled with `values`.

        `count` also chooses the plural. Values are put in as they are: a brace in a value is a
        brace.

        Raises:
            UnknownTextError: no language has this id.
        """
        for name in dict.fromkeys((text + self._ending, text)):
            if words := self._found(name, values.get("count")):
                return words.format_map(values)
        raise UnknownTextError(text)

    def _found(self, text: str, count: int | None) -> str:
        for catalogue in self._catalogues:
            words = (
                catalogue.gettext(text) if count is None else catalogue.ngettext(text, text, count)
            )
            if words != text:
                return words
        return ""


def all_texts(language: str, folder: Path = CATALOGUES) -> Mapping[str, str]:
    """Return everything that `language` itself says, by id; plurals are joined.

    Raises:
        NoTextsError: it is not compiled, or its catalogue is broken.
    """
    entries: Mapping[str | tuple[str, int], str] = vars(_compiled(folder / language / "kiosk.mo"))[
        "_catalog"
    ]  # gettext offers one text at a time only
    said: dict[str, str] = {}
    for key, words in entries.items():
        name = key if isinstance(key, str) else key[0]
        said[name] = said.get(name, "") + words
    said.pop("", None)
    return said


def _compiled(path: Path) -> gettext.GNUTranslations:
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError) as error:
        raise NoTextsError(f"{path}: {error}; run packaging/texts.py") from error


def languages(folder: Path = CATALOGUES) -> tuple[str, ...]:
    """Return the languages there are catalogues for, German first, then by tag."""
    found = sorted({path.parent.name for path in folder.glob("*/*.?o")})
    return tuple(sorted(found, key=lambda tag: (tag != OFFICE_LANGUAGE, tag)))
