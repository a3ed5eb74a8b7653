"""Finds services by what people call them: inside compounds, without umlauts, with a slip.

`Search(listings, "fr").find("domicile")`. A search never widens: signs and wildcards mean nothing,
and an empty search finds nothing.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from kiosk.words import Words, fallbacks

LONGEST_QUERY = 80
"""Characters that are looked at; no name of a service is longer."""
MOST_WORDS = 8
SHORTEST_WORD = 2
"""Letters; one letter is in every service."""
SHORTEST_WITH_SLIP = 4
"""Letters of a word in which one slip is forgiven; shorter words would become other words."""
SHORTEST_INSIDE_WITH_SLIP = 7
"""Letters of a part of a compound in which one slip is forgiven: see `_near`."""

TITLE, KEYWORDS, SUMMARY = 3.0, 2.0, 1.0
EQUAL, BEGINS, INSIDE, NEAR = 4.0, 3.0, 2.0, 1.0
SECOND_LANGUAGE = 0.8
"""What German words are worth to somebody who reads another language."""

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> list[str]:
    """Return the words of `text` as they are compared: small, without accents, ä as ae."""
    composed = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    if not composed.isascii():
        parts = unicodedata.normalize("NFKD", composed.translate(_GERMAN))
        composed = "".join(char for char in parts if not unicodedata.combining(char))
    return _WORD.findall(composed)


class Findable(Protocol):
    """What a search finds: a `Listing` of the catalogue, a command, a case."""

    @property
    def title(self) -> Words:
        """What it is called."""

    @property
    def keywords(self) -> Words:
        """Other words for it, blank-separated."""

    @property
    def summary(self) -> Words:
        """A sentence about it."""

    @property
    def popularity(self) -> int:
        """Of two that fit alike, the more popular one comes first."""


F = TypeVar("F", bound=Findable)


class Search(Generic[F]):
    """An index over `listings` for somebody who reads `language`, and German after it."""

    def __init__(self, listings: Sequence[F], language: str) -> None:
        self._listings = tuple(listings)
        self._places = _places(self._listings, language)
        self._vocabulary = sorted(self._places)
        self._containing = _trigram_index(self._vocabulary)

    def find(self, text: str, limit: int = 20) -> tuple[F, ...]:
        """Return the listings that hold every word of `text`, best first.

        A word that no service knows is passed over, unless no word is known.
        """
        words = [word for word in folded(text[:LONGEST_QUERY]) if len(word) >= SHORTEST_WORD]
        found = [scores for word in words[:MOST_WORDS] if (scores := self._scores(word))]
        if not found:
            return ()
        common = set(found[0]).intersection(*found[1:])
        totals = {place: sum(scores[place] for scores in found) for place in common}
        best = sorted(common, key=lambda place: (-totals[place], self._rank(place)))
        return tuple(self._listings[place] for place in best[:limit])

    def _rank(self, place: int) -> tuple[int, int]:
        return -self._listings[place].popularity, place

    def _scores(self, word: str) -> dict[int, float]:
        """Return what each listing is worth for `word`. A slip counts only if nothing else fits."""
        scores: dict[int, float] = {}
        for quality, known in self._fitting(word) or self._near(word):
            for place, weight in self._places[known].items():
                if (score := quality * weight) > scores.get(place, 0.0):
                    scores[place] = score
        return scores

    def _fitting(self, word: str) -> list[tuple[float, str]]:
        first = bisect_left(self._vocabulary, word)
        last = bisect_left(self._vocabulary, word + "\U0010ffff")
        begins = self._vocabulary[first:last]
        found = [(EQUAL if known == word else BEGINS, known) for known in begins]
        return found + [(INSIDE, known) for known in self._inside(word)]

    def _inside(self, word: str) -> Iterator[str]:
        postings = [self._containing.get(piece, frozenset()) for piece in _trigrams(word)]
        if postings:
            for known in frozenset.intersection(*postings):
                if word in known and not known.startswith(word):
                    yield known

    def _near(self, word: str) -> list[tuple[float, str]]:
        """Return the words that differ from `word`, or hold a part that differs, by one slip.

        One slip (a letter wrong, missing, too many, or two swapped) breaks at most four trigrams
        of the word: of any five, one is intact in what was meant.
        """
        if len(word) < SHORTEST_WITH_SLIP:
            return []
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - behind the first frame
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

        whole = process.extract(
            word, self._vocabulary, scorer=OSA.distance, score_cutoff=1, limit=None
        )
        found = [(NEAR, known) for known, _, _ in whole]
        if len(word) >= SHORTEST_INSIDE_WITH_SLIP:
            postings = [self._containing.get(piece, frozenset()) for piece in _trigrams(word)]
            rarest = sorted(postings, key=len)[:5]
            enough = 100 * (len(word) - 1) / len(word) - 0.01
            candidates = frozenset().union(*rarest)
            parts = process.extract(
                word, candidates, scorer=fuzz.partial_ratio, score_cutoff=enough, limit=None
            )
            longer = (known for known, _, _ in parts if len(known) > len(word))
            found += [(NEAR, known) for known in longer]
        return found


def _places(listings: Sequence[Findable], language: str) -> Mapping[str, dict[int, float]]:
    """Return, for each word, the listings that hold it and its weight there."""
    places: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for place, listing in enumerate(listings):
        for weight, text in _texts(listing, language):
            for word in folded(text):
                held = places[word]
                if weight > held.get(place, 0.0):
                    held[place] = weight
    return places


def _texts(listing: Findable, language: str) -> Iterator[tuple[float, str]]:
    fields = ((TITLE, listing.title), (KEYWORDS, listing.keywords), (SUMMARY, listing.summary))
    for tag in fallbacks(language):
        own = 1.0 if tag.partition("-")[0] == language.partition("-")[0] else SECOND_LANGUAGE
        for weight, words in fields:
            if tag in words:
                yield own * weight, words[tag]


def _trigram_index(vocabulary: Iterable[str]) -> Mapping[str, frozenset[str]]:
    index: defaultdict[str, set[str]] = defaultdict(set)
    for word in vocabulary:
        for piece in _trigrams(word):
            index[piece].add(word)
    return {piece: frozenset(words) for piece, words in index.items()}


def _trigrams(word: str) -> list[str]:
    return [word[start : start + 3] for start in range(len(word) - 2)]
