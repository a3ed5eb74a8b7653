"""`kiosk run`: the kiosk of this terminal."""

import argparse
from pathlib import Path
from typing import Any

from kiosk.commands import exits


def add(commands: Any) -> None:
    """Add the command to the parser's `commands`."""
    run = commands.add_parser("run", help="the kiosk of this terminal")
    run.add_argument("--settings", type=Path, help="this system's file when not given")
    run.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kiosk.settings import SettingsError, load

    try:
        settings = load(options.settings)
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    from ui import terminal

    return terminal.run(settings)
