"""The building blocks of an official letter: letterhead, title, panel, lists, tables, foot."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import segno

from kiosk.errors import Unprintable
from kiosk.receipt.pdf_fonts import Weight, width
from kiosk.receipt.pdf_sheet import (
    ACCENT,
    BOTTOM,
    LEFT,
    LINE,
    MM,
    QUIET,
    WASH,
    WIDTH,
    Box,
    Code,
    Column,
    Letters,
    Mark,
    Sheets,
    Shield,
    Style,
    Text,
    height,
    wrapped,
)
from kiosk.receipt.pdf_tags import Element
from kiosk.receipt.sayings import Saying

_BODY = Style(9.5, 13)
_OTHER = Style(8.5, 11.5, colour=QUIET)
"""The visitor's language below the German."""
_LABEL = Style(9, 13, colour=QUIET)
_SMALL = Style(8, 11, colour=QUIET)
_STRONG = Style(9.5, 13, Weight.SEMIBOLD)
_TITLE = Style(23, 29, Weight.BOLD)
_SUBTITLE = Style(12, 16, colour=QUIET)
_HEADING = Style(13, 17, Weight.SEMIBOLD, ACCENT)
_GROUP = Style(9.5, 13, Weight.SEMIBOLD)
_NAME = Style(13, 17, Weight.SEMIBOLD)
_CASE = Style(21, 27, Weight.BOLD)
_FOOT = Style(7.5, 10, colour=QUIET)

_LABELS, _VALUES = 52 * MM, 58 * MM
"""The grid of the page: how wide labels are, and where values begin."""
_ASIDE = 110 * MM
_CELL = 1.5 * MM
_WHOLE = 70 * MM
"""A row up to this height stays on one page; a longer one may go on over the next."""
_PANEL = 6 * MM
_CODE = 32 * MM
_GLANCE = WIDTH - 3 * _PANEL - _CODE
_GLANCE_LABELS = 30 * MM
_GLANCE_VALUES = _GLANCE - _GLANCE_LABELS
_QUIET_ZONE = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""


@dataclass(frozen=True)
class Row:
    """A line of a table: a label and what belongs to it, one below the other."""

    label: Saying
    values: tuple[Saying, ...]
    quiet: bool = False


@dataclass(frozen=True)
class Glance:
    """The case at a glance, and the code that verifies it. `alt` says what the code is."""

    label: Saying
    case: str
    rows: Sequence[Row]
    address: str
    alt: str
    caption: Saying

    def head(self) -> list[Text]:
        """Return the label and the number of the case."""
        return [*_said(self.label, _LABEL, _OTHER), Text(self.case, _CASE)]

    def height(self) -> float:
        """Return how high the panel becomes."""
        rows = sum(_height(row, _GLANCE_LABELS, _GLANCE_VALUES) + _CELL for row in self.rows)
        left = height(self.head(), _GLANCE) + _CELL + rows
        right = _CODE + _CELL + height(_said(self.caption, _SMALL, _SMALL), _CODE)
        return max(left, right) + 2 * _PANEL


