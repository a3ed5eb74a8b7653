"""Paper that is a folder: for the demo, for training, and for saving at a counter."""

import os
import secrets
import tempfile
from pathlib import Path

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.printer import Printed, PrinterStatus


class FolderPrinter:
    """Lays each document in a folder, under a name that says nothing; see `Printer`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def status(self) -> PrinterStatus:
        """Say whether a document could be laid there now."""
        there = self._folder if self._folder.exists() else self._folder.parent
        writable = there.is_dir() and os.access(there, os.W_OK)
        return PrinterStatus() if writable else PrinterStatus(("missing",))

    def print(self, document: bytes, job: str) -> Printed:  # noqa: ARG002 - a file needs no job name
        """Write `document`, whole or not at all; see `Printer`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished, part = tempfile.mkstemp(prefix=".", dir=self._folder)
            with os.fdopen(unfinished, "wb") as file:
                file.write(document)
            Path(part).replace(self._folder / f"{secrets.token_hex(8)}.pdf")
        except OSError as error:
            self.purge()
            raise PrinterUnavailable(f"folder: {error.strerror}") from error
        return Printed.COMPLETED

    def purge(self) -> None:
        """Remove what was begun and not finished; what was printed was handed over."""
        for part in self._folder.glob(".*"):
            part.unlink(missing_ok=True)
