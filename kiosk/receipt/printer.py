"""The port to paper. Backends take PDF bytes and tell the truth about them."""

from enum import Enum
from typing import Protocol

JOB_PREFIX = "Schalter "
"""How every job of a kiosk is called, so that it knows its own again after a crash."""


class Printed(Enum):
    """What is true after a document was handed to a printer."""

    COMPLETED = "completed"
    """The queue reported the job as completed (IPP job-state 9)."""
    QUEUED = "queued"
    """The queue took it; its end was not seen in time."""


class Printer(Protocol):
    """A place where PDF becomes paper. Its methods block: call them off the screen's thread."""

    def available(self) -> bool:
        """Whether a document could be handed over now."""

    def print(self, document: bytes, job: str) -> Printed:
        """Print `document` (PDF) under the job name `job`, which holds nothing personal.

        The name begins with `JOB_PREFIX`.

        Raises:
            PrinterUnavailable: no printer took it, or the job was cancelled or aborted.
        """

    def purge(self) -> None:
        """Cancel what this kiosk has left in the queue."""
