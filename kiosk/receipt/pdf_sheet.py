"""Lays text out on sheets of A4: wrapping, columns, page breaks. Draws nothing yet.

Measures are in points (1/72 inch); `y` runs downwards from the top of a page. There is no markup
anywhere: text is letters, whatever it contains.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kiosk.receipt.pdf_fonts import SOFT_HYPHEN, Weight, literal, width
from kiosk.receipt.pdf_tags import Element

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, TOP, BOTTOM = 22 * MM, 18 * MM, 272 * MM
"""The printed area ends at `BOTTOM`; the foot of the page stands below it."""
WIDTH = PAGE_WIDTH - 2 * LEFT

_BASE = 0.74
"""Where in its height a line of letters stands: the same for neighbours of any size."""

_PIECE = re.compile(rf"[^ \-/{SOFT_HYPHEN}]*[ \-/{SOFT_HYPHEN}]+|[^ \-/{SOFT_HYPHEN}]+")
"""Text up to and with a place where a line may end."""

Colour: TypeAlias = str
"""RGB in hexadecimal, `#rrggbb`."""

INK, QUIET, ACCENT, LINE, WASH = "#17202b", "#4d5966", "#1f4e79", "#c8d0d9", "#f1f4f7"


@dataclass(frozen=True)
class Style:
    """How text looks. `leading` is the height of a line."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: Colour = INK


@dataclass(frozen=True)
class Text:
    """Words in one style and one language ('' for the document's own)."""

    words: str
    style: Style
    language: str = ""
    gap: float = 0
    """Room above it."""


@dataclass(frozen=True)
class Letters:
    """One line of text; `y` is its base line."""

    x: float
    y: float
    words: str
    style: Style


@dataclass(frozen=True)
class Box:
    """A filled rectangle; `y` is its upper edge."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True)
class Shield:
    """A neutral coat of arms with an initial. The real ones are protected by law."""

    x: float
    y: float
    width: float
    initial: str


@dataclass(frozen=True)
class Code:
    """A QR code; `rows` are its modules from the top, without the quiet zone."""

    x: float
    y: float
    width: float
    rows: tuple[bytes, ...]


Ink: TypeAlias = Letters | Box | Shield | Code


@dataclass(frozen=True)
class Mark:
    """Something to draw, and the element it is content of; None for decoration."""

    page: int
    ink: Ink
    element: Element | None = None


@dataclass(frozen=True)
class Column:
    """Texts that stand below each other. `x` counts from the left margin."""

    x: float
    width: float
    texts: Sequence[Text]
    element: Element


@dataclass(frozen=True)
class Cursor:
    """A height on a page."""

    page: int
    y: float


@dataclass
class Sheets:
    """What has been laid out so far, and where the next thing goes."""

    marks: list[Mark] = field(default_factory=list)
    cursor: Cursor = Cursor(0, TOP)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max((mark.page for mark in self.marks), default=0) + 1

    def space(self, height: float) -> None:
        """Leave room, but none at the top of a page."""
        if self.cursor.y > TOP:
            self.down(height)

    def down(self, height: float) -> None:
        """Leave room, wherever the cursor is."""
        self.cursor = Cursor(self.cursor.page, self.cursor.y + height)

    def keep(self, height: float) -> None:
        """Begin a new page if `height` does not fit on this one but would on the next."""
        if self.cursor.y + height > BOTTOM and height <= BOTTOM - TOP:
            self.cursor = Cursor(self.cursor.page + 1, TOP)

    def draw(self, ink: Ink, element: Element | None = None) -> None:
        """Draw on the page of the cursor."""
        self.marks.append(Mark(self.cursor.page, ink, element))

    def rule(self, colour: Colour = LINE, thickness: float = 0.6) -> None:
        """Draw a hairline across the page at the cursor."""
        self.draw(Box(LEFT, self.cursor.y, WIDTH, thickness, colour))

    def columns(self, *columns: Column) -> None:
        """Set columns beside each other; each goes on over as many pages as it needs."""
        start = self.cursor
        ends = [self._set(column, start) for column in columns]
        self.cursor = max(ends, key=lambda end: (end.page, end.y))

    def _set(self, column: Column, start: Cursor) -> Cursor:
        at = start
        for text in column.texts:
            at = Cursor(at.page, at.y + text.gap)
            element = column.element
            if text.language or len(column.texts) > 1:
                element = element.add("Span", language=text.language)
            for line in wrapped(text.words, column.width, text.style):
                at = self._line(Letters(LEFT + column.x, 0, line, text.style), element, at)
        return at

    def _line(self, line: Letters, element: Element, at: Cursor) -> Cursor:
        style = line.style
        if at.y + style.leading > BOTTOM:
            at = Cursor(at.page + 1, TOP)
        base = at.y + _BASE * style.leading
        self.marks.append(Mark(at.page, Letters(line.x, base, line.words, style), element))
        return Cursor(at.page, at.y + style.leading)


def height(texts: Iterable[Text], within: float) -> float:
    """Return how high `texts` become when they are set `within` this width."""
    return sum(
        text.gap + len(wrapped(text.words, within, text.style)) * text.style.leading
        for text in texts
    )


def wrapped(text: str, within: float, style: Style) -> list[str]:
    """Return the lines of `text`; nothing is ever cut off. A line keeps the blank it ended at.

    Raises:
        Unprintable: a letter has no glyph.
    """
    return [
        line
        for paragraph in literal(text).split("\n")
        for line in _wrapped_paragraph(paragraph, within, style)
    ]


def _wrapped_paragraph(paragraph: str, within: float, style: Style) -> Iterator[str]:
    line = ""
    for piece in _pieces(paragraph, within, style):
        if line and _measure(line + piece, style) > within:
            yield _shown(line)
            line = ""
        line += piece
    yield _shown(line)


def _pieces(paragraph: str, within: float, style: Style) -> Iterator[str]:
    """Yield what a line may not break; a piece too wide for any line comes letter by letter."""
    for found in _PIECE.finditer(paragraph):
        piece = found.group()
        if _measure(piece, style) > within:
            yield from _clusters(piece)
        else:
            yield piece


def _clusters(piece: str) -> Iterator[str]:
    """Yield each letter together with its combining marks."""
    cluster = ""
    for letter in piece:
        if cluster and not unicodedata.category(letter).startswith("M"):
            yield cluster
            cluster = ""
        cluster += letter
    yield cluster


def _measure(text: str, style: Style) -> float:
    return width(_shown(text).rstrip(" "), style.weight, style.size)


def _shown(line: str) -> str:
    """Return `line` with a hyphen where it ends at a soft one, and no other soft hyphens."""
    ended = line[:-1] + "-" if line.endswith(SOFT_HYPHEN) else line
    return ended.replace(SOFT_HYPHEN, "")
