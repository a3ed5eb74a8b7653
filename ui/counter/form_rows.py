"""Where the pieces of a grid stand: as many side by side as there is room for, on one raster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

UNITS = 12
"""Parts of a row; a piece takes a whole number of them, so that edges lie below each other."""


@dataclass(frozen=True)
class Wish:
    """What a piece wants.

    Attributes:
        width: in pixels.
        alone: whether nothing stands beside it.
        begins: whether it begins a row.
    """

    width: int
    alone: bool = False
    begins: bool = False


@dataclass(frozen=True)
class Spot:
    """Where piece `number` stands in its row, in pixels."""

    number: int
    left: int
    width: int


def rows(wishes: Sequence[Wish], width: int, gap: int) -> Iterator[tuple[Spot, ...]]:
    """Yield the rows of pieces that fill `width` pixels with `gap` between them."""
    row: list[Spot] = []
    at = 0
    lonely = False
    for number, wish in enumerate(wishes):
        span = _span(wish.width, width, gap)
        if row and (lonely or wish.alone or wish.begins or at + span > UNITS):
            yield tuple(row)
            row, at = [], 0
        row.append(Spot(number, _edge(at, width, gap), _width(at, span, width, gap)))
        at, lonely = at + span, wish.alone
    if row:
        yield tuple(row)


def _span(wanted: int, width: int, gap: int) -> int:
    """Return how many units hold `wanted` pixels."""
    unit = (width + gap) / UNITS
    return max(1, min(UNITS, -int(-(wanted + gap) // unit)))


def _edge(at: int, width: int, gap: int) -> int:
    return round(at * (width + gap) / UNITS)


def _width(at: int, span: int, width: int, gap: int) -> int:
    return _edge(at + span, width, gap) - gap - _edge(at, width, gap)
