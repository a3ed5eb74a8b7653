"""`kiosk update gate | verify | release`: what an update asks a terminal; see docs/updates.md.

Exit codes: 0 yes, 2 the new version does not work (take it back), 73 the state folder cannot be
written, 75 somebody is here (try again later), 78 the settings cannot be used.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import exits

if TYPE_CHECKING:
    from kiosk.settings import Settings
    from kiosk.updating import UpdateGate

NOT_WRITTEN = 73
LATER = 75
"""EX_CANTCREAT and EX_TEMPFAIL of sysexits.h."""
BROKEN = 2
STEP_SECONDS = 0.5
ANSWER_SECONDS = 5.0
"""So long a running kiosk may take to say that nobody can begin any more."""
ESSENTIAL = ("settings", "fonts", "languages", "screen", "state-folder")
"""The checks that only the program itself can fail: no cable, portal or printer takes it back."""


def add(commands: Any) -> None:
    """Add the command to the parser's `commands`."""
    update = commands.add_parser("update", help="for package managers: never during a visit")
    actions = update.add_subparsers(required=True, metavar="action")

    gate = actions.add_parser("gate", help="wait until nobody is here, and keep it so")
    gate.add_argument("--wait", type=float, metavar="MINUTES", help="updates.wait_minutes if not")
    gate.set_defaults(run=_gate)

    verify = actions.add_parser("verify", help="whether the version that was installed works")
    verify.add_argument(
        "--started", type=float, default=0.0, metavar="SECONDS", help="wait for the kiosk, too"
    )
    verify.set_defaults(run=_verify)

    release = actions.add_parser("release", help="let visitors begin again")
    release.set_defaults(run=_release)

    for action in (gate, verify, release):
        action.add_argument("--settings", type=Path, help="this system's file when not given")


def _gate(options: argparse.Namespace) -> int:
    found = _opened(options)
    if found is None:
        return exits.SETTINGS
    settings, gate = found
    minutes = settings.updates.wait_minutes if options.wait is None else options.wait
    wait, hold = max(minutes * 60, ANSWER_SECONDS), settings.updates.hold_minutes * 60
    try:
        gate.ask(wait + hold)
        if not _becomes(lambda: gate.clear, wait):
            gate.give_up()
            print("Somebody is at the terminal; try again later.", file=sys.stderr)
            return LATER
        gate.ask(hold)
    except OSError as error:
        return exits.refuse((f"The state folder cannot be written: {error}",), NOT_WRITTEN)
    print(f"Nobody is at the terminal, and nobody can begin for {hold // 60} minutes.")
    return exits.OK


def _verify(options: argparse.Namespace) -> int:
    from kiosk import __version__
    from kiosk.readiness.examining import examined
    from kiosk.readiness.report import Outcome
    from kiosk.readiness.seeing import seen
    from kiosk.readiness.settings import read

    report = examined(read(options.settings), seen, only=ESSENTIAL)
    wrong = [
        f"{check.group}/{check.name} ({check.code}): {check.found} {check.remedy}"
        for check in report.checks
        if check.outcome is Outcome.FAILED
    ]
    opened = None if wrong else _opened(options)
    if opened is None:
        return exits.refuse(wrong or ("The settings cannot be used.",), BROKEN)
    _, gate = opened
    now = time.time()  # what a kiosk said before proves nothing: it may have been the last one
    if options.started and not _becomes(lambda: _serves(gate, __version__, now), options.started):
        return exits.refuse((f"No kiosk of version {__version__} came up.",), BROKEN)
    gate.release()
    print(f"Version {__version__} works.")
    return exits.OK


def _serves(gate: "UpdateGate", version: str, since: float) -> bool:
    """Whether a kiosk of `version` ran after `since` at its start screen: through a clean wipe."""
    from kiosk.presence import Presence

    told = gate.told
    up = {Presence.FREE, Presence.UPDATE, Presence.OUT_OF_SERVICE}
    return told is not None and told.at >= since and told.version == version and told.presence in up


def _release(options: argparse.Namespace) -> int:
    found = _opened(options)
    if found is None:
        return exits.SETTINGS
    found[1].release()
    return exits.OK


def _opened(options: argparse.Namespace) -> "tuple[Settings, UpdateGate] | None":
    """Return the settings and the gate of this terminal; None, and say why, without settings."""
    from kiosk.places import state_folder
    from kiosk.settings import SettingsError, load
    from kiosk.updating import UpdateGate

    try:
        settings = load(options.settings)
    except SettingsError as error:
        exits.refuse(error.mistakes)
        return None
    return settings, UpdateGate(state_folder(settings))


def _becomes(
    true: Callable[[], bool], seconds: float, sleep: Callable[[float], None] = time.sleep
) -> bool:
    """Look again and again, for `seconds` at most; return whether it became `true`."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() >= end:
            return False
        sleep(STEP_SECONDS)
    return True
