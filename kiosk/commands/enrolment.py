"""`kiosk enrol | unenrol`: make this terminal known to a portal, or unknown again.

Exit codes: 0 done, 1 refused, 69 the portal cannot be reached, 77 the keyring gives nothing,
78 the settings, the list of codes or the portal's address cannot be used.
"""

import argparse
import asyncio
import csv
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import exits

if TYPE_CHECKING:
    from kiosk.enrolment import Progress

REFUSED = 1
EXITS = {
    "refused": REFUSED,
    "portal-unavailable": 69,
    "keyring": 77,
    "settings": exits.SETTINGS,
    "wrong-portal": exits.SETTINGS,
}
"""By the code of an `EnrolmentError`; 69 and 77 are EX_UNAVAILABLE and EX_NOPERM of sysexits.h."""


def add(commands: Any) -> None:
    """Add the commands to the parser's `commands`."""
    enrol = commands.add_parser("enrol", help="make this terminal known to a portal")
    enrol.add_argument("--portal", required=True, metavar="URL", help="the portal's address")
    enrol.add_argument("--settings", type=Path, help="the terminal's TOML file")
    enrol.add_argument("--ca-file", type=Path, help="a PEM file with further authorities")
    enrol.add_argument("--terminal", default="", metavar="NAME", help="the id that is wanted")
    codes = enrol.add_mutually_exclusive_group()
    codes.add_argument("--code", default="", help="a one-time code of the portal")
    codes.add_argument("--codes", type=Path, metavar="CSV", help="a list with columns id and code")
    enrol.add_argument("--id", default="", help="the line of --codes; this host's name if left out")
    enrol.set_defaults(run=_enrol)

    unenrol = commands.add_parser("unenrol", help="make this terminal unknown again")
    unenrol.add_argument("--settings", type=Path, help="the terminal's TOML file")
    unenrol.set_defaults(run=_unenrol)


def _enrol(options: argparse.Namespace) -> int:
    from kiosk.enrolment import Wish, enrol
    from kiosk.enrolment_refusals import EnrolmentError
    from kiosk.portals.access import Access
    from kiosk.secrets.choosing import secrets_for
    from kiosk.settings import SettingsError
    from kiosk.settings.loading import default_path

    authorities = str(options.ca_file.resolve()) if options.ca_file else ""
    try:
        settings = options.settings or default_path()
        code = _listed(options.codes, options.id) if options.codes else options.code
        wish = Wish(Access(options.portal, authorities), settings, code, options.terminal)
        done = asyncio.run(enrol(wish, secrets_for(options.portal), _tell))
    except EnrolmentError as error:
        return exits.refuse([f"Not enrolled. {error}"], EXITS[error.code])
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    print(f"This is terminal {done.id} of municipality {done.bfs}. Its settings: {settings}")
    return exits.OK


def _unenrol(options: argparse.Namespace) -> int:
    from kiosk.enrolment import unenrol
    from kiosk.enrolment_refusals import EnrolmentError
    from kiosk.portals.access import Access
    from kiosk.secrets.choosing import secrets_for
    from kiosk.settings import SettingsError, load

    try:
        settings = load(options.settings)
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    portal, terminal = settings.portal, settings.terminal.id
    access = Access(portal.url, portal.ca_file, portal.proxy)
    try:
        asyncio.run(unenrol(settings, access, secrets_for(portal.url)))
    except EnrolmentError as error:
        remains = f"Withdraw {terminal} at {portal.url} if it is still known there."
        return exits.refuse([f"{error}", remains], EXITS[error.code])
    print(f"{terminal} is no longer known at {portal.url}, and its key is deleted here.")
    print("Its settings are left as they are.")
    return exits.OK


def _tell(step: "Progress") -> None:
    from kiosk.commands.qr_code import drawn
    from kiosk.enrolment import Approved, Proved, Waiting

    match step:
        case Waiting(code):
            address = code.verification_uri_complete or code.verification_uri
            print(f"Open {address}\nand compare the code: {code.user_code}\n")
            print(drawn(address))
            print(f"Waiting {code.expires_in / 60:.0f} minutes for approval …", flush=True)
        case Approved():
            print("Approved. Making a key and registering it …", flush=True)
        case Proved():
            print("The portal accepts the key.", flush=True)


def _listed(file: Path, name: str) -> str:
    """Return the code of `name`, or of this host, in a list.

    Raises:
        SettingsError: there is no such list, or no such line; says how it should look.
    """
    from kiosk.settings import SettingsError

    wanted = name or socket.gethostname().partition(".")[0]
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            found = [row for row in csv.DictReader(lines) if row.get("id") == wanted]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError((f"{file}: cannot be read: {error}",)) from error
    if len(found) != 1 or not found[0].get("code"):
        mistake = f"{file}: must hold one line whose id is {wanted}, and its code; or name --id"
        raise SettingsError((mistake,))
    return str(found[0]["code"])
