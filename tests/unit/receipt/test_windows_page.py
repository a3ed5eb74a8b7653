"""How a page is painted on a sheet of Windows, with a device that only notes it."""

from ctypes import wintypes
from io import BytesIO

import pypdfium2
import pytest

from kiosk.receipt import windows
from kiosk.receipt.pdf import render
from kiosk.receipt.shape import Shape
from tests.unit.receipt.papers import PRINTED_AT, billed

DOTS = 600
SHEET_MM = {Shape.A4: 210, Shape.A5: 148, Shape.ROLL_80: 80}


class Device:
    """A printer of 600 dots an inch that reaches to 4 mm from the edge."""

    def __init__(self, width_mm: float) -> None:
        edge = round(4 / 25.4 * DOTS)
        width = round(width_mm / 25.4 * DOTS)
        self._answers = {88: DOTS, 90: DOTS, 110: width, 112: edge, 113: edge}
        self.painted: list[tuple[int, ...]] = []

    def GetDeviceCaps(self, _: object, what: int) -> int:
        return self._answers[what]

    def StartPage(self, _: object) -> None:
        """Begin a page."""

    def EndPage(self, _: object) -> None:
        """End a page."""

    def StretchDIBits(self, _: object, *figures: int) -> None:
        self.painted.append(figures[:4])


def painted(shape: Shape, width_mm: float) -> list[tuple[float, ...]]:
    """Return where pages come to lie: left, top, width and height in mm."""
    device = Device(width_mm)
    with pypdfium2.PdfDocument(BytesIO(render(billed(), PRINTED_AT, shape))) as pages:
        for page in pages:
            windows._paint_page(device, wintypes.HDC(), page)
    return [tuple(figure / DOTS * 25.4 for figure in figures) for figures in device.painted]


@pytest.mark.parametrize("shape", Shape)
def test_pages_keep_their_size_from_corner_to_corner(shape: Shape) -> None:
    for left, top, width, _ in painted(shape, SHEET_MM[shape]):
        assert left == pytest.approx(-4, abs=0.1)
        assert top == pytest.approx(-4, abs=0.1)
        assert width == pytest.approx(SHEET_MM[shape], abs=0.2)


def test_a_slip_that_lies_on_its_side_is_turned() -> None:
    *_, (_, _, width, height) = painted(Shape.A5, 148)

    assert width == pytest.approx(148, abs=0.2)
    assert height == pytest.approx(210, abs=0.2)


def test_what_is_wider_than_the_sheet_is_made_smaller() -> None:
    for _, _, width, height in painted(Shape.A4, 105):
        assert width == pytest.approx(105, abs=0.2)
        assert height == pytest.approx(148.5, abs=0.2)
