"""Reads paper back as a reader sees it: what stands where, in which font, and its codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PdfReader

MM = 72 / 25.4


@dataclass(frozen=True)
class Written:
    """A piece of text: where its base line begins, in mm from the upper left, and how it is set."""

    words: str
    x: float
    y: float
    font: str
    size: float


@dataclass(frozen=True)
class Scanned:
    """A code: what it says, and its sides in mm from the upper left of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pieces(document: bytes, page: int) -> list[Written]:
    """Return the text of `page` (from 0, or from the end) piece by piece."""
    read = PdfReader(BytesIO(document)).pages[page]
    high = float(read.mediabox.height)
    found: list[Written] = []

    def visit(words: str, _: Any, matrix: Any, font: Any, size: float) -> None:
        if words.strip():
            name = str(font["/BaseFont"]).partition("+")[2] if font else ""
            x, y = matrix[4] / MM, (high - matrix[5]) / MM
            found.append(Written(words.strip(), x, y, name, size))

    read.extract_text(visitor_text=visit)
    return found


def letter_boxes(document: bytes) -> Iterator[tuple[float, float, float, float]]:
    """Yield how far each letter is from the left, top, right and bottom of its page, in mm."""
    with pypdfium2.PdfDocument(document) as pages:
        for page in pages:
            wide, high = page.get_size()
            text = page.get_textpage()
            for number in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(number)
                if right > left:
                    yield left / MM, (high - top) / MM, (wide - right) / MM, bottom / MM
            text.close()
            page.close()


def sizes(document: bytes) -> list[tuple[int, int]]:
    """Return how wide and high the pages are, in mm."""
    with pypdfium2.PdfDocument(document) as pages:
        return [
            (round(wide / MM), round(high / MM))
            for wide, high in (pages.get_page_size(number) for number in range(len(pages)))
        ]


def scanned(document: bytes, page: int, dpi: int = 300) -> list[Scanned]:
    """Return the codes that a camera reads on `page`, drawn with `dpi` dots an inch."""
    with pypdfium2.PdfDocument(document) as pages:
        number = page if page >= 0 else len(pages) + page
        picture = pages[number].render(scale=dpi / 72, grayscale=True)
        grey = memoryview(picture.buffer).cast("B", (picture.height, picture.stride))
        codes = zxingcpp.read_barcodes(grey)
        wanted = zxingcpp.BarcodeFormat.QRCode  # it also takes a line of W for a bar code
        return [_measured(code, 25.4 / dpi) for code in codes if code.format == wanted]


def _measured(code: Any, mm: float) -> Scanned:
    corners = code.position
    points = [
        corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right,
    ]  # fmt: skip
    xs, ys = [point.x * mm for point in points], [point.y * mm for point in points]
    return Scanned(code.bytes.decode(), min(xs), min(ys), max(xs), max(ys))
