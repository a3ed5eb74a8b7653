"""`kiosk print-test`: prints a test page and says what became of it; see docs/printing.md.

Exit codes: 0 printed, 1 its end was not seen, 2 not printed, 73 `--out` cannot be written, 78 the
settings cannot be used.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import exits

if TYPE_CHECKING:
    from kiosk.receipt.printer import Printer, PrinterStatus
    from kiosk.settings import Settings

FAILED = 2
NOT_WRITTEN = 73
"""EX_CANTCREAT of sysexits.h."""

HOPELESS = frozenset({"none", "missing", "no-spooler", "not-accepting", "offline"})
"""Where nothing is handed over. Other troubles are tried: a printer often reports the last one
until it prints again."""


def add(commands: Any) -> None:
    """Add the command to the parser's `commands`."""
    test = commands.add_parser("print-test", help="a test page, and what became of it")
    test.add_argument("--settings", type=Path, help="the terminal's TOML file")
    test.add_argument("--printer", metavar="SETTING", help="another one than paper.printer")
    test.add_argument("--shape", choices=("A4", "A5", "roll-80"), help="another than paper.shape")
    test.add_argument("--out", type=Path, metavar="FILE", help="write the PDF, print nothing")
    test.set_defaults(run=_print_test)


def _print_test(options: argparse.Namespace) -> int:
    from kiosk.errors import Unprintable
    from kiosk.receipt.printers import printer_for
    from kiosk.settings import SettingsError, load

    try:
        settings = load(options.settings)
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    setting = options.printer or settings.paper.printer
    try:
        printer = printer_for(setting)
    except ValueError as error:
        return exits.refuse((f"--printer, or paper.printer in the settings: {error}.",))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console of Windows has few letters
    status = printer.status()
    try:
        page = _page(settings, setting, status, options.shape or settings.paper.shape)
    except Unprintable as error:
        return exits.refuse((f"The page cannot be made: {error}.",), FAILED)
    return _write(page, options.out) if options.out else _print(page, printer, setting, status)


def _page(settings: "Settings", setting: str, status: "PrinterStatus", shape: str) -> bytes:
    from datetime import UTC, datetime

    from kiosk.receipt.pdf_test_page import Specimen, render
    from kiosk.receipt.shape import Shape

    now = datetime.now(UTC).astimezone()
    language = settings.screen.language
    specimen = Specimen(settings.terminal.id, setting, status, now, language)
    return render(specimen, Shape(shape))


def _write(page: bytes, file: Path) -> int:
    try:
        file.write_bytes(page)
    except OSError as error:
        return exits.refuse((f"{file}: cannot be written: {error.strerror}.",), NOT_WRITTEN)
    print(f"{file}: the test page was written; nothing was printed.")
    return exits.OK


def _print(page: bytes, printer: "Printer", setting: str, status: "PrinterStatus") -> int:
    """Print `page` and tell what happens, line by line."""
    from kiosk.errors import PrinterUnavailable
    from kiosk.receipt.printer import JOB_PREFIX, Printed

    words = (*status.troubles, *status.warnings)
    print(f"{setting} reports: {', '.join(words) or 'ready'}.")
    print(*_advice(words), sep="\n", end="\n" if words else "")
    if HOPELESS & {*status.troubles}:
        print("Not printed: nothing was handed over.")
        return FAILED
    print("A test page is on its way. Its job is followed to the end ...", flush=True)
    try:
        printed = printer.print(page, f"{JOB_PREFIX}test page")
    except PrinterUnavailable as error:
        return _failed(printer, (error.detail,))
    if printed is Printed.COMPLETED:
        print("Printed: the printer reports the end of the job. Compare it with docs/printing.md.")
        return exits.OK
    return _unseen(printer)


def _unseen(printer: "Printer") -> int:
    """Tell of a job that the queue took and whose end nobody saw."""
    status = printer.status()
    if not status.ready:
        return _failed(printer, status.troubles)
    print("Not seen: the queue took the job and did not report its end. It may still come out.")
    print("  If no page comes, look at the printer's display and into its queue.")
    return exits.WARNED


def _failed(printer: "Printer", words: tuple[str, ...]) -> int:
    """Tell why nothing came out, and leave no page for whoever prints next."""
    from kiosk.errors import PrinterUnavailable

    print(f"Not printed: {', '.join(words)}.")
    print(*_advice(words), sep="\n")
    try:
        printer.purge()
        print("The job was cancelled; nothing waits in the queue.")
    except PrinterUnavailable as error:
        print(f"The job could not be cancelled ({error.detail}); it may still be printed.")
    return FAILED


def _advice(words: tuple[str, ...]) -> Iterator[str]:
    """Yield what to do about each of `words`."""
    from kiosk.receipt.refill import remedy

    yield from (f"  {word}: {remedy(word)}" for word in words)
