"""What the paper says, in German and in the visitor's language."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias

from kiosk.texts import Texts
from kiosk.words import Words

Saying: TypeAlias = tuple[tuple[str, str], ...]
"""The same thing by language, the office's first; what would only be repeated is left out."""


class Sayings:
    """Says things in every language of one paper."""

    def __init__(self, languages: Iterable[str]) -> None:
        self._texts = {language: _texts(language) for language in languages}

    def __call__(self, text: str, **values: str | Words) -> Saying:
        """Say the kiosk's text with this id; a value may itself be in several languages."""
        return once(
            (language, texts(text, **_in(language, values)))
            for language, texts in self._texts.items()
        )

    def words(self, words: Words) -> Saying:
        """Say the words of a portal; () when there are none."""
        return once((words.spoken_in(language), words.to(language)) for language in self._texts)


@cache
def _texts(language: str) -> Texts:
    """Read the kiosk's texts once: they are the same for every visitor."""
    return Texts(language)


def once(said: Iterable[tuple[str, str]]) -> Saying:
    """Return `said` without what is empty or was said already."""
    by_words: dict[str, str] = {}
    for language, words in said:
        if words.strip():
            by_words.setdefault(words, language)
    return tuple((language, words) for words, language in by_words.items())


def plainly(words: str) -> Saying:
    """Return something that is the same in every language, such as a number."""
    return once([("", words)])


def on_one_line(saying: Saying) -> str:
    """Return `saying` as it stands at the foot of a page."""
    return " / ".join(words for _, words in saying)


def _in(language: str, values: Mapping[str, str | Words]) -> dict[str, str]:
    return {
        name: value.to(language) if isinstance(value, Words) else value
        for name, value in values.items()
    }
