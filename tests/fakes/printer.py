"""A printer that does what the test wants; held to the contract of the real ones."""

from dataclasses import dataclass, field

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.printer import Printed, PrinterStatus


@dataclass
class FakePrinter:
    """See `kiosk.receipt.printer.Printer`.

    Attributes:
        trouble: why it refuses; '' while it works.
        outcome: what it says of a document it took.
        warnings: what will soon be a trouble.
    """

    trouble: str = ""
    outcome: Printed = Printed.COMPLETED
    warnings: tuple[str, ...] = ()
    printed: list[bytes] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    purges: int = 0

    def status(self) -> PrinterStatus:
        troubles = (self.trouble,) if self.trouble else ()
        return PrinterStatus(troubles, self.warnings)

    def print(self, document: bytes, job: str) -> Printed:
        if self.trouble:
            raise PrinterUnavailable(self.trouble)
        self.printed.append(document)
        self.jobs.append(job)
        return self.outcome

    def purge(self) -> None:
        self.purges += 1
