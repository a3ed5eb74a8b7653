"""The shapes of paper that a terminal prints on."""

from enum import Enum


class Shape(Enum):
    """A shape of paper, by the name that the setting `paper.shape` has for it."""

    A4 = "A4"
    A5 = "A5"
    ROLL_80 = "roll-80"
    """A receipt roll, 80 mm wide, of which 72 mm are printed; as long as it needs to be."""
