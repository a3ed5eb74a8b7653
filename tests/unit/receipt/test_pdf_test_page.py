"""The test page, read back: one sheet of any shape, every letter, a code, rulers that are right."""

import string
from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from kiosk.errors import Unprintable
from kiosk.receipt.pdf_test_page import NAMES, SIGNS, Specimen, render
from kiosk.receipt.printer import PrinterStatus
from kiosk.receipt.shape import Shape
from kiosk.texts import Texts, languages
from tests.unit.receipt.pages import letter_boxes, pieces, scanned, sizes
from tests.unit.receipt.papers import PRINTED_AT

READY = Specimen("t-1061-03", "cups:kiosk", PrinterStatus(), PRINTED_AT)
LETTERS = {
    "de": "äöüÄÖÜ",
    "de-simple": "äöüÄÖÜ",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "it": "àèéìòù",
    "en": "",
}
"""Beside a to z; how each language is written in Switzerland."""
DOTS_PER_MM = 20
DARK, WHITE = 128, 255
MARGIN_MM = 3.4

every_shape = pytest.mark.parametrize("shape", Shape, ids=lambda shape: shape.value)


def words(document: bytes) -> str:
    """Return the text without blanks, for what wraps."""
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)
    return "".join(said.split())


def grey(document: bytes) -> list[list[int]]:
    """Return the rows of the first page in levels of grey, `DOTS_PER_MM` a millimetre."""
    with pypdfium2.PdfDocument(document) as pages:
        picture = pages[0].render(scale=DOTS_PER_MM * 25.4 / 72, grayscale=True)
        dots, stride = bytes(picture.buffer), picture.stride
        rows = (dots[row * stride :][: picture.width] for row in range(picture.height))
        return [list(row) for row in rows]


def marks(levels: list[int]) -> list[int]:
    """Return in which millimetre the marks along a line of dots are."""
    dark = [place for place, level in enumerate(levels) if level < DARK]
    starts = [place for place in dark if place - 1 not in {*dark}]
    return [round(place / DOTS_PER_MM) for place in starts]


@pytest.mark.parametrize("language", languages())
@every_shape
def test_it_is_one_sheet_whatever_the_names(shape: Shape, language: str) -> None:
    long = Specimen(
        terminal="t-" + "0" * 30,
        printer="windows:HP LaserJet Pro M404dn im Erdgeschoss, Stadthaus Musterwil",
        status=PrinterStatus(("media-empty", "door-open"), ("toner-low",)),
        made_at=PRINTED_AT,
        language=language,
    )
    (size,) = sizes(render(long, shape))
    expected = {Shape.A4: (210, 297), Shape.A5: (148, 210)}.get(shape, (80, size[1]))
    assert size == expected


@every_shape
def test_every_language_every_name_and_every_sign_is_on_it(shape: Shape) -> None:
    printed = words(render(READY, shape))
    for language in languages():
        specimen = Texts(language)("print-test-specimen")
        assert "".join(specimen.split()) in printed
    for wanted in (*NAMES, SIGNS):
        assert "".join(wanted.split()) in printed


@pytest.mark.parametrize("language", languages())
def test_a_language_shows_all_its_letters(language: str) -> None:
    shown = Texts(language)("print-test-specimen")
    assert {*string.ascii_lowercase} <= {*shown.lower()}
    assert {*LETTERS[language]} <= {*shown}


@every_shape
def test_no_letter_is_where_a_printer_does_not_reach(shape: Shape) -> None:
    for box in letter_boxes(render(READY, shape)):
        assert min(box) > MARGIN_MM


@every_shape
@pytest.mark.parametrize("dpi", [203, 300])
def test_the_code_says_what_it_is(shape: Shape, dpi: int) -> None:
    (code,) = scanned(render(READY, shape), 0, dpi)
    assert "test page" in code.text
    assert "t-1061-03" in code.text
    assert "2026-11-24 10:33 +0100" in code.text


@every_shape
def test_the_ruler_across_has_a_mark_at_every_millimetre_of_the_paper(shape: Shape) -> None:
    document = render(READY, shape)
    ((wide, _),) = sizes(document)
    from_top = 4.5 if shape is Shape.ROLL_80 else 6.5
    assert marks(grey(document)[round(from_top * DOTS_PER_MM)]) == list(range(wide + 1))


@pytest.mark.parametrize("shape", [Shape.A4, Shape.A5], ids=["A4", "A5"])
def test_the_ruler_down_has_a_mark_at_every_millimetre_of_the_paper(shape: Shape) -> None:
    document = render(READY, shape)
    ((_, high),) = sizes(document)
    across = round(6.5 * DOTS_PER_MM)
    crossing = range(6, 9)
    found = marks([row[across] for row in grey(document)])
    expected = [place for place in range(high + 1) if place not in crossing]
    assert [place for place in found if place not in crossing] == expected


@every_shape
def test_a_number_of_a_ruler_stands_at_its_mark(shape: Shape) -> None:
    numbers = [piece for piece in pieces(render(READY, shape), 0) if piece.size < 6]
    fifty = next(piece for piece in numbers if piece.words == "50")
    assert fifty.x == pytest.approx(50, abs=1.2)


@every_shape
def test_there_are_eleven_steps_of_grey(shape: Shape) -> None:
    document = render(READY, shape)
    counted = Counter(level for row in grey(document)[::5] for level in row[::5])
    steps = [round(WHITE * (100 - black) / 100) for black in range(0, 101, 10)]
    assert all(counted[level] > 400 for level in steps)  # of 16 in a square millimetre


def test_it_says_how_the_printer_is() -> None:
    assert "Bereit" in words(render(READY))
    troubled = replace(READY, status=PrinterStatus(("media-jam",), ("toner-low",)))
    assert "media-jam,toner-low" in words(render(troubled))
    assert "Bereit" not in words(render(troubled))


def test_the_language_of_the_start_screen_stands_below_the_german() -> None:
    both = words(render(replace(READY, language="fr")))
    assert both.index("Testseite") < both.index("Pagedetest")


def test_each_sentence_is_tagged_with_its_language_and_each_picture_has_words() -> None:
    with pikepdf.open(BytesIO(render(READY))) as paper:
        elements = list(walk(paper.Root.StructTreeRoot.K))
        spoken = {str(element.Lang) for element in elements if "/Lang" in element}
        figures = [element for element in elements if element.S == "/Figure"]
        assert spoken >= {*languages()} - {"de"}
        assert len(figures) == 2
        assert all(str(figure.Alt).strip() for figure in figures)


def walk(node: Any) -> Any:
    for kid in node.get("/K", []):
        if kid.get("/Type") == "/StructElem":
            yield kid
            yield from walk(kid)


@every_shape
def test_the_same_page_is_the_same_bytes(shape: Shape) -> None:
    assert render(READY, shape) == render(READY, shape)


def test_a_printer_whose_name_no_font_can_draw_stops_the_page() -> None:
    with pytest.raises(Unprintable, match="U\\+660E"):
        render(replace(READY, printer="windows:\N{CJK UNIFIED IDEOGRAPH-660E}"))
