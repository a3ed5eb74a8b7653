"""The slip with a code, read back: the code, the way, until when, and nothing of the visitor."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from kiosk import flow
from kiosk.errors import Unprintable
from kiosk.handover.slip import Slip, slip_of, unprinted
from kiosk.policy import ASSISTED
from kiosk.receipt.pdf_handover import render
from kiosk.receipt.shape import Shape
from tests.fakes.counter import view
from tests.fakes.views import SERVICE
from tests.unit.receipt.pages import scanned
from tests.unit.receipt.papers import PRINTED_AT
from tests.unit.receipt.test_pdf_tags import roles

SLIP = Slip(
    code="7KQ-M2P",
    until=PRINTED_AT + timedelta(minutes=15),
    languages=("de", "fr"),
    to="counter",
    counter="Stadthaus, Schalter 2",
    municipality="Luzern",
)
every_shape = pytest.mark.parametrize("shape", Shape, ids=lambda shape: shape.value)


def words(document: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)


@every_shape
def test_it_is_one_sheet_with_code_place_and_time_in_both_languages(shape: Shape) -> None:
    document = render(SLIP, PRINTED_AT, shape)
    said = words(document)
    assert len(PdfReader(BytesIO(document)).pages) == 1
    for word in ("7KQ-M2P", f"{SLIP.until:%H:%M}", "Schalter 2", "weitermachen"):
        assert word in said
    assert "guichet" in said


@every_shape
def test_a_scanner_reads_the_same_code_as_people(shape: Shape) -> None:
    (code,) = scanned(render(SLIP, PRINTED_AT, shape), 0)
    assert code.text == "7KQM2P"


@every_shape
def test_a_screen_reader_finds_its_way(shape: Shape) -> None:
    with pikepdf.open(BytesIO(render(SLIP, PRINTED_AT, shape))) as opened:
        found = roles(opened)
    assert {"/Document", "/H1", "/P", "/Table", "/Figure"} <= {str(role) for role in found}


def test_the_same_slip_is_the_same_bytes() -> None:
    assert render(SLIP, PRINTED_AT) == render(SLIP, PRINTED_AT)


def test_the_way_to_a_terminal_names_no_counter() -> None:
    said = words(render(replace(SLIP, to="terminal"), PRINTED_AT))
    assert "Schalter 2" not in said
    assert "Terminal" in said


def test_a_letter_without_a_glyph_stops_it() -> None:
    with pytest.raises(Unprintable):
        render(replace(SLIP, counter="\N{GOTHIC LETTER AHSA}"), PRINTED_AT)


def test_it_says_nothing_of_service_or_visitor() -> None:
    slip = slip_of(view(flow.HandingOver(flow.Filling("test", 0)), "fr"))
    assert slip is not None
    said = words(render(slip, PRINTED_AT))
    assert SERVICE.title.to("de") not in said
    assert SERVICE.sender.unit.to("de") not in said
    assert "7KQ" not in repr(slip)


@pytest.mark.parametrize(
    ("language", "languages"), [("de", ("de",)), ("de-simple", ("de",)), ("it", ("de", "it"))]
)
def test_it_speaks_the_offices_language_and_the_visitors(
    language: str, languages: tuple[str, ...]
) -> None:
    slip = slip_of(view(flow.HandingOver(flow.Filling("test", 0)), language))
    assert slip is not None
    assert slip.languages == languages


def test_it_leads_where_the_policy_says() -> None:
    slip = slip_of(view(flow.HandingOver(flow.Filling("test", 0)), policy=ASSISTED))
    assert slip is not None
    assert slip.to == "terminal"


def test_without_a_code_there_is_no_slip() -> None:
    assert slip_of(view(flow.Home(), handover=None)) is None
    with pytest.raises(Unprintable):
        unprinted(SLIP, PRINTED_AT)
