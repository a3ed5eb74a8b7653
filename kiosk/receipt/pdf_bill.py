"""The slip of the Swiss QR-bill: receipt and payment part, 210 x 105 mm at the foot of a page.

Measures, sizes and words after SIX, Implementation Guidelines 2.3 (chapter 3) and Style Guide.
Nothing of it is a matter of taste: people, banks and scanners know it by these measures.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kiosk.receipt.bill import payload, shown_amount, shown_iban, shown_reference
from kiosk.receipt.pdf_codes import modules
from kiosk.receipt.pdf_fonts import Weight, width
from kiosk.receipt.pdf_path import Step, outline, placed
from kiosk.receipt.pdf_sheet import MM, Box, Code, Fill, Ink, Letters, Page, Sheets, Style, wrapped
from kiosk.receipt.pdf_tags import Element
from kiosk.receipt.receipt import Bill, ReferenceType

SLIP_WIDTH, SLIP_HEIGHT = 210 * MM, 105 * MM

_MARGIN = 5 * MM
_RECEIPT_WIDTH = 62 * MM
_PAYMENT = 67 * MM
"""Where the payment part begins, with title, code and amount."""
_AMOUNTS, _ACCEPTANCE = 68 * MM, 82 * MM
_CURRENCY = 15 * MM
_CODE, _CODE_TOP, _CROSS = 46 * MM, 17 * MM, 7 * MM
_CORNER, _CORNER_LINE = 3 * MM, 0.75
_LINE = 0.5
_SCISSORS = 4.2 * MM

_TITLE = 11.0
_LEAST = 6.0
_ASCENT = 0.905
"""How far letters reach above their base line, in em."""
_INK = "#000000"

_HANDLE = (
    "M2 .6C4.4 .6 4.4 4.6 2 4.6C-.4 4.6-.4 .6 2 .6ZM2 1.4C.6 1.4.6 3.8 2 3.8C3.4 3.8 3.4 1.4 2 1.4Z"
)
_BLADE = "M3.2 4.3L3.9 3.5L12 7.2C11.8 7.9 11.2 8.1 10.4 7.7Z"
_CROSS_SHAPES = (
    ("M0 0H36V36H0Z", "#ffffff"),
    ("M2 2H34V34H2Z", _INK),
    ("M15 8H21V15H28V21H21V28H15V21H8V15H15Z", "#ffffff"),
)
"""The Swiss cross in the middle of the code, on a grid of 36."""


@dataclass(frozen=True)
class _Column:
    """Where words stand on the slip: `room` is down to the field `box`, which is filled in by hand.

    `sizes` are those of the values, the wanted one first: many words need a smaller one.
    """

    x: float
    top: float
    width: float
    room: float
    box: tuple[float, float]
    sizes: tuple[float, ...]


_RECEIPT = _Column(5 * MM, 12 * MM, 52 * MM, 55 * MM, (52 * MM, 20 * MM), (8, 7, 6))
_INFORMATION = _Column(118 * MM, 5 * MM, 87 * MM, 93 * MM, (65 * MM, 25 * MM), (10, 9, 8, 7, 6))

Say = Callable[[str], str]
Block = tuple[str, Sequence[str]]
"""The name of a heading, and the lines below it."""


def page_with_slip(page: Page) -> Page:
    """Return `page` with room for the slip; a small one is laid on its side for it."""
    if page.width >= SLIP_WIDTH:
        return replace(page, bottom=page.bottom - SLIP_HEIGHT + _MARGIN)
    below = page.height - page.bottom + SLIP_HEIGHT - _MARGIN
    side = replace(page, width=page.height, height=page.width, top=_MARGIN)
    return replace(side, bottom=side.height - below)


def set_slip(sheets: Sheets, root: Element, bill: Bill, say: Say, language: str) -> None:
    """Set the slip at the foot of the cursor's page, in one of the four languages of bills."""
    section = root.add("Sect", language=language)
    _Slip(sheets, section, bill, say).set()


