"""Rulers along the edges of a sheet: a mark at every millimetre.

They show whether a printer shrinks or shifts the page, and how much of the sheet it leaves blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.receipt.pdf_fonts import width
from kiosk.receipt.pdf_sheet import MM, Box, Ink, Letters, Style

_THICK = 0.12 * MM
_MARKS = {10: 2.6 * MM, 5: 1.8 * MM, 1: 1.0 * MM}
"""How long the mark is at a multiple of so many millimetres, the coarsest first."""
_NEAR = 5
"""Millimetres. So near the edge of the paper no number could be read."""
_CROSSING = 15
"""Millimetres. Up to there the ruler across takes the room of the one down."""
_TO_NUMBER = 0.5 * MM
_CAPITAL = 0.714
"""How high digits are in Noto Sans, at one point."""


@dataclass(frozen=True)
class Ruler:
    """Marks along an edge of the paper, from `x`, `y` (points) rightwards or `down`.

    Attributes:
        length: of the edge, in whole millimetres.
        style: of the numbers.
    """

    x: float
    y: float
    length: int
    style: Style
    down: bool = False

    def inks(self) -> Iterator[Ink]:
        """Yield what to draw."""
        for at in range(self.length + 1):
            mark = next(long for step, long in _MARKS.items() if at % step == 0)
            yield self._mark(at, mark)
            if self._numbered(at):
                yield self._number(at)

    def _numbered(self, at: int) -> bool:
        first = _CROSSING if self.down else 1
        return (at % 10 == 0 or at == _NEAR) and first <= at < self.length - _NEAR

    def _mark(self, at: int, long: float) -> Box:
        along = at * MM - _THICK / 2
        if self.down:
            return Box(self.x, self.y + along, long, _THICK, self.style.colour)
        return Box(self.x + along, self.y, _THICK, long, self.style.colour)

    def _number(self, at: int) -> Letters:
        words, style = str(at), self.style
        beyond, high = _MARKS[10] + _TO_NUMBER, _CAPITAL * style.size
        if self.down:
            return Letters(self.x + beyond, self.y + at * MM + high / 2, words, style)
        left = self.x + at * MM - width(words, style.weight, style.size) / 2
        return Letters(left, self.y + beyond + high, words, style)
