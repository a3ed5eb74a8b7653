"""Keeps the numbers: safe to use from any thread, and bounded whatever it is told."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from threading import Lock

from kiosk.telemetry.instruments import Family, Instrument, Kind, Learned, Point, Spread, Words
from kiosk.telemetry.words import OTHER

FEW = 32
"""Counters with at most so many label sets begin at nought: what never happened is told, too."""


class Numbers:
    """The counters and histograms of `instruments`. Each call takes constant time."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._lock = Lock()
        self._learned: dict[Learned, set[str]] = {}
        self._values: dict[Instrument, dict[tuple[str, ...], float | Spread]] = {
            instrument: dict.fromkeys(_known(instrument), 0.0)
            for instrument in instruments
            if instrument.kind is not Kind.GAUGE
        }

    def add(self, counter: Instrument, **labels: str) -> None:
        """Count one more."""
        with self._lock:
            key = self._key(counter, labels)
            values = self._values[counter]
            before = values.get(key, 0.0)
            assert isinstance(before, float)
            values[key] = before + 1

    def observe(self, histogram: Instrument, value: float, **labels: str) -> None:
        """Add a value, in the unit of the histogram."""
        with self._lock:
            key = self._key(histogram, labels)
            values = self._values[histogram]
            before = values.get(key, Spread((0,) * (len(histogram.edges) + 1), 0.0))
            assert isinstance(before, Spread)
            values[key] = before.with_value(value, histogram.edges)

    def families(self) -> Iterator[Family]:
        """Yield what was counted up to now; each family as it was at one moment."""
        for instrument, values in self._values.items():
            with self._lock:
                now = sorted(values.items())
            points = (Point(tuple(zip(instrument.labels, key, strict=True)), at) for key, at in now)
            yield Family(instrument, tuple(points))

    def _key(self, instrument: Instrument, labels: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(
            self._admitted(words, labels.get(name, "")) for name, words in instrument.labels.items()
        )

    def _admitted(self, words: Words, word: str) -> str:
        """Return `word` where the label may have it, else `other`."""
        if isinstance(words, frozenset):
            return word if word in words else OTHER
        if not words.shape.fullmatch(word):
            return OTHER
        known = self._learned.setdefault(words, set())
        if len(known) < words.most:
            known.add(word)
        return word if word in known else OTHER


def _known(instrument: Instrument) -> Iterator[tuple[str, ...]]:
    """Yield the label sets that are there from the beginning."""
    words = list(instrument.labels.values())
    if instrument.kind is not Kind.COUNTER or any(isinstance(each, Learned) for each in words):
        return
    found = list(product(*(sorted(each) for each in words if isinstance(each, frozenset))))
    if len(found) <= FEW:
        yield from found
