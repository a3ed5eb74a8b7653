"""`kiosk doctor`: what is wrong with this terminal, and what to do; see docs/doctor.md.

Exit codes: 0 all is well, 1 there are warnings, 2 something failed, 78 the settings cannot be used.
"""

import argparse
import io
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import exits

if TYPE_CHECKING:
    from kiosk.readiness.report import Report
    from kiosk.readiness.settings import Found

FAILED = 2
NOT_WRITTEN = 73
"""EX_CANTCREAT of sysexits.h: the paper could not be written."""


def add(commands: Any) -> None:
    """Add the command to the parser's `commands`."""
    doctor = commands.add_parser("doctor", help="what is wrong with this terminal, and what to do")
    doctor.add_argument("--settings", type=Path, help="the terminal's TOML file")
    doctor.add_argument("--json", action="store_true", help="for programs; see docs/doctor.md")
    doctor.add_argument("--pdf", type=Path, metavar="FILE", help="a paper for the counter's file")
    doctor.add_argument("--displays", action="store_true", help=argparse.SUPPRESS)
    doctor.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    if options.displays:
        return _displays()
    from kiosk.readiness.examining import examined
    from kiosk.readiness.seeing import seen
    from kiosk.readiness.settings import read

    found = read(options.settings)
    report = examined(found, seen)
    written = options.pdf is None or _written(report, found, options.pdf)
    _print(report, as_json=options.json)
    if not written:
        return NOT_WRITTEN
    return exits.SETTINGS if found.loaded is None else _code(report)


def _displays() -> int:
    """Print the screens as JSON, for the doctor that started this one; see `readiness.seeing`."""
    from ui.displays import looked_up

    print(json.dumps([vars(display) for display in looked_up()]))
    return exits.OK


def _print(report: "Report", *, as_json: bool) -> None:
    from kiosk.readiness import table
    from kiosk.readiness.report import as_json as written

    if as_json:
        print(json.dumps(written(report), indent=2))  # ASCII, so UTF-8 on every system
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console of Windows has few letters
    width = shutil.get_terminal_size().columns
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print(*table.lines(report, width, colour=colour), sep="\n")


def _written(report: "Report", found: "Found", file: Path) -> bool:
    """Write the paper, in German and the language of the start screen, and say if that failed."""
    from kiosk.errors import Unprintable
    from kiosk.readiness import paper
    from kiosk.words import OFFICE_LANGUAGE

    language = found.loaded.settings.screen.language if found.loaded else OFFICE_LANGUAGE
    try:
        file.write_bytes(paper.render(report, language))
    except (OSError, Unprintable) as error:
        print(f"{file}: the paper could not be written: {error}", file=sys.stderr)
        return False
    return True


def _code(report: "Report") -> int:
    from kiosk.readiness.report import Outcome

    codes = {Outcome.FAILED: FAILED, Outcome.WARNING: exits.WARNED}
    return codes.get(report.outcome, exits.OK)
