"""A piece of a form's grid: a field, a heading, a note, a group."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.forms.placed import Placed

WHOLE_ROW = 1_000_000
"""Pixels that no row has."""


class Piece(QWidget):
    """Placed by a `Grid`, which asks it how large it wants to be.

    Signals:
        answered: the pointer of a field and its entry, or of a group and its change.
        resized: it wants another height.
    """

    answered = Signal(str, object)
    resized = Signal()

    @property
    def alone(self) -> bool:
        """Whether it takes a row of its own."""
        return True

    @property
    def speaks(self) -> bool:
        """Whether something stands below it now."""
        return False

    def wanted_width(self) -> int:
        """Return the width in which it is seen well, in pixels; as it is here, a whole row."""
        return WHOLE_ROW

    def bands(self, width: int, room: int) -> tuple[int, int, int]:
        """Return the heights of what stands above, of the piece itself, and of what stands below.

        In a row the first band is as high as the highest, so that the pieces stand on one line.
        What stands below may take `room` pixels, where nothing else does.
        """
        raise NotImplementedError

    def settle(self, width: int, above: int) -> None:
        """Take a place whose first band is `above` high; of its width, `width` is the piece's."""

    def take(self, item: Placed) -> bool:  # noqa: ARG002 - a heading never changes
        """Take what changed; return whether something came or went."""
        return False

    def stops(self) -> Iterator[QWidget]:
        """Yield what *Tab* reaches, in order."""
        return iter(())

    def pieces(self) -> Iterator["Piece"]:
        """Yield it and all pieces in it, in order."""
        yield self

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong here, by pointer."""


def piece_of(widget: QWidget | None) -> Piece | None:
    """Return the piece that `widget` belongs to; None where it belongs to none."""
    while widget is not None and not isinstance(widget, Piece):
        widget = widget.parentWidget()
    return widget
