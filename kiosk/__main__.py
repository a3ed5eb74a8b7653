"""The command line: `kiosk demo | tour | run | sandbox | config | form`."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import __version__

if TYPE_CHECKING:
    from kiosk.form_file import Checked

EXIT_OK = 0
EXIT_WARNED = 1
EXIT_REFUSED = 2
"""The form cannot be used."""
EXIT_SETTINGS = 78
"""The settings cannot be used (EX_CONFIG of sysexits.h)."""


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

    demo = commands.add_parser("demo", help="the embedded portal and the kiosk, on this machine")
    demo.add_argument("--bfs", type=int, default=1061, help="BFS number of the municipality")
    demo.add_argument("--out", type=Path, default=Path("out/demo"), help="folder for the pictures")
    demo.set_defaults(run=_demo)

    tour = commands.add_parser("tour", help="a whole visit offscreen: pictures and the paper")
    tour.add_argument("--bfs", type=int, default=1061)
    tour.add_argument("--language", default="de", help="de, fr, it, en or de-simple")
    tour.add_argument("--landscape", action="store_true", help="1920x1080 instead of 1080x1920")
    tour.add_argument("--text-size", choices=("normal", "large", "largest"), default="normal")
    tour.add_argument("--contrast", choices=("normal", "high"), default="normal")
    tour.add_argument("--service", action="append", help="a service id; all when not given")
    tour.add_argument("--out", type=Path, default=Path("out/tour"), help="folder for the pictures")
    tour.set_defaults(run=_tour)

    run = commands.add_parser("run", help="the kiosk of this terminal")
    run.add_argument("--settings", type=Path, required=True, help="the terminal's TOML file")
    run.set_defaults(run=_run)

    sandbox = commands.add_parser("sandbox", help="the embedded portal alone, on loopback")
    sandbox.add_argument("--port", type=int, default=8700)
    sandbox.add_argument("--folder", type=Path, default=None, help="where it keeps what it gets")
    sandbox.set_defaults(run=_sandbox)

    config = commands.add_parser("config", help="the settings of this terminal")
    config.add_argument("action", choices=("check",))
    config.add_argument("file", type=Path)
    config.set_defaults(run=_config)

    _add_form(commands.add_parser("form", help="for those who write forms: check one, look at it"))
    return whole


def _add_form(form: argparse.ArgumentParser) -> None:
    actions = form.add_subparsers(required=True, metavar="action")

    check = actions.add_parser("check", help="what is wrong with a form document")
    check.add_argument("file", type=Path, nargs="?", help="a form document or a source with blocks")
    check.add_argument("--limits", action="store_true", help="print the published limits")
    check.add_argument("--strict", action="store_true", help="leave with 1 when there are warnings")
    check.set_defaults(run=_form_check, usage=check.error)

    show = actions.add_parser("show", help="a picture of every page, with made-up answers")
    show.add_argument("file", type=Path)
    show.add_argument("--language", default="de", help="de, fr, it, en or de-simple")
    show.add_argument("--landscape", action="store_true", help="1920x1080 instead of 1080x1920")
    show.add_argument("--text-size", choices=("normal", "large", "largest"), default="normal")
    show.add_argument("--contrast", choices=("normal", "high"), default="normal")
    show.add_argument("--policy", choices=("self-service", "assisted"), default="self-service")
    show.add_argument("--out", type=Path, default=Path("out/form"), help="folder for the pictures")
    show.set_defaults(run=_form_show)


def _demo(options: argparse.Namespace) -> int:
    from ui import demo

    return demo.demo(options.bfs, options.out)


def _tour(options: argparse.Namespace) -> int:
    from ui import demo
    from ui.tour import Look

    look = Look(options.language, options.landscape, options.text_size, options.contrast)
    return demo.tour(options.bfs, look, options.service, options.out)


def _run(options: argparse.Namespace) -> int:
    from kiosk.settings import SettingsError, load

    try:
        settings = load(options.settings)
    except SettingsError as error:
        return _refuse(error.mistakes)
    from ui import terminal

    return terminal.run(settings)


def _sandbox(options: argparse.Namespace) -> int:
    from kiosk import sandbox

    sandbox.run(options.port, options.folder)
    return EXIT_OK


def _config(options: argparse.Namespace) -> int:
    from kiosk.settings import SettingsError, load

    try:
        load(options.file)
    except SettingsError as error:
        return _refuse(error.mistakes)
    print(f"{options.file}: in order")
    return EXIT_OK


def _form_check(options: argparse.Namespace) -> int:
    from kiosk import form_file
    from kiosk.forms.check import Weight

    if options.limits:
        print(*form_file.caps(), sep="\n")
    if options.file is None:
        return EXIT_OK if options.limits else options.usage("a FILE, --limits, or both")
    checked = _checked(options.file)
    print(*checked.remarks, sep="\n", end="\n" if checked.remarks else "")
    if checked.form is None:
        return EXIT_REFUSED
    print(f"{options.file}: in order")
    return EXIT_WARNED if options.strict and checked.holds(Weight.WARNING) else EXIT_OK


def _form_show(options: argparse.Namespace) -> int:
    checked = _checked(options.file)
    if checked.form is None:
        print(*checked.remarks, sep="\n", file=sys.stderr)
        return EXIT_REFUSED
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui import form_show
    from ui.tour import Look

    look = Look(options.language, options.landscape, options.text_size, options.contrast)
    try:
        shown = form_show.show(checked.form, look, options.policy, options.out)
    except form_show.NotShownError as error:
        print(error, file=sys.stderr)
        return EXIT_REFUSED
    print(f"{shown.pictures} pictures are in {options.out.resolve()}")
    for title in shown.left_out:
        print(f"not shown by these answers: {title}")
    return EXIT_OK


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


def _refuse(mistakes: Sequence[str]) -> int:
    print(*mistakes, sep="\n", file=sys.stderr)
    return EXIT_SETTINGS


if __name__ == "__main__":
    sys.exit(main())
