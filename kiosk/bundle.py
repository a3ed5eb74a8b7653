"""What support is told of a terminal, as one file: fields that are listed here, and no others.

Nothing of a visitor is in it: of the audit log each value must look like what its field may hold.
"""

import io
import json
import platform
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.audit import AuditEvent, broken_line
from kiosk.policy import POLICIES
from kiosk.readiness.report import Report, as_json
from kiosk.readiness.settings import Found
from kiosk.settings.keys import keys
from kiosk.telemetry import prometheus
from kiosk.telemetry.counting import Counting

MOST_LINES = 5000
"""Of the audit log: the last ones, weeks at a busy counter."""
KEY_LETTERS = 8
"""Of a submission's key: enough to find a log line again, and too little to ask the portal."""
LIBRARIES = ("PySide6-Essentials", "httpx", "joserfc", "jsonschema-rs", "keyring", "reportlab")
_WORD, _WORDS = r"[a-z][a-z0-9-]{0,39}", r"[a-z][a-z0-9 -]{0,39}(, [a-z][a-z0-9 -]{0,39}){0,20}"
SHAPES: Mapping[str, str] = {
    "visit": r"[0-9]{1,9}",
    "service": r"[a-z0-9][a-z0-9.-]{0,63}",
    "key": r"[0-9a-f]{8}-[0-9a-f-]{27}",
    "actor": r"[^\s]{1,200}",
    "version": r"[0-9][0-9a-z.+-]{0,19}",
    "policy": _WORD,
    "problem": _WORD,
    "code": _WORDS,
    "reason": _WORDS,
    "outcome": _WORDS,
}
"""What a value of each field of the audit log looks like; anything else is left out."""


@dataclass(frozen=True)
class Member:
    """A file of the bundle, with a sentence for whoever sends it."""

    name: str
    meaning: str
    content: bytes


def members(found: Found, report: Report, audit: Path, presence: str) -> tuple[Member, ...]:
    """Return what belongs into a bundle.

    Args:
        found: the settings that were read.
        report: what `kiosk doctor` says.
        audit: the file of the audit log; it need not be there.
        presence: what the running kiosk is, '' where none runs.
    """
    lines = tuple(told(audit))
    about = _about(report, presence) | {"audit_broken_at_line": broken_line(audit)}
    return (
        Member("about.json", "which program on which system", _json(about)),
        Member("settings.txt", "the settings in force, and who set them", _settings(found)),
        Member("doctor.json", "what `kiosk doctor` found", _json(as_json(report))),
        Member("audit.jsonl", f"the last {len(lines)} lines of the audit log", _lines(lines)),
        Member("metrics.prom", "the same lines, counted", counted(lines).encode()),
    )


def packed(files: Iterable[Member], made_at: datetime) -> bytes:
    """Return `files` as a ZIP archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as whole:
        for member in files:
            entry = zipfile.ZipInfo(member.name, made_at.timetuple()[:6])
            whole.writestr(entry, member.content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


# --- The audit log -------------------------------------------------------------------------------


def told(audit: Path) -> Iterator[dict[str, str]]:
    """Yield what may be told of the last lines of the audit log, the oldest first."""
    actors = {policy.actor: policy.actor for policy in POLICIES.values()}
    for body in _tail(audit):
        try:
            line = json.loads(body)
            at, event = datetime.fromisoformat(line["at"]), AuditEvent[line["event"]]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        fields = {name: line[name] for name in sorted(event.fields & line.keys())}
        yield {
            "at": at.isoformat(timespec="seconds"),
            "event": event.name,
            **{name: _shown(name, str(value), actors) for name, value in fields.items()},
        }


def _shown(name: str, value: str, actors: dict[str, str]) -> str:
    """Return a value as it may be told: staff by number, keys in part, nothing unexpected."""
    if value and not re.fullmatch(SHAPES[name], value):
        return "?"
    match name:
        case "actor":
            return actors.setdefault(value, f"staff-{len(actors)}") if value else ""
        case "key":
            return f"{value[:KEY_LETTERS]}…"
        case _:
            return value


def counted(lines: Iterable[Mapping[str, str]]) -> str:
    """Return what telemetry would have counted of `lines`, as Prometheus reads it."""
    at = 0.0
    counting = Counting(lambda: at)
    for line in lines:
        at = datetime.fromisoformat(line["at"]).timestamp()
        counting.count(AuditEvent[line["event"]], line)
    return prometheus.text(counting.families())


def _tail(audit: Path) -> list[str]:
    try:
        return audit.read_text(encoding="ascii", errors="replace").splitlines()[-MOST_LINES:]
    except OSError:
        return []


# --- The terminal --------------------------------------------------------------------------------


def _about(report: Report, presence: str) -> dict[str, Any]:
    return {
        "version": __version__,
        "terminal": report.terminal,
        "made_at": report.made_at.isoformat(timespec="seconds"),
        "presence": presence,
        "packed_program": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "distribution": _distribution(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return platform.platform(terse=True)


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:  # a packed program holds no such facts
        return ""


def _settings(found: Found) -> bytes:
    lines = [f"# {mistake}" for mistake in found.mistakes]
    if found.loaded is not None:
        for name in keys():
            origin = found.loaded.origins[name]
            value = json.dumps(found.loaded.values[name], ensure_ascii=False)
            lines.append(f"{name} = {value}  # {origin.place}{' (locked)' * origin.locked}")
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(lines: Iterable[Mapping[str, str]]) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n"
