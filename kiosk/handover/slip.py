"""What the slip with a code says: the code and the way, nothing of the visitor or the service."""

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.errors import Unprintable
from kiosk.view import View
from kiosk.words import OFFICE_LANGUAGE


@dataclass(frozen=True)
class Slip:
    """A code on paper.

    Attributes:
        code: as it is read out.
        until: aware; the code is of no use afterwards.
        languages: the office's first, then the visitor's where it is another.
        to: `counter` or `terminal`, where the case goes on.
        counter: where that is, for people; '' where nobody said so.
        municipality: whose counter it is.
    """

    code: str = field(repr=False)
    until: datetime
    languages: tuple[str, ...]
    to: str
    counter: str = ""
    municipality: str = ""


def slip_of(view: View) -> Slip | None:
    """Return what the slip of `view` says, None where there is no code."""
    if view.handover is None:
        return None
    return Slip(
        code=view.handover.text,
        until=view.handover.until,
        languages=tuple(dict.fromkeys((OFFICE_LANGUAGE, view.session.language.split("-")[0]))),
        to=view.policy.hands_over_to,
        counter=view.terminal.counter,
        municipality=view.municipality.name if view.municipality else "",
    )


def unprinted(_slip: Slip, _at: datetime) -> bytes:
    """Stand in where nobody makes slips.

    Raises:
        Unprintable: always.
    """
    raise Unprintable("no slips are made here")
