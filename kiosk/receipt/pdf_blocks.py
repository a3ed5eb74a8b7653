"""The building blocks of an official letter: letterhead, title, lists, tables, foot."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.receipt.pdf_crest import drawn_crest
from kiosk.receipt.pdf_fonts import width
from kiosk.receipt.pdf_look import Look
from kiosk.receipt.pdf_sheet import (
    BASE,
    MM,
    Box,
    Column,
    Letters,
    Mark,
    Sheets,
    Style,
    Text,
    height,
    wrapped,
)
from kiosk.receipt.pdf_tags import Element
from kiosk.receipt.sayings import Saying
from kiosk.words import OFFICE_LANGUAGE

_CELL = 1.5 * MM
_WHOLE = 70 * MM
"""A row up to this height stays on one page; a longer one may go on over the next."""
_NUMBER = 7 * MM
"""Room for the number of a step."""
_ABOVE_FOOT = 5.5 * MM
"""Between what is printed and the words of the foot; a line stands in it."""


@dataclass(frozen=True)
class Row:
    """A line of a table: a label and what belongs to it, one below the other."""

    label: Saying
    values: tuple[Saying, ...]
    quiet: bool = False


class Blocks:
    """Puts blocks below each other.

    Attributes:
        sheets: what was laid out.
        root: its structure.
        look: how it looks.
    """

    def __init__(self, look: Look, foot: Sequence[str] = ()) -> None:
        self.look = look
        self._foot = list(self._foot_lines(foot))
        below = 0 if look.stacked else _ABOVE_FOOT + len(self._foot) * look.type.foot.leading
        self.sheets = Sheets(replace(look.page, bottom=look.page.bottom - below))
        self.root = Element("Document")

    def _foot_lines(self, foot: Sequence[str]) -> Iterator[str]:
        """Yield the lines of the foot; the number of the page stands beside the first."""
        look = self.look
        for number, words in enumerate(foot):
            beside = 0 if number or look.stacked else look.counted
            yield from wrapped(words, look.page.inner - beside, look.type.foot)

    def letterhead(
        self, crest: tuple[str, str], name: str, below: Iterable[Saying], aside: Sequence[str]
    ) -> None:
        """Set who writes: a crest (SVG, initial) and a name, and where they are."""
        look, sheets, kind = self.look, self.sheets, self.look.type
        indent = look.crest + 2 * MM
        left = [Text(name, kind.name)]
        for saying in below:
            left += apart(said(saying, kind.label, kind.small))
        right = [Text(line, kind.small) for line in aside]
        if right and not look.stacked:  # on the base line of the name
            right[0] = replace(right[0], gap=BASE * (kind.name.leading - kind.small.leading))
        within = (sheets.here.inner if look.stacked else look.aside - 4 * MM) - indent
        head = Column(indent, within, left, self.root.add("P"))
        ours = self.root.add("P")
        top, place = sheets.cursor, (sheets.here.left, sheets.cursor.y)
        svg, initial = crest
        for ink in drawn_crest(
            "" if look.stacked else svg, initial, look.colours.accent, place, look.crest
        ):
            sheets.draw(ink)
        if look.stacked:
            sheets.columns(head)
            sheets.cursor = replace(top, y=max(sheets.cursor.y, top.y + look.crest))
            sheets.down(_CELL)
            sheets.columns(Column(0, sheets.here.inner, right, ours))
        else:
            beside = sheets.here.inner - look.aside
            sheets.columns(head, Column(look.aside, beside, right, ours))
        sheets.down(look.air * 4 * MM)
        sheets.rule(look.colours.accent, 1.2)
        sheets.down(look.air * 8 * MM)

    def title(self, saying: Saying) -> None:
        """Set the title of the document."""
        kind = self.look.type
        self._across(said(saying, kind.title, kind.subtitle), self.root.add("H1"))
        self.sheets.down(self.look.air * 3 * MM)

    def paragraph(self, saying: Saying, *, strong: bool = False, small: bool = False) -> None:
        """Set a paragraph across the page."""
        kind = self.look.type
        style = kind.strong if strong else kind.small if small else kind.body
        texts = said(saying, style, kind.small if small else kind.other)
        self._across(texts, self.root.add("P"))
        self.sheets.down(2 * MM)

    def _across(self, texts: Sequence[Text], element: Element) -> None:
        inner = self.sheets.here.inner
        self.sheets.keep(height(texts, inner))
        self.sheets.columns(Column(0, inner, texts, element))

    def heading(self, saying: Saying, followed_by: float = 14 * MM) -> None:
        """Set a heading that stays with so much of what follows."""
        texts = said(saying, self.look.type.heading, self.look.type.other)
        inner = self.sheets.here.inner
        self.sheets.space(self.look.air * 7 * MM)
        self.sheets.keep(height(texts, inner) + 2 * MM + followed_by)
        self.sheets.columns(Column(0, inner, texts, self.root.add("H2")))
        self.sheets.down(2 * MM)

    def section(self, saying: Saying, rows: Sequence[Row]) -> None:
        """Set a heading and its rows."""
        self.heading(saying, sum(self._kept(row) for row in rows[:2]))
        self.table(rows)

    def groups(self, saying: Saying, groups: Sequence[tuple[Saying, Sequence[Row]]]) -> None:
        """Set a heading, and below it groups of rows with a smaller heading each."""
        self.heading(saying, self._opening(*groups[0]) + _CELL)
        self.sheets.down(_CELL)
        for title, rows in groups:
            self.sheets.keep(self._opening(title, rows))
            texts = said(title, self.look.type.strong, self.look.type.other)
            self.sheets.columns(Column(0, self.sheets.here.inner, texts, self.root.add("H3")))
            self.sheets.down(_CELL)
            self.table(rows)
            self.sheets.space(3 * MM)

    def numbered(self, sayings: Sequence[Saying]) -> None:
        """Set a numbered list."""
        steps, kind = self.root.add("L"), self.look.type
        within = self.sheets.here.inner - _NUMBER
        for number, saying in enumerate(sayings, start=1):
            step = steps.add("LI")
            texts = said(saying, kind.body, kind.other)
            self.sheets.keep(height(texts, within))
            self.sheets.columns(
                Column(0, _NUMBER, [Text(f"{number}.", kind.strong)], step.add("Lbl")),
                Column(_NUMBER, within, texts, step.add("LBody")),
            )
            self.sheets.down(_CELL)

    def table(self, rows: Sequence[Row]) -> None:
        """Set rows with a hairline above each."""
        if not rows:
            return
        table, line = self.root.add("Table"), self.look.colours.line
        for number, row in enumerate(rows):
            before = self.sheets.cursor
            self.sheets.keep(self._kept(row))
            if number and self.sheets.cursor.page > before.page:
                self.sheets.rule(line, at=before)  # closes the table on the page it leaves
            self.sheets.rule(line)
            self.sheets.down(_CELL)
            self.cells(table, row, 0, self.sheets.here.inner, self.look.values)
            self.sheets.down(_CELL)
        self.sheets.rule(line)
        self.sheets.down(2 * MM)

    def cells(self, table: Element, row: Row, x: float, within: float, values: float) -> None:
        """Set the cells of `row` beside each other, or below each other where that is the look."""
        line = table.add("TR")
        header, cell = line.add("TH", scope="Row"), line.add("TD")
        if self.look.stacked:
            self.sheets.columns(Column(x, within, self._label(row), header))
            self.sheets.columns(Column(x, within, self._values(row), cell))
            return
        self.sheets.columns(
            Column(x, values - self.look.gutter, self._label(row), header),
            Column(x + values, within - values, self._values(row), cell),
        )

    def row_height(self, row: Row, within: float, values: float) -> float:
        """Return how high `cells` becomes."""
        if self.look.stacked:
            return height(self._label(row), within) + height(self._values(row), within)
        return max(
            height(self._label(row), values - self.look.gutter),
            height(self._values(row), within - values),
        )

    def _label(self, row: Row) -> list[Text]:
        return said(row.label, self.look.type.label, self.look.type.label_other)

    def _values(self, row: Row) -> list[Text]:
        kind = self.look.type
        style = replace(kind.body, colour=kind.label.colour) if row.quiet else kind.body
        return [text for saying in row.values for text in said(saying, style, kind.other)]

    def _kept(self, row: Row) -> float:
        """Return how much of `row` must stay on one page."""
        whole = self.row_height(row, self.look.page.inner, self.look.values) + 2 * _CELL
        return min(whole, _WHOLE)

    def _opening(self, title: Saying, rows: Sequence[Row]) -> float:
        """Return the height of a small heading with the first of its rows."""
        texts = said(title, self.look.type.strong, self.look.type.other)
        first = self._kept(rows[0]) if rows else 0
        return height(texts, self.look.page.inner) + _CELL + first

    def foot(self, count: Callable[[int, int], str]) -> None:
        """Set the foot of every page, once all of them are there; `count` says which it is."""
        sheets, total = self.sheets, self.sheets.pages
        if self.look.stacked:  # a roll is cut off after its last line
            self._set_foot(sheets.cursor.page, sheets.cursor.y, "")
            end = sheets.cursor.y + _ABOVE_FOOT + len(self._foot) * self.look.type.foot.leading
            sheets.alter(replace(sheets.here, height=end + sheets.here.top))
            return
        for number in range(total):
            self._set_foot(number, sheets.page(number).bottom, count(number + 1, total))

    def _set_foot(self, number: int, y: float, counted: str) -> None:
        page, style = self.sheets.page(number), self.look.type.foot
        decorate = self.sheets.marks.append
        line = Box(page.left, y + 4 * MM, page.inner, 0.6, self.look.colours.line)
        decorate(Mark(number, line))
        base = y + _ABOVE_FOOT + BASE * style.leading
        right = page.left + page.inner - width(counted, style.weight, style.size)
        decorate(Mark(number, Letters(right, base, counted, style)))
        for words in self._foot:
            decorate(Mark(number, Letters(page.left, base, words, style)))
            base += style.leading


def apart(texts: list[Text]) -> list[Text]:
    """Return `texts` with a little room above the first."""
    return [replace(text, gap=0 if number else 2) for number, text in enumerate(texts)]


def said(saying: Saying, first: Style, others: Style) -> list[Text]:
    """Return what is said: the office's language first, the visitor's below it."""
    return [
        Text(words, others if number else first, "" if language == OFFICE_LANGUAGE else language)
        for number, (language, words) in enumerate(saying)
    ]
