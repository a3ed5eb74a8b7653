"""What can be measured, as values: counters, gauges, histograms, and the labels they may have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias


class Kind(Enum):
    """How a number behaves; the words are those of Prometheus."""

    COUNTER = "counter"
    """It only grows, from nought when the program starts."""
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True)
class Learned:
    """Words that nobody knows beforehand, such as ids of services: so many are told apart.

    Attributes:
        shape: what such a word looks like; anything else is `other`.
        most: how many are learned; later ones are `other`.
    """

    shape: "re.Pattern[str]"
    most: int


Words: TypeAlias = frozenset[str] | Learned


@dataclass(frozen=True, eq=False)
class Instrument:
    """One thing that is measured.

    Attributes:
        name: after the conventions of OpenTelemetry, words with dots.
        unit: of UCUM, such as `s`; a word in braces for what is counted; `1` for none.
        meaning: a sentence for those who look at it.
        labels: each with the words it may have.
        edges: upper edges of a histogram's buckets, in `unit`, ascending.
    """

    name: str
    kind: Kind
    unit: str
    meaning: str
    labels: Mapping[str, Words] = field(default_factory=dict)
    edges: tuple[float, ...] = ()


@dataclass(frozen=True)
class Spread:
    """How values were spread over the buckets of a histogram.

    Attributes:
        counts: of each bucket alone, one more than there are edges.
        total: of all values, in the instrument's unit.
    """

    counts: tuple[int, ...]
    total: float

    def with_value(self, value: float, edges: tuple[float, ...]) -> "Spread":
        """Return the spread with one value more, which belongs below the first edge it fits."""
        index = next((n for n, edge in enumerate(edges) if value <= edge), len(edges))
        counts = (*self.counts[:index], self.counts[index] + 1, *self.counts[index + 1 :])
        return Spread(counts, self.total + value)


@dataclass(frozen=True)
class Point:
    """A number under its labels, in the order of the instrument's."""

    labels: tuple[tuple[str, str], ...]
    value: float | Spread


@dataclass(frozen=True)
class Family:
    """All numbers of an instrument at one moment."""

    instrument: Instrument
    points: tuple[Point, ...]
