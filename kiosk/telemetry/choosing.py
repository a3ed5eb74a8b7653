"""Builds the telemetry that the settings ask for."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kiosk import __version__, places
from kiosk.audit import AuditEvent
from kiosk.errors import Unreachable
from kiosk.portals.http import Http
from kiosk.readiness.report import Report
from kiosk.settings import PortalSettings, Settings
from kiosk.telemetry.telemetry import Telemetry
from kiosk.telemetry.vitals import Nameplate, Signs

TAIL_BYTES = 64 * 1024
"""Of the audit log: a day or two, and read within a millisecond."""
VERSION_FILE = "version.json"
"""In the state folder: which version ran here last, and since when."""


def telemetry_for(
    settings: Settings,
    examine: Callable[[int], Report],
    monotonic: Callable[[], float] = time.monotonic,
) -> Telemetry:
    """Return the telemetry of this terminal; nothing leaves before it is started."""
    told, portal = settings.telemetry, settings.portal
    now = time.time()
    nameplate = Nameplate(
        terminal=settings.terminal.id,
        version=__version__,
        policy=settings.terminal.policy,
        installed_at=installed_at(places.state_folder(settings), __version__, now),
        started_at=now,
    )
    return Telemetry(
        told,
        Signs(nameplate, monotonic=monotonic, closed_at=last_closing(places.audit_file(settings))),
        examine,
        lambda: certificate_ends(portal),
        lambda: Http(told.otlp, portal.ca_file, told.proxy),
    )


def installed_at(folder: Path, version: str, now: float) -> float:
    """Return since when (s since 1970) `version` has run here, and remember it."""
    path = folder / VERSION_FILE
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        told = json.loads(path.read_bytes()[:4096])
        if told["version"] == version:
            return float(told["since"])
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"version": version, "since": now}), encoding="ascii")
    return now


def last_closing(audit: Path) -> float | None:
    """Return when (s since 1970) the kiosk last closed, as far as the end of its log says."""
    try:
        with audit.open("rb") as file:
            file.seek(max(0, audit.stat().st_size - TAIL_BYTES))
            lines = file.read().splitlines()
    except OSError:
        return None
    closings = (line for line in reversed(lines) if AuditEvent.KIOSK_CLOSED.name.encode() in line)
    with suppress(ValueError, KeyError, TypeError):
        return datetime.fromisoformat(json.loads(next(closings, b"{}"))["at"]).timestamp()
    return None


def certificate_ends(portal: PortalSettings) -> float | None:
    """Return when (s since 1970) the portal's certificate ends; None where that is not known."""
    from kiosk.portals.proxy import UnusableProxyError, proxy_for  # noqa: PLC0415 - now and then
    from kiosk.readiness.meeting import meet  # noqa: PLC0415 - as above

    try:
        return meet(portal.url, portal.ca_file, proxy_for(portal.url, portal.proxy)).ends
    except (Unreachable, UnusableProxyError):
        return None
