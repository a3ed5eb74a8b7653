"""The pages of a PDF as images."""

import pytest

from kiosk.receipt.pdf import render
from tests.unit.receipt.papers import PRINTED_AT, confirmation, long
from ui.preview import UnreadableError, page_images


@pytest.mark.parametrize("width", [100, 333, 1_000])
def test_every_page_becomes_an_image_as_wide_as_asked(width: int) -> None:
    images = page_images(render(confirmation(), PRINTED_AT), width)

    assert [image.width() for image in images] == [width, width]
    assert all(abs(image.height() - width * 297 / 210) <= 2 for image in images)


def test_a_page_shows_ink_on_white() -> None:
    (first, *_) = page_images(render(long(), PRINTED_AT), 400)

    assert first.pixelColor(2, 2).name() == "#ffffff"
    darkest = min(first.pixelColor(x, y).lightness() for x in range(400) for y in range(90, 130))
    assert darkest < 80


@pytest.mark.parametrize("document", [b"", b"nonsense", b"%PDF-1.7\n"])
def test_what_is_not_a_pdf_is_an_error(document: bytes) -> None:
    with pytest.raises(UnreadableError):
        page_images(document, 100)
