"""Turns laid-out sheets into a PDF: ink, tags, metadata. The same sheets give the same bytes."""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from kiosk.receipt.pdf_about import About, describe
from kiosk.receipt.pdf_fonts import Weight, runs
from kiosk.receipt.pdf_sheet import Box, Code, Fill, Ink, Letters, Mark, Sheets
from kiosk.receipt.pdf_tags import Element, Tags

rl_config.useA85 = 0
"""Pages as the bytes they are: in letters they would be a quarter longer, and slow to make."""


def painted(sheets: Sheets, root: Element, about: About) -> bytes:
    """Return the PDF of `sheets`, whose structure is the tree below `root`."""
    paper = io.BytesIO()
    canvas = Canvas(
        paper,
        pdfVersion=(1, 7),
        pageCompression=1,
        invariant=1,
        initialFontName=next(runs(" ", Weight.REGULAR))[0],
        lang=about.language,
    )
    describe(canvas, about)
    _identify(canvas, sheets)
    tags = Tags(canvas)
    for page in range(sheets.pages):
        high = sheets.page(page).height
        canvas.setPageSize((sheets.page(page).width, high))
        for element, marks in _by_element(sheets, page):
            with tags.marking(page, element):
                for mark in marks:
                    _draw(canvas, mark.ink, high)
        canvas.showPage()
    tags.write(root)
    canvas.save()
    return paper.getvalue()


def _identify(canvas: Any, sheets: Sheets) -> None:
    """Let the identifier of the file depend on every word of it, and on its pages."""
    for mark in sheets.marks:
        if isinstance(mark.ink, Letters):
            page = sheets.page(mark.page)
            place = f"{page.width} {page.height} {mark.ink.x} {mark.ink.y}"
            canvas._doc.updateSignature(f"{place} {mark.ink.words}")  # noqa: SLF001 - no public way


def _by_element(sheets: Sheets, page: int) -> Iterator[tuple[Element | None, Iterator[Mark]]]:
    """Yield what is on `page`: decoration first, as it lies below; neighbours together."""
    marks = [mark for mark in sheets.marks if mark.page == page]
    marks.sort(key=lambda mark: mark.element is not None)
    return groupby(marks, key=lambda mark: mark.element)


def _draw(canvas: Any, ink: Ink, high: float) -> None:
    """Draw `ink` on a page that is `high`: PDF counts from below, we from above."""
    match ink:
        case Letters():
            _draw_letters(canvas, ink, high)
        case Box(x, y, wide, tall, colour):
            canvas.setFillColor(HexColor(colour))
            canvas.rect(x, high - y - tall, wide, tall, stroke=0, fill=1)
        case Fill():
            _draw_fill(canvas, ink, high)
        case Code():
            _draw_code(canvas, ink, high)


def _draw_letters(canvas: Any, line: Letters, high: float) -> None:
    text = canvas.beginText(line.x, high - line.y)
    text.setFillColor(HexColor(line.style.colour))
    for font, letters in runs(line.words, line.style.weight):
        text.setFont(font, line.style.size)
        text.textOut(letters)
    canvas.drawText(text)


def _draw_fill(canvas: Any, fill: Fill, high: float) -> None:
    path = canvas.beginPath()
    draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
    for letter, points in fill.steps:
        draw[letter](*(high - point if place % 2 else point for place, point in enumerate(points)))
    canvas.setFillColor(HexColor(fill.colour))
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)


def _draw_code(canvas: Any, code: Code, high: float) -> None:
    """Draw the dark modules of each row as runs: fewer edges for a printer to blur."""
    module = code.width / len(code.rows)
    canvas.setFillColor(HexColor(code.colour))
    path = canvas.beginPath()
    for number, row in enumerate(code.rows):
        base = high - code.y - (number + 1) * module
        for start, length in _dark_runs(row):
            path.rect(code.x + start * module, base, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def _dark_runs(row: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            yield start, length
        start += length
