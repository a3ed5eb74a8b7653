"""Turns laid-out sheets into a PDF: ink, tags, metadata. The same sheets give the same bytes."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from kiosk.receipt.pdf_fonts import Weight, runs, width
from kiosk.receipt.pdf_sheet import (
    ACCENT,
    INK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Box,
    Code,
    Letters,
    Mark,
    Sheets,
    Shield,
)
from kiosk.receipt.pdf_tags import Element, Tags

PRODUCER = "Schalter"


@dataclass(frozen=True)
class About:
    """What the document says about itself. `made` is aware."""

    title: str
    author: str
    language: str
    made: datetime


def painted(sheets: Sheets, root: Element, about: About) -> bytes:
    """Return the PDF of `sheets`, whose structure is the tree below `root`."""
    paper = io.BytesIO()
    canvas = Canvas(
        paper,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=next(runs(" ", Weight.REGULAR))[0],
        lang=about.language,
    )
    _describe(canvas, about)
    tags = Tags(canvas)
    for page in range(sheets.pages):
        for element, marks in _by_element(sheets, page):
            with tags.marking(page, element):
                for mark in marks:
                    _draw(canvas, mark)
        canvas.showPage()
    tags.write(root)
    canvas.save()
    return paper.getvalue()


def _by_element(sheets: Sheets, page: int) -> Iterator[tuple[Element | None, Iterator[Mark]]]:
    """Yield what is on `page`: decoration first, as it lies below; neighbours together."""
    marks = [mark for mark in sheets.marks if mark.page == page]
    marks.sort(key=lambda mark: mark.element is not None)
    return groupby(marks, key=lambda mark: mark.element)


def _draw(canvas: Any, mark: Mark) -> None:
    match mark.ink:
        case Letters() as letters:
            _draw_letters(canvas, letters)
        case Box(x, y, wide, high, colour):
            canvas.setFillColor(HexColor(colour))
            canvas.rect(x, PAGE_HEIGHT - y - high, wide, high, stroke=0, fill=1)
        case Shield() as shield:
            _draw_shield(canvas, shield)
        case Code() as code:
            _draw_code(canvas, code)


def _draw_letters(canvas: Any, line: Letters) -> None:
    text = canvas.beginText(line.x, PAGE_HEIGHT - line.y)
    text.setFillColor(HexColor(line.style.colour))
    for font, letters in runs(line.words, line.style.weight):
        text.setFont(font, line.style.size)
        text.textOut(letters)
    canvas.drawText(text)


def _draw_shield(canvas: Any, shield: Shield) -> None:
    """Draw the outline on a grid of 48 x 56, the one the screen uses."""
    unit = shield.width / 48
    canvas.saveState()
    canvas.translate(shield.x, PAGE_HEIGHT - shield.y)
    canvas.scale(unit, -unit)
    path = canvas.beginPath()
    path.moveTo(4, 3)
    path.lineTo(44, 3)
    path.lineTo(44, 31)
    path.curveTo(44, 43, 35, 50, 24, 54)
    path.curveTo(13, 50, 4, 43, 4, 31)
    path.close()
    canvas.setFillColor(HexColor(ACCENT))
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
    _draw_initial(canvas, shield, unit)


def _draw_initial(canvas: Any, shield: Shield, unit: float) -> None:
    size = 26 * unit
    middle = shield.x + shield.width / 2 - width(shield.initial, Weight.BOLD, size) / 2
    for font, letter in runs(shield.initial, Weight.BOLD):
        canvas.setFont(font, size)
        canvas.setFillColor(white)
        canvas.drawString(middle, PAGE_HEIGHT - shield.y - 36 * unit, letter)


def _draw_code(canvas: Any, code: Code) -> None:
    """Draw the dark modules of each row as runs: fewer edges for a printer to blur."""
    module = code.width / len(code.rows)
    canvas.setFillColor(HexColor(INK))
    path = canvas.beginPath()
    for number, row in enumerate(code.rows):
        base = PAGE_HEIGHT - code.y - (number + 1) * module
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


def _describe(canvas: Any, about: About) -> None:
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.title)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    made = about.made.strftime("D:%Y%m%d%H%M%S%z")
    canvas.setDateFormatter(lambda *_: f"{made[:-2]}'{made[-2:]}'")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    metadata = PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), _xmp(about)
    )
    canvas._doc.Catalog.Metadata = metadata  # noqa: SLF001 - there is no public way


def _xmp(about: About) -> bytes:
    """Return the metadata once more, as XMP (ISO 16684-1)."""
    made = about.made.isoformat(timespec="seconds")
    title, author, language = (
        escape(value) for value in (about.title, about.author, about.language)
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()
