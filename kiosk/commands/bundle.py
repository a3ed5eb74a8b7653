"""`kiosk bundle`: what support needs to know of this terminal, as one file; see docs/bundle.md.

Exit codes: 0 written, 2 a key or file cannot be used, 73 the file cannot be written.
"""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import exits

if TYPE_CHECKING:
    from kiosk.readiness.settings import Found

NOT_WRITTEN = 73
"""EX_CANTCREAT of sysexits.h."""
SEALED = ".jwe"
PRIVATE = 0o600


def add(commands: Any) -> None:
    """Add the command to the parser's `commands`."""
    bundle = commands.add_parser("bundle", help="what support needs to know of this terminal")
    bundle.add_argument("--settings", type=Path, help="this system's file when not given")
    bundle.add_argument("--out", type=Path, metavar="FILE", help="a new file; named when not given")
    bundle.add_argument("--open", type=Path, metavar="FILE", help="for support: decrypt a bundle")
    bundle.add_argument("--key", type=Path, metavar="FILE", help="with this private key (PEM)")
    bundle.set_defaults(run=_bundle, usage=bundle.error)


def _bundle(options: argparse.Namespace) -> int:
    if (options.open is None) != (options.key is None):
        options.usage("--open and --key go together")
    return _open(options) if options.open else _make(options)


def _make(options: argparse.Namespace) -> int:
    from kiosk import bundle, places
    from kiosk.readiness.examining import examined
    from kiosk.readiness.seeing import seen
    from kiosk.readiness.settings import read
    from kiosk.settings import Settings
    from kiosk.updating import UpdateGate

    found = read(options.settings)
    settings = found.loaded.settings if found.loaded else Settings()
    report = examined(found, seen)
    gate = UpdateGate(places.state_folder(settings))
    presence = gate.told.presence.value if gate.told else ""
    members = bundle.members(found, report, places.audit_file(settings), presence)
    for member in members:
        print(f"{member.name:<14}{len(member.content):>9} bytes  {member.meaning}")
    name = f"schalter-{report.terminal or 'terminal'}-{report.made_at:%Y%m%d-%H%M%S}.zip"
    return _sealed_and_written(
        found, bundle.packed(members, report.made_at), options.out or Path(name)
    )


def _sealed_and_written(found: "Found", content: bytes, file: Path) -> int:
    """Write `content`, for support alone where the settings name its key; never in clear then."""
    from kiosk.encryption import EncryptionError, encrypted_to, public_key

    reader = found.loaded.settings.support.encrypt_to if found.loaded else ""
    if reader:
        try:
            jwk = public_key(Path(reader).read_text(encoding="utf-8"))
            content = encrypted_to(jwk, content).encode()
        except (OSError, UnicodeDecodeError, EncryptionError) as error:
            refused = f"support.encrypt_to: {reader} cannot be used ({error}); nothing was written"
            return exits.refuse((refused,), exits.REFUSED)
        file = file if file.suffix == SEALED else file.with_name(file.name + SEALED)
        print(f"Encrypted: only the owner of the key {jwk['kid'][:8]} can read it.")
    else:
        print("Not encrypted: support.encrypt_to names no key.")
    return _written(file, content)


def _open(options: argparse.Namespace) -> int:
    from kiosk.encryption import EncryptionError, decrypted, key_from_pem

    try:
        key = key_from_pem(options.key.read_text(encoding="ascii"))
        content = decrypted(key, options.open.read_text(encoding="ascii").strip())
    except (OSError, UnicodeDecodeError, EncryptionError) as error:
        refused = f"{options.open}: cannot be opened with {options.key} ({error})"
        return exits.refuse((refused,), exits.REFUSED)
    return _written(options.out or options.open.with_suffix(""), content)


def _written(file: Path, content: bytes) -> int:
    """Write a file that was not there, for its owner alone."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as new:
            new.write(content)
    except OSError as error:
        return exits.refuse((f"{file}: cannot be written: {error.strerror}",), NOT_WRITTEN)
    print(f"Written: {file.resolve()}")
    return exits.OK