class _Slip:
    def __init__(self, sheets: Sheets, section: Element, bill: Bill, say: Say) -> None:
        self._sheets, self._section, self._bill, self._say = sheets, section, bill, say
        self._top = sheets.here.height - SLIP_HEIGHT

    def set(self) -> None:
        """Draw everything, in the order in which it is read."""
        self._lines()
        self._title("bill-receipt", _MARGIN)
        self._receipt()
        self._title("bill-payment-part", _PAYMENT)
        self._code()
        self._information()

    def _lines(self) -> None:
        """Draw where to cut, with scissors on both lines."""
        self._draw(Box(0, -_LINE / 2, SLIP_WIDTH, _LINE, _INK))
        self._draw(Box(_RECEIPT_WIDTH - _LINE / 2, 0, _LINE, SLIP_HEIGHT, _INK))
        half = _SCISSORS / 2
        for blade in _scissors():
            self._draw(Fill(placed(blade, _MARGIN, -half, _SCISSORS / 12), _INK))
            beside = placed(blade, _RECEIPT_WIDTH + half, 0, _SCISSORS / 12, turned=True)
            self._draw(Fill(placed(beside, 0, 2 * MM, 1), _INK))

    def _title(self, name: str, x: float) -> None:
        base = _MARGIN + _ASCENT * _TITLE
        self._letters(x, base, self._say(name), _bold(_TITLE), self._section.add("H2"))

    def _receipt(self) -> None:
        whole = [("bill-account", self._account()), *self._reference()]
        short = [("bill-account", self._account(street=False)), *self._reference()]
        fits = self._fits(_RECEIPT, _RECEIPT.sizes[0], whole)
        self._words(_RECEIPT, whole if fits else short)  # the street may be left out there (3.6.2)
        self._amounts(_MARGIN, _RECEIPT.sizes[0])
        words, style = self._say("bill-acceptance"), _bold(_LEAST)
        x = _MARGIN + _RECEIPT.width - width(words, style.weight, style.size)
        self._letters(x, _ACCEPTANCE + _ASCENT * _LEAST, words, style, self._section.add("P"))

    def _information(self) -> None:
        message = [("bill-further", [self._bill.message])] if self._bill.message else []
        self._amounts(_PAYMENT, _INFORMATION.sizes[0])
        self._words(_INFORMATION, [("bill-account", self._account()), *self._reference(), *message])

    def _account(self, *, street: bool = True) -> list[str]:
        creditor = self._bill.creditor
        abroad = "" if creditor.country == "CH" else f"{creditor.country}-"
        lines = (
            shown_iban(self._bill.iban),
            creditor.name,
            f"{creditor.street} {creditor.house_number}" if street else "",
            f"{abroad}{creditor.postcode} {creditor.town}",
        )
        return [line.strip() for line in lines if line.strip()]

    def _reference(self) -> list[Block]:
        bill = self._bill
        if bill.reference_type is ReferenceType.NONE:
            return []
        return [("bill-reference", [shown_reference(bill.reference, bill.reference_type)])]

    def _words(self, column: _Column, blocks: Sequence[Block]) -> None:
        """Set headings and lines, a blank line between blocks, and the payer's field below."""
        fitting = (size for size in column.sizes if self._fits(column, size, blocks))
        size = next(fitting, _LEAST)
        y, leading = column.top, size + 1
        for name, lines in blocks:
            element = self._section.add("P")
            self._heading(column.x, y, name, size, element)
            for line in self._wrapped(lines, column.width, size):
                y += leading
                self._letters(column.x, y + _ASCENT * size, line, _plain(size), element)
            y += 2 * leading
        self._heading(column.x, y, "bill-payable-by", size, self._section.add("P"))
        for corner in _corners(column.x, y + size + 3, *column.box):  # who pays is not known here
            self._draw(corner)

    def _fits(self, column: _Column, size: float, blocks: Sequence[Block]) -> bool:
        """Whether everything down to the payer's field stays in the column."""
        lines = sum(len(self._wrapped(lines, column.width, size)) + 2 for _, lines in blocks)
        return (lines + 1) * (size + 1) + 2 + column.box[1] <= column.room

    def _wrapped(self, lines: Sequence[str], within: float, size: float) -> list[str]:
        return [part for line in lines for part in wrapped(line, within, _plain(size))]

    def _heading(self, x: float, y: float, name: str, size: float, element: Element) -> None:
        smaller = max(size - 2, _LEAST)
        self._letters(x, y + _ASCENT * smaller, self._say(name), _bold(smaller), element)

    def _amounts(self, x: float, size: float) -> None:
        cells = (
            (0.0, "bill-currency", self._bill.currency),
            (_CURRENCY, "bill-amount", shown_amount(self._bill.amount)),
        )
        for offset, name, value in cells:
            element = self._section.add("P")
            self._heading(x + offset, _AMOUNTS, name, size, element)
            base = _AMOUNTS + size + 1 + _ASCENT * size
            self._letters(x + offset, base, value, _plain(size), element)

    def _code(self) -> None:
        """Draw the code, 46 mm wide, with the Swiss cross in its middle."""
        bill = self._bill
        alt = f"{self._say('bill-code')}: {bill.currency} {shown_amount(bill.amount)}"
        figure = self._section.add("Figure", alt=f"{alt}, {bill.creditor.name}")
        self._draw(Code(_PAYMENT, _CODE_TOP, _CODE, modules(payload(bill)), _INK), figure)
        edge = (_CODE - _CROSS) / 2
        for shape, colour in _CROSS_SHAPES:
            steps = placed(outline(shape), _PAYMENT + edge, _CODE_TOP + edge, _CROSS / 36)
            self._draw(Fill(steps, colour), figure)

    def _letters(self, x: float, base: float, words: str, style: Style, element: Element) -> None:
        """Draw a line; the blank at its end keeps it apart from the next for who listens."""
        self._draw(Letters(x, base, f"{words.strip()} ", style), element)

    def _draw(self, ink: Ink, element: Element | None = None) -> None:
        """Draw `ink`, whose place counts from the upper left corner of the slip."""
        if isinstance(ink, Fill):
            self._sheets.draw(replace(ink, steps=placed(ink.steps, 0, self._top, 1)), element)
        else:
            self._sheets.draw(replace(ink, y=ink.y + self._top), element)


def _plain(size: float) -> Style:
    return Style(size, size + 1, Weight.BILL)


def _bold(size: float) -> Style:
    return Style(size, size + 1, Weight.BILL_BOLD)


def _corners(x: float, y: float, wide: float, high: float) -> Iterator[Box]:
    """Yield the marks at the corners of a field that is filled in by hand."""
    for left in (x, x + wide - _CORNER):
        for top in (y, y + high - _CORNER_LINE):
            yield Box(left, top, _CORNER, _CORNER_LINE, _INK)
    for left in (x, x + wide - _CORNER_LINE):
        for top in (y, y + high - _CORNER):
            yield Box(left, top, _CORNER_LINE, _CORNER, _INK)


@cache
def _scissors() -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return the two halves of a pair of scissors, 12 wide, that cuts to the right."""
    half = outline(_HANDLE + _BLADE)
    mirrored = tuple(
        (letter, tuple(12 - it if place % 2 else it for place, it in enumerate(points)))
        for letter, points in half
    )
    return half, mirrored
