"""`kiosk demo | tour | sandbox`: with the embedded portal, to look at, to train on, to photograph.

A terminal's package holds no embedded portal; it has the tour only, for another portal.
"""

import argparse
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import exits

if TYPE_CHECKING:
    from ui.tour import Look


NO_PORTAL = "The embedded portal is not part of this package; name a terminal's file: --settings."
ELSEWHERE = "A tour sends what it made up; it only goes to a portal on this very machine."


COUNTER = "the screen of staff at a counter, not that of a terminal for everybody"
TWO_WINDOWS = "with --counter: the screen that faces the visitor, too, beside it"


def has_portal() -> bool:
    """Whether the embedded portal is part of this program."""
    return find_spec("kiosk.sandbox") is not None


def add(commands: Any) -> None:
    """Add the commands to the parser's `commands`."""
    if has_portal():
        _add_embedded(commands)
    tour = commands.add_parser("tour", help="a whole visit offscreen: pictures and the paper")
    tour.add_argument("--bfs", type=int, default=1061, help="BFS number of the municipality")
    tour.add_argument("--language", default="de", help="de, fr, it, en or de-simple")
    tour.add_argument("--landscape", action="store_true", help="1920x1080 instead of 1080x1920")
    tour.add_argument("--text-size", choices=("normal", "large", "largest"), default="normal")
    tour.add_argument("--contrast", choices=("normal", "high"), default="normal")
    tour.add_argument("--service", action="append", help="a service id; all when not given")
    tour.add_argument("--out", type=Path, default=Path("out/tour"), help="folder for the pictures")
    tour.add_argument("--counter", action="store_true", help=COUNTER)
    tour.add_argument("--settings", type=Path, help="a terminal's, with a portal on this machine")
    tour.set_defaults(run=_tour)


def _add_embedded(commands: Any) -> None:
    demo = commands.add_parser("demo", help="the embedded portal and the kiosk, on this machine")
    demo.add_argument("--bfs", type=int, default=1061, help="BFS number of the municipality")
    demo.add_argument("--out", type=Path, default=Path("out/demo"), help="folder for the pictures")
    demo.add_argument("--counter", action="store_true", help=COUNTER)
    demo.add_argument("--two-windows", action="store_true", help=TWO_WINDOWS)
    demo.set_defaults(run=_demo)

    sandbox = commands.add_parser("sandbox", help="the embedded portal alone, on loopback")
    sandbox.add_argument("--port", type=int, default=8700)
    sandbox.add_argument("--folder", type=Path, default=None, help="where it keeps what it gets")
    sandbox.add_argument("--open", action="store_true", help="let terminals send without enrolment")
    sandbox.set_defaults(run=_sandbox)


def _demo(options: argparse.Namespace) -> int:
    from ui import demo

    two = options.two_windows
    return demo.demo(options.bfs, options.out, _policy(options), two_windows=two)


def _policy(options: argparse.Namespace) -> str:
    from ui import demo

    return demo.STAFFED if options.counter else demo.ALONE


def _tour(options: argparse.Namespace) -> int:
    from ui import demo
    from ui.tour import Look

    lies = options.landscape or options.counter
    look = Look(options.language, lies, options.text_size, options.contrast)
    if options.settings:
        return _tour_of_terminal(options, look)
    if not has_portal():
        return exits.refuse([NO_PORTAL], exits.REFUSED)
    return demo.tour(options.bfs, look, options.service, options.out, _policy(options))


def _tour_of_terminal(options: argparse.Namespace, look: "Look") -> int:
    """Walk with a terminal's own settings; what was made up must not reach a real office."""
    from kiosk.portals.address import is_loopback
    from kiosk.settings import SettingsError, load
    from ui import demo

    try:
        settings = load(options.settings)
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    if not is_loopback(settings.portal.url):
        return exits.refuse([f"{settings.portal.url}: {ELSEWHERE}"], exits.REFUSED)
    return demo.tour_of_terminal(settings, look, options.service, options.out)


def _sandbox(options: argparse.Namespace) -> int:
    from kiosk import sandbox

    sandbox.run(options.port, options.folder, sign_in=not options.open)
    return exits.OK
