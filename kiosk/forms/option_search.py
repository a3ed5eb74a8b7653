"""Finds the options of a long choice by what people type: without umlauts, inside, with a slip."""

import unicodedata
from collections.abc import Callable, Sequence

from kiosk.search import LONGEST_QUERY, folded

SHORTEST_WITH_SLIP = 4
"""Letters of a word in which one slip is forgiven; shorter words would become other words."""

SHORTEST_INSIDE = 2
"""Letters that are looked for inside words; a single one would be in most of them."""


class OptionSearch:
    """An index over `labels`; what it finds are their numbers, from 0."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._spelled = [_spellings(label) for label in labels]
        self._vocabulary = {
            word for spellings in self._spelled for one in spellings for word in one.split()
        }

    def find(self, text: str) -> tuple[int, ...]:
        """Return the options that hold every word of `text`, best first.

        A slip is forgiven only where nothing else fits. An empty text finds all of them, in the
        order of the form; signs alone find nothing.
        """
        words = folded(text[:LONGEST_QUERY])
        if not words:
            return () if text.strip() else tuple(range(len(self._spelled)))
        ranks = ((_rank(words, spelled), at) for at, spelled in enumerate(self._spelled))
        found = sorted((rank, at) for rank, at in ranks if rank is not None)
        return tuple(at for _, at in found) or self._with_a_slip(words)

    def _with_a_slip(self, words: list[str]) -> tuple[int, ...]:
        """Return the options one of whose spellings holds, or nearly holds, every word."""
        meant = [self._near(word) for word in words]
        return tuple(
            at
            for at, spellings in enumerate(self._spelled)
            if any(all(near(one) for near in meant) for one in spellings)
        )

    def _near(self, word: str) -> Callable[[str], bool]:
        """Return what tells whether a spelling holds `word`, or a word that begins nearly so."""
        if len(word) < SHORTEST_WITH_SLIP:
            return lambda spelled: f" {word}" in spelled
        known = {one for one in self._vocabulary if nearly_begins(word, one)}
        return lambda spelled: word in spelled or not known.isdisjoint(spelled.split())


def _spellings(label: str) -> tuple[str, ...]:
    """Return `label` as it is compared: a blank before each word; ä as ae, and as a."""
    if label.isascii():
        return (" " + " ".join(folded(label)),)
    apart = unicodedata.normalize("NFKD", label)
    bare = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return tuple({" " + " ".join(folded(one)) for one in (label, bare)})


def _rank(words: list[str], spellings: tuple[str, ...]) -> int | None:
    """Return how well a label fits: begins so, each word begins a word, holds each word."""
    together = " " + " ".join(words)
    if any(one.startswith(together) for one in spellings):
        return 0
    if any(all(f" {word}" in one for word in words) for one in spellings):
        return 1
    inside = all(len(word) >= SHORTEST_INSIDE for word in words) and any(
        all(word in one for word in words) for one in spellings
    )
    return 2 if inside else None


def nearly_begins(typed: str, known: str) -> bool:
    """Whether `known` begins with `typed` but for one letter: wrong, missing, added or swapped."""
    if min(len(typed), len(known)) > 1 and not {*typed[:2]} & {*known[:2]}:
        return False  # a slip changes one of the first two letters at most; most words end here
    same = next((at for at, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b), None)
    if same is None:
        return len(typed) <= len(known) + 1
    rest, meant = typed[same:], known[same:]
    return (
        meant[1:].startswith(rest[1:])
        or meant[1:].startswith(rest)
        or meant.startswith(rest[1:])
        or (meant[:2] == rest[1::-1] and meant[2:].startswith(rest[2:]))
    )
