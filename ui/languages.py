"""Languages by the name their speakers give them; no flags."""

from collections.abc import Iterable
from functools import cache

from kiosk.texts import Texts

ORDER = ("de", "fr", "it", "rm", "en")


@cache
def texts_in(language: str) -> Texts:
    """Return the kiosk's texts in `language`; they are the same for every visitor."""
    return Texts(language)


def own_name(language: str) -> str:
    """Return what `language` calls itself: *Français*."""
    return texts_in(language)("frame-language")


def in_order(languages: Iterable[str]) -> tuple[str, ...]:
    """Return `languages` as a counter offers them: the country's, others, then the easy ones."""
    return tuple(sorted(languages, key=_place))


def _place(language: str) -> tuple[bool, int, str]:
    official = ORDER.index(language) if language in ORDER else len(ORDER)
    return "-" in language, official, language
