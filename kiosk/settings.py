"""The machine's settings: one TOML file, checked once; every mistake is named.

No secret is ever a setting. `load` reads a file, `Settings()` are the defaults of a demo.
"""

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from kiosk.policy import POLICIES
from kiosk.portals.adapters import kinds_of_portals
from kiosk.portals.address import UnsafeAddressError, safe
from kiosk.receipt.printers import DEFAULT


class PortalSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the portal is. `kind` names a folder of kiosk/portals/; http only to loopback."""

    kind: str = "lucerne"
    url: str = "http://127.0.0.1:8700"
    ca_file: str = ""
    """A PEM file with further certificate authorities, beside those of the system."""


class TerminalSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What this device is, for the portal and for people."""

    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{1,64}$")] = "demo"
    policy: str = "self-service"
    bfs: Annotated[int, Meta(ge=1, le=9999)] = 1061
    """BFS number of the municipality it stands in."""
    place: str = ""
    counter: str = ""
    """Where the staffed counter is, as a visitor reads it."""
    phone: str = ""


class ScreenSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How the screen is. Measure `px_per_mm` with a ruler: screens report it wrongly."""

    px_per_mm: Annotated[float, Meta(gt=1, lt=20)] = 4.0
    full_screen: bool = True
    touch: bool = True
    language: str = "de"
    """The language of the attract screen and of a visit nobody chose one for."""


class PaperSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where confirmations are printed: `cups:`, `cups:QUEUE`, `windows:`, `folder:PATH`, `none`."""

    printer: Annotated[str, Meta(pattern=r"^(cups:.*|windows:.*|folder:.+|none)$")] = DEFAULT


class DocumentSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where documents are taken from: a scanner's folder or a mounted stick; '' is nowhere."""

    folder: str = ""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set on a terminal; see docs/settings.md."""

    portal: PortalSettings = PortalSettings()
    terminal: TerminalSettings = TerminalSettings()
    screen: ScreenSettings = ScreenSettings()
    paper: PaperSettings = PaperSettings()
    documents: DocumentSettings = DocumentSettings()
    state_folder: str = ""
    """Where the audit log lies; '' is the system's place for it."""


class SettingsError(Exception):
    """The file cannot be used. `mistakes` holds one sentence each: file, place, what to do."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def load(path: Path) -> Settings:
    """Read and check the settings in `path`.

    Raises:
        SettingsError: the file is missing, is not TOML, or holds mistakes; all are named.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError((f"{path}: cannot be read: {error.strerror}",)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            (f"{path}: byte {error.start} is not UTF-8; save it as UTF-8",)
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError((f"{path}: {error}",)) from error
    mistakes = tuple(f"{path}: {mistake}" for mistake in _mistakes(table))
    if mistakes:
        raise SettingsError(mistakes)
    return msgspec.convert(table, Settings)


def _mistakes(table: dict[str, Any]) -> list[str]:
    """Return what is wrong in each section by itself, so that one look finds every mistake."""
    found: list[str] = []
    sections = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    for name, value in table.items():
        if name not in sections:
            found.append(f"{name}: unknown; known are {', '.join(sections)}")
            continue
        found += _mistakes_in(name, value, sections[name])
    found += _not_one_of("terminal.policy", _text(table, "terminal", "policy"), POLICIES)
    found += _not_one_of("portal.kind", _text(table, "portal", "kind"), kinds_of_portals())
    found += _no_files(table)
    url, printer = _text(table, "portal", "url"), _text(table, "paper", "printer")
    return found + (_unsafe(url) if url else []) + (_no_printer(printer) if printer else [])


def _text(table: dict[str, Any], section: str, name: str) -> str | None:
    """Return a setting where it is text; of what is not the types have said so."""
    fields = table.get(section)
    value = fields.get(name) if isinstance(fields, dict) else None
    return value if isinstance(value, str) else None


def _not_one_of(place: str, value: str | None, known: Iterable[str]) -> list[str]:
    if value is None or value in known:
        return []
    return [f"{place}: must be one of {', '.join(known)}"]


def _no_files(table: dict[str, Any]) -> list[str]:
    policy = POLICIES.get(_text(table, "terminal", "policy") or TerminalSettings().policy)
    if policy is None or policy.takes_files or not _text(table, "documents", "folder"):
        return []
    return [f"documents.folder: policy {policy.name} takes no files; leave it out"]


def _no_printer(setting: str) -> list[str]:
    if setting.startswith("windows:") and os.name != "nt":
        return ["paper.printer: windows: is for Windows; use cups:, folder:PATH or none"]
    return []


def _unsafe(url: str) -> list[str]:
    try:
        safe(url)
    except UnsafeAddressError as error:
        return [f"portal.url: {error}"]
    return []


def _mistakes_in(name: str, value: Any, kind: Any) -> list[str]:
    if not (isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, Struct)):
        return _mistake(name, value, kind)
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    unknown = [
        f"{name}.{key}: unknown; known are {', '.join(fields)}"
        for key in value
        if key not in fields
    ]
    wrong = [
        mistake
        for key, field_type in fields.items()
        if key in value
        for mistake in _mistake(f"{name}.{key}", value[key], field_type)
    ]
    return unknown + wrong


def _mistake(place: str, value: Any, kind: Any) -> list[str]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        return [f"{place}: {error}"]
    return []
