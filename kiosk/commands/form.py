"""`kiosk form`: for those who write forms."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import exits

if TYPE_CHECKING:
    from kiosk.form_file import Checked


def add(commands: Any) -> None:
    """Add the commands to the parser's `commands`."""
    form = commands.add_parser("form", help="for those who write forms: check one, look at it")
    actions = form.add_subparsers(required=True, metavar="action")

    check = actions.add_parser("check", help="what is wrong with a form document")
    check.add_argument("file", type=Path, nargs="?", help="a form document or a source with blocks")
    check.add_argument("--limits", action="store_true", help="print the published limits")
    check.add_argument("--strict", action="store_true", help="leave with 1 when there are warnings")
    check.set_defaults(run=_check, usage=check.error)

    show = actions.add_parser("show", help="a picture of every page, with made-up answers")
    show.add_argument("file", type=Path)
    show.add_argument("--language", default="de", help="de, fr, it, en or de-simple")
    show.add_argument("--landscape", action="store_true", help="1920x1080 instead of 1080x1920")
    show.add_argument("--text-size", choices=("normal", "large", "largest"), default="normal")
    show.add_argument("--contrast", choices=("normal", "high"), default="normal")
    show.add_argument("--policy", choices=("self-service", "assisted"), default="self-service")
    show.add_argument("--out", type=Path, default=Path("out/form"), help="folder for the pictures")
    show.set_defaults(run=_show)


def _check(options: argparse.Namespace) -> int:
    from kiosk import form_file
    from kiosk.forms.check import Weight

    if options.limits:
        print(*form_file.caps(), sep="\n")
    if options.file is None:
        return exits.OK if options.limits else options.usage("a FILE, --limits, or both")
    checked = _checked(options.file)
    print(*checked.remarks, sep="\n", end="\n" if checked.remarks else "")
    if checked.form is None:
        return exits.REFUSED
    warned = checked.holds(Weight.WARNING)
    print(f"{options.file}: {'can be used, with warnings' if warned else 'in order'}")
    return exits.WARNED if options.strict and warned else exits.OK


def _show(options: argparse.Namespace) -> int:
    checked = _checked(options.file)
    if checked.form is None:
        print(*checked.remarks, sep="\n", file=sys.stderr)
        return exits.REFUSED
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui import form_show
    from ui.tour import Look

    look = Look(options.language, options.landscape, options.text_size, options.contrast)
    try:
        shown = form_show.show(checked.form, look, options.policy, options.out)
    except form_show.NotShownError as error:
        print(error, file=sys.stderr)
        return exits.REFUSED
    print(f"{shown.pictures} pictures are in {options.out.resolve()}")
    for title in shown.left_out:
        print(f"not shown by these answers: {title}")
    return exits.OK


def _checked(file: Path) -> "Checked":
    from datetime import UTC, datetime

    from kiosk import form_file

    def whole(source: dict[str, Any], file: Path) -> Mapping[str, Any]:
        try:
            from kiosk.sandbox.form_source import whole
        except ImportError as error:
            raise ValueError(str(error)) from error
        return whole(source, file)

    return form_file.check(file, whole, datetime.now(UTC).astimezone().date())
