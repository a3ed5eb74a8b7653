"""What paper a queue is asked for."""

import re

import pytest

from kiosk.receipt.media import media_of
from kiosk.receipt.pdf import render
from kiosk.receipt.shape import Shape
from tests.unit.receipt.papers import PRINTED_AT, bilingual


@pytest.mark.parametrize(
    ("shape", "media"),
    [(Shape.A4, "A4"), (Shape.A5, "A5"), (Shape.ROLL_80, r"Custom\.80x[0-9]{3,4}mm")],
)
def test_the_queue_is_asked_for_the_paper_of_the_document(shape: Shape, media: str) -> None:
    assert re.fullmatch(media, media_of(render(bilingual(), PRINTED_AT, shape)))


@pytest.mark.parametrize("document", [b"", b"%PDF-1.7", b"/MediaBox [ 0 0 700 700 ]"])
def test_what_cannot_be_told_goes_on_a4(document: bytes) -> None:
    assert media_of(document) == "A4"
