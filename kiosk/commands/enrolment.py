"""`kiosk enrol | unenrol`: make this terminal known to a portal, or unknown again.

Exit codes: 0 done, 1 refused, 69 the portal cannot be reached, 77 the keyring gives nothing,
78 the settings, the list of codes or the portal's address cannot be used, 130 broken off.
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
    from kiosk.portals.access import Access
    from kiosk.secrets.secrets import Secrets

REFUSED = 1
BROKEN_OFF = 130
"""As a shell says that Ctrl+C ended it."""
UNATTENDED = "keep the key for the kiosk's service (systemd), where nobody logs in; as root"
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
    enrol.add_argument("--portal", metavar="URL", help="the settings' portal.url when not given")
    enrol.add_argument("--settings", type=Path, help="the terminal's TOML file")
    enrol.add_argument("--ca-file", type=Path, help="a PEM file with further authorities")
    enrol.add_argument("--proxy", help="http://host:port, or none; the system's when not given")
    enrol.add_argument("--terminal", default="", metavar="NAME", help="the id that is wanted")
    codes = enrol.add_mutually_exclusive_group()
    codes.add_argument("--code", default="", help="a one-time code of the portal")
    codes.add_argument("--code-file", type=Path, metavar="FILE", help="a file that holds a code")
    codes.add_argument("--codes", type=Path, metavar="CSV", help="a list with columns id and code")
    enrol.add_argument("--id", default="", help="the line of --codes; this host's name if left out")
    enrol.add_argument("--unattended", action="store_true", help=UNATTENDED)
    enrol.set_defaults(run=_enrol)

    unenrol = commands.add_parser("unenrol", help="make this terminal unknown again")
    unenrol.add_argument("--settings", type=Path, help="the terminal's TOML file")
    unenrol.add_argument("--unattended", action="store_true", help=UNATTENDED)
    unenrol.set_defaults(run=_unenrol)


def _enrol(options: argparse.Namespace) -> int:
    from kiosk.enrolment import Wish, enrol
    from kiosk.enrolment_refusals import EnrolmentError
    from kiosk.portals.address import UnsafeAddressError, safe
    from kiosk.settings import SettingsError
    from kiosk.settings.loading import default_path

    try:
        settings = options.settings or default_path()
        if options.portal is None:
            options.portal = _named_portal(options.settings)
        secrets = _secrets(safe(options.portal), unattended=options.unattended)
        wish = Wish(_access(options), settings, _code(options), options.terminal)
        done = asyncio.run(enrol(wish, secrets, _tell))
    except EnrolmentError as error:
        return exits.refuse([f"Not enrolled. {error}"], EXITS[error.code])
    except UnsafeAddressError as error:
        return exits.refuse([f"Not enrolled. {options.portal}: {error}."])
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    except KeyboardInterrupt:
        return exits.refuse(["Not enrolled. It was broken off; nothing is left."], BROKEN_OFF)
    print(f"This is terminal {done.id} of municipality {done.bfs}. Its settings: {settings}")
    return _checked(settings)


def _secrets(url: str, *, unattended: bool) -> "Secrets":
    """Return where the key is kept: with whoever runs this, or for the kiosk's service."""
    if unattended:
        from kiosk.secrets.credstore import Credstore

        return Credstore()
    from kiosk.secrets.choosing import secrets_for

    return secrets_for(url)


def _access(options: argparse.Namespace) -> "Access":
    """Return the way to the portal: as it is named now, else as settings and policy have it."""
    from kiosk.portals.access import Access
    from kiosk.settings import PortalSettings, SettingsError, load

    try:
        known = load(options.settings).portal
    except SettingsError:  # there are none yet; what is wrong in them is said afterwards
        known = PortalSettings()
    authorities = str(options.ca_file.resolve()) if options.ca_file else known.ca_file
    proxy = known.proxy if options.proxy is None else options.proxy
    return Access(options.portal, authorities, proxy)


def _named_portal(settings: Path | None) -> str:
    """Return the portal's address as settings or policy name it.

    Raises:
        SettingsError: they cannot be read, or name none.
    """
    from kiosk.settings import SettingsError, loaded

    found = loaded(settings)
    if found.origins["portal.url"].place == "default":
        raise SettingsError(("no settings name portal.url; name the portal with --portal",))
    return found.settings.portal.url


def _code(options: argparse.Namespace) -> str:
    """Return the one-time code, from wherever it is; '' where somebody approves."""
    if options.codes:
        return _listed(options.codes, options.id)
    return _in_file(options.code_file) if options.code_file else str(options.code)


def _checked(settings: Path) -> int:
    """Say what is wrong with the settings that now hold the terminal, and what policy overrules."""
    from kiosk.settings import SettingsError, loaded

    try:
        remarks = loaded(settings).remarks
    except SettingsError as error:
        return exits.refuse(["Enrolled, but the settings have to be mended:", *error.mistakes])
    print(*remarks, sep="\n", end="\n" if remarks else "")
    return exits.OK


def _unenrol(options: argparse.Namespace) -> int:
    from kiosk.enrolment import unenrol
    from kiosk.enrolment_refusals import EnrolmentError
    from kiosk.portals.access import Access
    from kiosk.settings import SettingsError, load

    try:
        settings = load(options.settings)
    except SettingsError as error:
        return exits.refuse(error.mistakes)
    portal, terminal = settings.portal, settings.terminal.id
    access = Access(portal.url, portal.ca_file, portal.proxy)
    secrets = _secrets(portal.url, unattended=options.unattended)
    try:
        asyncio.run(unenrol(settings, access, secrets))
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
            print(f"Open {code.address}\nand compare the code: {code.user_code}\n")
            print(drawn(code.address))
            print(f"Waiting {code.expires_in / 60:.0f} minutes for approval …", flush=True)
        case Approved():
            print("Approved. Making a key and registering it …", flush=True)
        case Proved():
            print("The portal accepts the key.", flush=True)


def _in_file(file: Path) -> str:
    """Return the code in the last line of a file, alone or as `code=CODE`.

    Raises:
        SettingsError: there is no such file, or no code in it.
    """
    from kiosk.settings import SettingsError

    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError((f"{file}: cannot be read: {error}",)) from error
    told = [line.rpartition("=")[2].strip() for line in lines if line.strip()]
    if not told or not told[-1]:
        raise SettingsError((f"{file}: must hold a one-time code in its last line",))
    return told[-1]


def _listed(file: Path, name: str) -> str:
    """Return the code of `name`, or of this host, in a list; its columns part at `,` or `;`.

    Raises:
        SettingsError: there is no such list, or no such line; says how it should look.
    """
    from kiosk.settings import SettingsError

    wanted = name or socket.gethostname().partition(".")[0]
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            parted = ";" if ";" in head else ","
            names = next(csv.reader([head], delimiter=parted), [])
            rows = csv.DictReader(lines, names, delimiter=parted)
            found = [row for row in rows if row.get("id") == wanted]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError((f"{file}: cannot be read: {error}",)) from error
    if len(found) != 1 or not found[0].get("code"):
        mistake = f"{file}: must hold one line whose id is {wanted}, and its code; or name --id"
        raise SettingsError((mistake,))
    return str(found[0]["code"])
