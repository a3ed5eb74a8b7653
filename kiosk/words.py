"""Words that come from a portal, in every language it sent them in.

The kiosk keeps all of them: the visitor may change the language on any page, the receipt is
bilingual, and staff read a form in two languages side by side.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

OFFICE_LANGUAGE = "de"
"""The language of the canton's administration, and the last resort for a missing text."""


def fallbacks(language: str) -> tuple[str, ...]:
    """Return the languages to try for `language`, best first (BCP 47 look-up, RFC 4647 3.4).

    `de-simple` (Leichte Sprache) falls back to `de`; everything falls back to German.
    """
    parts = language.split("-")
    chain = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return tuple(dict.fromkeys([*chain, OFFICE_LANGUAGE]))


class Words(Mapping[str, str]):
    """One text in several languages; immutable. `words.to("fr")` is what a visitor reads."""

    __slots__ = ("_by_language",)

    def __init__(self, by_language: Mapping[str, str] | None = None) -> None:
        self._by_language = MappingProxyType(dict(by_language or {}))

    def to(self, language: str) -> str:
        """Return the text for `language`, its fallbacks, any language at all, or ''."""
        for candidate in fallbacks(language):
            if candidate in self._by_language:
                return self._by_language[candidate]
        return next(iter(self._by_language.values()), "")

    def spoken_in(self, language: str) -> str:
        """Return the language that `to` answers in, for screen readers and tagged PDF."""
        for candidate in fallbacks(language):
            if candidate in self._by_language:
                return candidate
        return next(iter(self._by_language), OFFICE_LANGUAGE)

    def __getitem__(self, language: str) -> str:
        return self._by_language[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_language)

    def __len__(self) -> int:
        return len(self._by_language)

    def __hash__(self) -> int:
        return hash(frozenset(self._by_language.items()))

    def __repr__(self) -> str:
        return f"Words({dict(self._by_language)!r})"
