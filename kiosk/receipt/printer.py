"""The port to paper. Backends take PDF bytes and tell the truth about them."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from kiosk.errors import KioskError, PrinterUnavailable

JOB_PREFIX = "Schalter "
"""How every job of a kiosk is called, so that it knows its own again after a crash."""


FAULT = "fault"
"""The trouble where something of ours went wrong that nobody thought of."""

_KEYWORD = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""A keyword as in RFC 8011 5.1.4, and no longer than one."""


def trouble_of(error: Exception) -> str:
    """Return why nothing was printed, as a word that may be logged: never what an error says."""
    if isinstance(error, PrinterUnavailable) and _KEYWORD.fullmatch(error.detail):
        return error.detail
    return error.code if isinstance(error, KioskError) else FAULT


class Printed(Enum):
    """What is true after a document was handed to a printer."""

    COMPLETED = "completed"
    """The queue reported the job as completed (IPP job-state 9)."""
    QUEUED = "queued"
    """The queue took it; its end was not seen in time."""


@dataclass(frozen=True)
class PrinterStatus:
    """How a printer is before something is handed to it.

    The words are stems of printer-state-reasons (RFC 8011 5.4.12, PWG 5100.9), such as
    `media-empty`, `media-jam`, `door-open`, `offline`, whatever system reports them; and
    `missing` (no such printer), `no-spooler`, `not-accepting`, `stopped`, `none` (no paper here).

    Attributes:
        troubles: what keeps paper from coming out, gravest first.
        warnings: what will soon, such as `media-low` and `toner-low`.
    """

    troubles: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether a document could be printed now."""
        return not self.troubles


class Printer(Protocol):
    """A place where PDF becomes paper. Its methods block: call them off the screen's thread."""

    def status(self) -> PrinterStatus:
        """Return how the printer is now, within seconds; never raises."""

    def print(self, document: bytes, job: str) -> Printed:
        """Print `document` (PDF) under the job name `job`, which holds nothing personal.

        The name begins with `JOB_PREFIX`.

        Raises:
            PrinterUnavailable: no printer took it, or the job was cancelled or aborted.
        """

    def purge(self) -> None:
        """Cancel what this kiosk has left in the queue."""
