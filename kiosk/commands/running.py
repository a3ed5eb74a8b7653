"""`kiosk demo | tour | run | sandbox`: what starts a kiosk or the embedded portal."""

import argparse
from pathlib import Path
from typing import Any

from kiosk.commands import exits


def add(commands: Any) -> None:
    """Add the commands to the parser's `commands`."""
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
    run.add_argument("--settings", type=Path, help="this system's file when not given")
    run.set_defaults(run=_run)

    sandbox = commands.add_parser("sandbox", help="the embedded portal alone, on loopback")
    sandbox.add_argument("--port", type=int, default=8700)
    sandbox.add_argument("--folder", type=Path, default=None, help="where it keeps what it gets")
    sandbox.add_argument("--open", action="store_true", help="let terminals send without enrolment")
    sandbox.set_defaults(run=_sandbox)


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
        return exits.refuse(error.mistakes)
    from ui import terminal

    return terminal.run(settings)


def _sandbox(options: argparse.Namespace) -> int:
    from kiosk import sandbox

    sandbox.run(options.port, options.folder, sign_in=not options.open)
    return exits.OK
