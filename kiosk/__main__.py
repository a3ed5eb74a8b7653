"""The command line; each family of commands has its file in kiosk/commands/."""

import argparse
import sys
from collections.abc import Sequence

from kiosk import __version__
from kiosk.commands import (
    bundle,
    config,
    doctor,
    enrolment,
    form,
    print_test,
    running,
    training,
    update,
)

FAMILIES = (running, training, enrolment, doctor, print_test, config, form, update, bundle)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what `arguments` name and return the exit code."""
    options = parser().parse_args(arguments)
    code = options.run(options)
    assert isinstance(code, int)
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = argparse.ArgumentParser(prog="kiosk", description="The counter client for my.lu.ch.")
    whole.add_argument("--version", action="version", version=f"Schalter {__version__}")
    commands = whole.add_subparsers(required=True, metavar="command")
    for family in FAMILIES:
        family.add(commands)
    return whole


if __name__ == "__main__":
    sys.exit(main())
