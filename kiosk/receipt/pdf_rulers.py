"""Rulers on paper: a mark at every millimetre, to see whether a printer shrinks or shifts."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.receipt.pdf_fonts import width
from kiosk.receipt.pdf_sheet import MM, Box, Ink, Letters, Style

_THICK = 0.12 * MM
_MARKS = {10: 2.6 * MM, 5: 1.8 * MM, 1: 1.0 * MM}
"""How long the mark is at a multiple of so many millimetres, the coarsest first."""
_TO_NUMBER = 0.5 * MM
_CAPITAL = 0.714
"""How high digits are in Noto Sans, at one point."""


@dataclass(frozen=True)
class Ruler:
    """Marks along a line from `x`, `y` (points, from the upper left), rightwards or `down`.

    Attributes:
        length: in whole millimetres.
        style: of the numbers.
        edge: whether it runs from edge to edge of the paper, where no number could be read.
    """

    x: float
    y: float
    length: int
    style: Style
    down: bool = False
    edge: bool = False

    def inks(self) -> Iterator[Ink]:
        """Yield what to draw."""
        for at in range(self.length + 1):
            mark = next(long for step, long in _MARKS.items() if at % step == 0)
            yield self._mark(at, mark)
            if self._numbered(at):
                yield self._number(at)

    def _numbered(self, at: int) -> bool:
        if self.edge:
            return at == 5 or (at % 10 == 0 and 0 < at < self.length - 4)  # noqa: PLR2004 - mm
        return at % 10 == 0

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