@dataclass
class Blocks:
    """Puts blocks below each other; `sheets` is what was laid out, `root` its structure."""

    sheets: Sheets = field(default_factory=Sheets)
    root: Element = field(default_factory=lambda: Element("Document"))

    def letterhead(
        self, *, initial: str, name: str, below: Iterable[Saying], aside: Iterable[Sequence[str]]
    ) -> None:
        """Set who writes: a shield and a name on the left, where they are on the right."""
        left = [Text(name, _NAME)]
        for saying in below:
            left += _apart(_said(saying, _LABEL, _SMALL))
        right = [text for lines in aside for text in _apart([Text(line, _SMALL) for line in lines])]
        sheets = self.sheets
        sheets.draw(Shield(LEFT, sheets.cursor.y, 12 * MM, initial))
        sheets.columns(
            Column(16 * MM, 86 * MM, left, self.root.add("P")),
            Column(_ASIDE, WIDTH - _ASIDE, right, self.root.add("P")),
        )
        sheets.down(5 * MM)
        sheets.rule(ACCENT, 1.2)
        sheets.down(9 * MM)

    def title(self, saying: Saying) -> None:
        """Set the title of the document."""
        self._across(saying, _TITLE, _SUBTITLE, self.root.add("H1"))
        self.sheets.down(3 * MM)

    def paragraph(self, saying: Saying, *, strong: bool = False, small: bool = False) -> None:
        """Set a paragraph across the page."""
        style = _STRONG if strong else _SMALL if small else _BODY
        self._across(saying, style, _SMALL if small else _OTHER, self.root.add("P"))
        self.sheets.down(2 * MM)

    def _across(self, saying: Saying, first: Style, others: Style, element: Element) -> None:
        texts = _said(saying, first, others)
        self.sheets.keep(height(texts, WIDTH))
        self.sheets.columns(Column(0, WIDTH, texts, element))

    def panel(self, glance: Glance) -> None:
        """Set `glance` on a tinted ground."""
        sheets = self.sheets
        sheets.space(3 * MM)
        high = glance.height()
        sheets.keep(high)
        top = sheets.cursor
        sheets.draw(Box(LEFT, top.y, WIDTH, high, WASH))
        sheets.draw(Box(LEFT, top.y, 1.2 * MM, high, ACCENT))
        sheets.down(_PANEL)
        self._case(glance)
        sheets.cursor = replace(top, y=top.y + _PANEL)
        self._code(glance)
        sheets.cursor = replace(top, y=top.y + high)

    def _case(self, glance: Glance) -> None:
        self.sheets.columns(Column(_PANEL, _GLANCE, glance.head(), self.root.add("P")))
        self.sheets.down(_CELL)
        table = self.root.add("Table")
        for row in glance.rows:
            self.sheets.down(_CELL)
            self._cells(table, row, _PANEL, _GLANCE_LABELS, _GLANCE_VALUES)

    def _code(self, glance: Glance) -> None:
        sheets, x = self.sheets, WIDTH - _PANEL - _CODE
        rows = _modules(glance.address)
        edge = _QUIET_ZONE * _CODE / (len(rows) + 2 * _QUIET_ZONE)
        figure = self.root.add("Figure", alt=glance.alt)
        sheets.draw(Box(LEFT + x, sheets.cursor.y, _CODE, _CODE, "#ffffff"))
        sheets.draw(Code(LEFT + x + edge, sheets.cursor.y + edge, _CODE - 2 * edge, rows), figure)
        sheets.down(_CODE + _CELL)
        caption = _said(glance.caption, _SMALL, _SMALL)
        sheets.columns(Column(x, _CODE, caption, figure.add("Caption")))

    def heading(self, saying: Saying, followed_by: float = 14 * MM) -> None:
        """Set a heading that stays with so much of what follows."""
        texts = _said(saying, _HEADING, _OTHER)
        self.sheets.space(8 * MM)
        self.sheets.keep(height(texts, WIDTH) + 2 * MM + followed_by)
        self.sheets.columns(Column(0, WIDTH, texts, self.root.add("H2")))
        self.sheets.down(2 * MM)

    def section(self, saying: Saying, rows: Sequence[Row]) -> None:
        """Set a heading and its rows, on one page if they fit."""
        self.heading(saying, sum(_kept(row) for row in rows))
        self.table(rows)

    def groups(self, saying: Saying, groups: Sequence[tuple[Saying, Sequence[Row]]]) -> None:
        """Set a heading, and below it groups of rows with a smaller heading each."""
        self.heading(saying, _opening(*groups[0]) + _CELL)
        self.sheets.down(_CELL)
        for title, rows in groups:
            self.sheets.keep(_opening(title, rows))
            texts = _said(title, _GROUP, _OTHER)
            self.sheets.columns(Column(0, WIDTH, texts, self.root.add("H3")))
            self.sheets.down(_CELL)
            self.table(rows)
            self.sheets.space(3 * MM)

    def numbered(self, sayings: Sequence[Saying]) -> None:
        """Set a numbered list."""
        steps = self.root.add("L")
        for number, saying in enumerate(sayings, start=1):
            step = steps.add("LI")
            texts = _said(saying, _BODY, _OTHER)
            self.sheets.keep(height(texts, WIDTH - 7 * MM))
            self.sheets.columns(
                Column(0, 6 * MM, [Text(f"{number}.", _GROUP)], step.add("Lbl")),
                Column(7 * MM, WIDTH - 7 * MM, texts, step.add("LBody")),
            )
            self.sheets.down(_CELL)

    def table(self, rows: Sequence[Row]) -> None:
        """Set rows with a hairline above each."""
        if not rows:
            return
        table = self.root.add("Table")
        for row in rows:
            self.sheets.keep(_kept(row))
            self.sheets.rule()
            self.sheets.down(_CELL)
            self._cells(table, row, 0, _LABELS, WIDTH - _VALUES, gutter=_VALUES - _LABELS)
            self.sheets.down(_CELL)
        self.sheets.rule()
        self.sheets.down(2 * MM)

    def _cells(
        self, table: Element, row: Row, x: float, labels: float, values: float, gutter: float = 0
    ) -> None:
        line = table.add("TR")
        self.sheets.columns(
            Column(x, labels, _label(row), line.add("TH", scope="Row")),
            Column(x + labels + gutter, values, _values(row), line.add("TD")),
        )

    def foot(self, lines: Sequence[str], page: Callable[[int, int], str]) -> None:
        """Set the foot of every page, once all of them are there."""
        total = self.sheets.pages
        set_lines = [part for line in lines for part in wrapped(line, 120 * MM, _FOOT)]
        for number in range(total):
            counted = page(number + 1, total)
            right = LEFT + WIDTH - width(counted, _FOOT.weight, _FOOT.size)
            y = BOTTOM + 4 * MM
            self._decorate(number, Box(LEFT, y, WIDTH, 0.6, LINE))
            y += 4 * MM
            self._decorate(number, Letters(right, y, counted, _FOOT))
            for line in set_lines:
                self._decorate(number, Letters(LEFT, y, line, _FOOT))
                y += _FOOT.leading

    def _decorate(self, page: int, ink: Box | Letters) -> None:
        self.sheets.marks.append(Mark(page, ink))


