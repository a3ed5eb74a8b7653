"""Shapes of paper through a real CUPS queue: what comes out can be read, and paid with."""

import pytest

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.bill import payload
from kiosk.receipt.cups import CupsPrinter
from kiosk.receipt.pdf import render
from kiosk.receipt.printer import Printed
from kiosk.receipt.shape import Shape
from tests.journeys.printing.rig import QUEUE, Rig
from tests.unit.receipt.pages import scanned, sizes
from tests.unit.receipt.papers import BILL, PRINTED_AT, RECEIPT, billed

JOB = "Schalter 0123abcd"


def test_the_codes_are_read_from_what_came_out_in_their_size(rig: Rig) -> None:
    before = len(rig.sheets())

    assert CupsPrinter(QUEUE).print(render(billed(), PRINTED_AT), JOB) is Printed.COMPLETED

    (sheet,) = rig.sheets()[before:]
    (receipt,), (bill,) = scanned(sheet, 0), scanned(sheet, -1)
    assert set(sizes(sheet)) == {(210, 297)}
    assert (receipt.text, bill.text) == (RECEIPT.verify_url, payload(BILL))
    assert bill.right - bill.left == pytest.approx(46, abs=0.5)


@pytest.mark.parametrize("shape", [Shape.A5, Shape.ROLL_80])
def test_what_a_printer_has_no_paper_for_is_never_called_printed(rig: Rig, shape: Shape) -> None:
    before = rig.sheets()

    with pytest.raises(PrinterUnavailable):
        CupsPrinter(QUEUE).print(render(billed(), PRINTED_AT, shape), JOB)

    assert rig.sheets() == before
