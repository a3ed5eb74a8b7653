"""The same confirmation on every shape of paper: nothing is lost, clipped or out of reach."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from kiosk.catalogue import Municipality
from kiosk.receipt.pdf import render
from kiosk.receipt.receipt import Confirmation, Line, Part
from kiosk.receipt.shape import Shape
from tests.unit.receipt.pages import letter_boxes, scanned, sizes
from tests.unit.receipt.papers import (
    HARD_NAMES,
    PRINTED_AT,
    RECEIPT,
    SENDER,
    SERVICE,
    bilingual,
    billed,
    confirmation,
    long,
)

MARGIN_MM = 3.4
"""A roll of 80 mm is printed on 72 mm; a blank at the end of a line may stand beyond."""

every_shape = pytest.mark.parametrize("shape", Shape)


def crowded() -> Confirmation:
    """Return a confirmation in which every text is as long as they come."""
    name = "Gemeindeverwaltung Hergiswil bei Willisau und Umgebung, Regionales Betreibungsamt"
    words = "Bestätigungsgebührenverordnungsnachweis" * 4
    lines = tuple(
        Line(f"Frage {number} nach dem Wohnsitz", f"{person}, {words}", f"/a/{number}")
        for number, person in enumerate(HARD_NAMES * 5)
    )
    sender = replace(SENDER, legal_entity=name, email=f"{'langer-name.' * 6}@example.ch")
    return confirmation(
        service=replace(SERVICE, sender=sender),
        municipality=Municipality(1061, "Hergiswil bei Willisau"),
        parts={"de": (Part("Wer sind Sie?", 0, lines),)},
        terminal="t-" + "0" * 62,
        place="Stadthaus, Erdgeschoss, rechts neben dem Haupteingang, Schalter 12",
    )


def words(document: bytes) -> set[str]:
    """Return the words of all pages; what was broken at the end of a line is left out."""
    return {
        word
        for page in PdfReader(BytesIO(document)).pages
        for word in page.extract_text().split()
        if word.isalpha()
    }


@every_shape
@pytest.mark.parametrize("make", [confirmation, bilingual, long, billed, crowded])
def test_no_letter_is_printed_where_a_printer_does_not_reach(
    make: Callable[[], Confirmation], shape: Shape
) -> None:
    for box in letter_boxes(render(make(), PRINTED_AT, shape)):
        assert min(box) > MARGIN_MM


@every_shape
def test_the_same_is_said_on_every_shape(shape: Shape) -> None:
    told = words(render(bilingual(), PRINTED_AT)) - {"Seite", "von", "page", "sur"}

    assert told <= words(render(bilingual(), PRINTED_AT, shape))


@every_shape
@pytest.mark.parametrize("dpi", [203, 300])
def test_the_code_can_be_read_on_every_shape(shape: Shape, dpi: int) -> None:
    (code,) = scanned(render(bilingual(), PRINTED_AT, shape), 0, dpi)

    assert code.text == RECEIPT.verify_url


@every_shape
def test_a_long_address_can_still_be_read(shape: Shape) -> None:
    address = f"https://portal.example/verify/{'x' * 90}?d={'0' * 64}"
    paper = confirmation(receipt=replace(RECEIPT, verify_url=address))

    (code,) = scanned(render(paper, PRINTED_AT, shape), 0, 203)

    assert code.text == address


@every_shape
def test_the_same_confirmation_gives_the_same_bytes_on_every_shape(shape: Shape) -> None:
    assert render(billed(), PRINTED_AT, shape) == render(billed(), PRINTED_AT, shape)


@pytest.mark.parametrize(("shape", "size"), [(Shape.A4, (210, 297)), (Shape.A5, (148, 210))])
def test_sheets_have_their_size(shape: Shape, size: tuple[int, int]) -> None:
    assert set(sizes(render(long(), PRINTED_AT, shape))) == {size}


def test_a_roll_is_one_page_as_long_as_it_needs_to_be() -> None:
    ((width, short),) = sizes(render(confirmation(), PRINTED_AT, Shape.ROLL_80))
    ((_, more),) = sizes(render(long(), PRINTED_AT, Shape.ROLL_80))
    bottoms = [box[3] for box in letter_boxes(render(long(), PRINTED_AT, Shape.ROLL_80))]

    assert (width, short < more) == (80, True)
    assert min(bottoms) < 10


def test_a_roll_longer_than_a_page_can_be_goes_on_over_the_next() -> None:
    lines = tuple(Line(f"Frage {number}", "Antwort", f"/a/{number}") for number in range(350))
    paper = confirmation(parts={"de": (Part("Fragen", 0, lines),)})
    first, *others = sizes(render(paper, PRINTED_AT, Shape.ROLL_80))

    assert first == (80, 2_500)
    assert len(others) == 1
    assert others[0][1] < 2_500


def test_sheets_are_counted_and_a_roll_is_not() -> None:
    said = {
        shape: PdfReader(BytesIO(render(long(), PRINTED_AT, shape))).pages[0].extract_text()
        for shape in Shape
    }

    assert "Seite 1 von" in said[Shape.A4]
    assert "Seite 1 von" in said[Shape.A5]
    assert "Seite" not in said[Shape.ROLL_80]


def test_a_roll_is_black_and_white() -> None:
    content = b"".join(
        page.get_contents().get_data()  # type: ignore[union-attr]
        for page in PdfReader(BytesIO(render(billed(), PRINTED_AT, Shape.ROLL_80))).pages
    )
    colours = {line for line in content.split(b"\n") if line.endswith(b" rg")}

    assert colours <= {b"0 0 0 rg", b"1 1 1 rg"}
