"""Finds municipalities by name, locality or postcode; a postcode may lie in several of them."""

from collections.abc import Sequence

from kiosk.catalogue import Locality, Municipality
from kiosk.search import folded


def municipalities_for(found_in: Sequence[Municipality], text: str) -> tuple[Municipality, ...]:
    """Return those that `text` may mean, in alphabetical order: so called first, then by locality.

    Every word must begin a word of the name, of a locality, or a postcode. An empty text means
    all of them.
    """
    words, places = folded(text), sorted(found_in, key=lambda place: folded(place.name))
    if not words:
        return () if text.strip() else tuple(places)
    by_name = [place for place in places if _begun(words, place.name)]
    by_locality = [
        place
        for place in places
        if place not in by_name and any(matches(local, text) for local in place.localities)
    ]
    return (*by_name, *by_locality)


def matches(locality: Locality, text: str) -> bool:
    """Whether `text` may mean `locality`."""
    words = folded(text)
    return bool(words) and _begun(words, f"{locality.postcode} {locality.name}")


def _begun(words: list[str], name: str) -> bool:
    parts = folded(name)
    return all(any(part.startswith(word) for part in parts) for word in words)
