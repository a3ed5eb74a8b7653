"""Lays text out on sheets of paper: wrapping, columns, page breaks. Draws nothing yet.

Measures are in points (1/72 inch); `y` runs downwards from the top of a page. There is no markup
anywhere: text is letters, whatever it contains.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kiosk.receipt.pdf_fonts import SOFT_HYPHEN, Weight, literal, width
from kiosk.receipt.pdf_path import Step
from kiosk.receipt.pdf_tags import Element

MM = 72 / 25.4

BASE = 0.74
"""Where in its height a line of letters stands: the same for neighbours of any size."""

_BREAK = rf"(?:[ /@{SOFT_HYPHEN}]|-(?![0-9]))"
_PIECE = re.compile(rf"(?:(?!{_BREAK}).)*{_BREAK}+|(?:(?!{_BREAK}).)+")
"""Text up to and with a place where a line may end: not before a digit, as in a case number."""

Colour: TypeAlias = str
"""RGB in hexadecimal, `#rrggbb`."""


@dataclass(frozen=True)
class Page:
    """A page and what is printed of it. The area ends at `bottom`; the foot stands below it."""

    width: float
    height: float
    left: float
    top: float
    bottom: float

    @property
    def inner(self) -> float:
        """How wide the printed area is."""
        return self.width - 2 * self.left


@dataclass(frozen=True)
class Style:
    """How text looks. `leading` is the height of a line."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: Colour = "#000000"


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
class Fill:
    """A filled outline."""

    steps: tuple[Step, ...]
    colour: Colour


@dataclass(frozen=True)
class Code:
    """A QR code; `rows` are its modules from the top, without the quiet zone."""

    x: float
    y: float
    width: float
    rows: tuple[bytes, ...]
    colour: Colour = "#000000"


Ink: TypeAlias = Letters | Box | Fill | Code


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


class Sheets:
    """What has been laid out so far, and where the next thing goes.

    Attributes:
        marks: everything to draw.
        cursor: where the next thing goes.
    """

    def __init__(self, page: Page) -> None:
        self.marks: list[Mark] = []
        self.cursor = Cursor(0, page.top)
        self._page = page
        self._others: dict[int, Page] = {}

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max((mark.page for mark in self.marks), default=0) + 1

    @property
    def here(self) -> Page:
        """The page of the cursor."""
        return self.page(self.cursor.page)

    def page(self, number: int) -> Page:
        """Return what page `number` (from 0) is like."""
        return self._others.get(number, self._page)

    def alter(self, page: Page) -> None:
        """Let the page of the cursor be another one than the rest."""
        self._others[self.cursor.page] = page

    def turn(self, page: Page) -> None:
        """Begin a page that is another one than the rest."""
        self.cursor = Cursor(self.cursor.page + 1, page.top)
        self.alter(page)

    def space(self, height: float) -> None:
        """Leave room, but none at the top of a page."""
        if self.cursor.y > self.here.top:
            self.down(height)

    def down(self, height: float) -> None:
        """Leave room, wherever the cursor is."""
        self.cursor = Cursor(self.cursor.page, self.cursor.y + height)

    def keep(self, height: float) -> None:
        """Begin a new page if `height` does not fit on this one but would on the next."""
        following = self.page(self.cursor.page + 1)
        room = following.bottom - following.top
        if self.cursor.y + height > self.here.bottom and height <= room:
            self.cursor = Cursor(self.cursor.page + 1, following.top)

    def draw(self, ink: Ink, element: Element | None = None) -> None:
        """Draw on the page of the cursor."""
        self.marks.append(Mark(self.cursor.page, ink, element))

    def rule(self, colour: Colour, thickness: float = 0.6, at: Cursor | None = None) -> None:
        """Draw a hairline across the page, at the cursor unless told otherwise."""
        place = at or self.cursor
        page = self.page(place.page)
        line = Box(page.left, place.y, page.inner, thickness, colour)
        self.marks.append(Mark(place.page, line))

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
                at = self._line(Letters(column.x, 0, line, text.style), element, at)
        return at

    def _line(self, line: Letters, element: Element, at: Cursor) -> Cursor:
        style = line.style
        if at.y + style.leading > self.page(at.page).bottom:
            at = Cursor(at.page + 1, self.page(at.page + 1).top)
        base, left = at.y + BASE * style.leading, self.page(at.page).left
        self.marks.append(Mark(at.page, Letters(left + line.x, base, line.words, style), element))
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
    if _measure(paragraph, style) <= within:
        yield _shown(paragraph)
        return
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
