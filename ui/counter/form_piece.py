"""A piece of a form's grid: a field, a heading, a note, a group."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.forms.placed import Placed


class Piece(QWidget):
    """Placed by a `Grid`, which asks it how large it wants to be.

    Signals:
        answered: the pointer of a field and its entry, or of a group and its change.
        resized: it wants another height.
    """

    answered = Signal(str, object)
    resized = Signal()

    full: ClassVar[bool] = False
    """Whether it takes a row of its own."""

    def wanted_width(self) -> int:
        """Return the width in which it is seen well, in pixels."""
        return 0

    def bands(self, width: int) -> tuple[int, int, int]:
        """Return the heights of what stands above, of the piece itself, and of what stands below.

        In a row the first band is as high as the highest, so that the pieces stand on one line.
        """
        raise NotImplementedError

    def settle(self, above: int) -> None:
        """Take a size whose first band is `above` high."""

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
