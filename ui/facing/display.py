"""Which display faces the visitor: found by its name, and followed when it comes and goes."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect

OTHER = "other"
"""The setting for whichever display staff do not work at."""
WINDOW = "window"
"""The setting for no display, but a window beside staff's: to train, and to look at."""


class Display(Protocol):
    """What is asked of a `QScreen`."""

    def name(self) -> str:
        """Return what the system calls it."""

    def serialNumber(self) -> str:
        """Return its serial number, '' where it does not say."""

    def geometry(self) -> QRect:
        """Return its place on the desktop."""

    def virtualSiblings(self) -> Sequence[object]:
        """Return the displays of the same desktop, itself among them."""


def visitors_display(
    wanted: str, displays: Sequence[Display], staffs: Display | None
) -> Display | None:
    """Return the display that `wanted` names, None where it is not there.

    A display that shows what staff's shows (a mirror) faces nobody: it is never the visitor's.
    """
    apart = [one for one in displays if one is not staffs and not _mirrors(one, staffs)]
    if wanted == OTHER:
        return apart[0] if apart else None
    named = (one for one in apart if wanted and wanted in {one.name(), one.serialNumber()})
    return next(named, None)


def _mirrors(display: Display, staffs: Display | None) -> bool:
    beside = staffs is not None and staffs in display.virtualSiblings()
    return beside and staffs is not None and display.geometry().intersects(staffs.geometry())
