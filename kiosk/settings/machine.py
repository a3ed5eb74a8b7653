"""What this machine says about the settings: files and folders that are not as they must be."""

import os
import ssl
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any


def findings(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each key whose file or folder cannot be used by this user, and what to do."""
    for name, look in LOOKS.items():
        if (value := values[name]) and (text := look(value)):
            yield name, text


def _authorities(file: str) -> str:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=file)
    except ssl.SSLError:
        return f"{file} holds no certificate; it must be PEM (BEGIN CERTIFICATE)"
    except OSError as error:
        return f"{file} cannot be read: {error.strerror}"
    return ""


def _paper(printer: str) -> str:
    kind, _, folder = printer.partition(":")
    return _kept_in(folder) if kind == "folder" else ""


def _documents(folder: str) -> str:
    path = Path(folder)
    if not path.is_dir():
        return f"{folder} is no folder; make or mount it, or leave the key out"
    return "" if os.access(path, os.R_OK | os.X_OK) else f"{folder} may not be read by this user"


def _kept_in(folder: str) -> str:
    """Look whether `folder` can be written, or made and then written."""
    path = Path(folder)
    if path.exists() and not path.is_dir():
        return f"{folder} is no folder; name another place"
    there = next(place for place in (path, *path.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return f"{folder} cannot be written by this user; {there} does not allow it"
    return ""


def _support(file: str) -> str:
    """Look at the public key; the reader of keys costs 60 ms, so only where one is named."""
    from kiosk.encryption import EncryptionError, public_key  # noqa: PLC0415 - see above

    try:
        public_key(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        return f"{file} cannot be read: {error.strerror}"
    except (UnicodeDecodeError, EncryptionError):
        return f"{file} holds no public key of curve P-256; it must be PEM or a JWK"
    return ""


LOOKS: Mapping[str, Callable[[str], str]] = {
    "portal.ca_file": _authorities,
    "paper.printer": _paper,
    "documents.folder": _documents,
    "state_folder": _kept_in,
    "support.encrypt_to": _support,
    "telemetry.textfile_folder": _kept_in,
}