def _modules(address: str) -> tuple[bytes, ...]:
    """Return the rows of the QR code of `address`."""
    try:
        code = segno.make(address, error="m", micro=False)
    except segno.DataOverflowError as error:
        raise Unprintable("the address does not fit a QR code") from error
    return tuple(bytes(row) for row in code.matrix)


def _apart(texts: list[Text]) -> list[Text]:
    """Return `texts` with a little room above the first."""
    return [replace(text, gap=0 if number else 3) for number, text in enumerate(texts)]


def _said(saying: Saying, first: Style, others: Style) -> list[Text]:
    """Return what is said: the office's language first, the visitor's below it."""
    return [
        Text(words, others if number else first, language if number else "")
        for number, (language, words) in enumerate(saying)
    ]


def _label(row: Row) -> list[Text]:
    return _said(row.label, _LABEL, replace(_OTHER, size=8, leading=10.5))


def _values(row: Row) -> list[Text]:
    style = _LABEL if row.quiet else _BODY
    return [text for saying in row.values for text in _said(saying, style, _OTHER)]


def _height(row: Row, labels: float, values: float) -> float:
    return max(height(_label(row), labels), height(_values(row), values))


def _kept(row: Row) -> float:
    """Return how much of `row` must stay on one page."""
    return min(_height(row, _LABELS, WIDTH - _VALUES) + 2 * _CELL, _WHOLE)


def _opening(title: Saying, rows: Sequence[Row]) -> float:
    """Return the height of a small heading with the first of its rows."""
    first = _kept(rows[0]) if rows else 0
    return height(_said(title, _GROUP, _OTHER), WIDTH) + _CELL + first
