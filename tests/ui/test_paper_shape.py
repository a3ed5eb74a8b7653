"""The setting `paper.shape`, from the file to the sheet."""

import pytest

from kiosk.receipt.shape import Shape
from kiosk.settings import rules
from tests.unit.receipt.pages import sizes
from tests.unit.receipt.papers import PRINTED_AT, confirmation
from ui.bootstrap import render


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_can_be_set(shape: Shape) -> None:
    assert rules.in_order("paper.shape", shape.value)


@pytest.mark.parametrize("shape", ["", "a4", "A3", "letter", "roll-58", "A4 "])
def test_no_other_shape_can_be_set(shape: str) -> None:
    assert not rules.in_order("paper.shape", shape)


@pytest.mark.parametrize(("shape", "width"), [(Shape.A4, 210), (Shape.A5, 148)])
def test_the_paper_has_the_shape_that_was_set(shape: Shape, width: int) -> None:
    assert sizes(render(confirmation(), PRINTED_AT, shape))[0][0] == width
