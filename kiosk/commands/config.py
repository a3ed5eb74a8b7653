"""`kiosk config`: the settings of this terminal."""

import argparse
from pathlib import Path
from typing import Any

from kiosk.commands import exits


def add(commands: Any) -> None:
    """Add the command to the parser's `commands`."""
    config = commands.add_parser("config", help="the settings of this terminal")
    config.add_argument("action", choices=("check",))
    config.add_argument("file", type=Path)
    config.set_defaults(run=_config)


def _config(options: argparse.Namespace) -> int:
    from kiosk.settings import SettingsError, load

    try:
        load(options.file)
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    print(f"{options.file}: in order")
    return exits.OK
