"""The printer that a setting means: `cups:`, `cups:QUEUE`, `windows:`, `folder:PATH`, `none`."""

import os
from pathlib import Path

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.cups import CupsPrinter
from kiosk.receipt.folder import FolderPrinter
from kiosk.receipt.printer import Printed, Printer, PrinterStatus

DEFAULT = "windows:" if os.name == "nt" else "cups:"
"""The setting of a machine that nobody told about printers."""


class NoPrinter:
    """A counter without paper; see `Printer`."""

    def status(self) -> PrinterStatus:
        """Say that there is no paper here."""
        return PrinterStatus(("none",))

    def print(self, document: bytes, job: str) -> Printed:  # noqa: ARG002 - the port's shape
        """Refuse; see `Printer`."""
        raise PrinterUnavailable("none")

    def purge(self) -> None:
        """Do nothing: nothing was ever taken."""


def printer_for(setting: str = DEFAULT) -> Printer:
    """Return the printer that `setting` names.

    Raises:
        ValueError: the setting is not one of those above.
    """
    kind, separator, where = setting.partition(":")
    match kind, separator:
        case "none", "":
            return NoPrinter()
        case "cups", ":":
            return CupsPrinter(where)
        case "folder", ":" if where:
            return FolderPrinter(Path(where))
        case "windows", ":":
            return _windows_printer(where)
        case _:
            raise ValueError(f"no such kind of printer: {setting}")


def _windows_printer(name: str) -> Printer:
    if os.name != "nt":
        raise ValueError("windows: is for Windows")
    from kiosk.receipt.windows import WindowsPrinter  # noqa: PLC0415 - only there, and heavy

    return WindowsPrinter(name)
