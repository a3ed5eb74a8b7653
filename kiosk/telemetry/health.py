"""What the loopback endpoint says: whether the terminal lives, serves, and is well."""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from kiosk.readiness.report import Outcome
from kiosk.telemetry import prometheus
from kiosk.telemetry.endpoint import Answer, said
from kiosk.telemetry.instruments import Family
from kiosk.telemetry.vitals import Signs

OK, NOT = HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE


class Health:
    """The pages of the endpoint (`endpoint.Pages`).

    Args:
        signs: what the terminal is now.
        families: gives all numbers.
    """

    def __init__(self, signs: Signs, families: Callable[[], Iterable[Family]]) -> None:
        self._signs = signs
        self._families = families

    def __call__(self, path: str) -> Answer:
        """Return what stands at `path`."""
        match path:
            case "/livez":
                return said(OK, "alive") if self._signs.alive else said(NOT, "the screen is stuck")
            case "/readyz":
                return said(OK, "ready") if self._signs.ready else said(NOT, "not in service")
            case "/healthz":
                told = summary(self._signs)
                body = json.dumps(told, indent=2).encode() + b"\n"
                return Answer(NOT if told["status"] == "fail" else OK, body, "application/json")
            case "/metrics":
                exposition = prometheus.text(self._families())
                return Answer(OK, exposition.encode(), prometheus.MEDIA_TYPE)
            case _:
                return said(HTTPStatus.NOT_FOUND)


def summary(signs: Signs) -> dict[str, Any]:
    """Return the terminal's health as docs/monitoring.md describes it."""
    plate, vitals = signs.nameplate, signs.vitals
    checks = signs.report.checks if signs.report else ()
    return {
        "status": status(signs),
        "version": plate.version,
        "terminal": plate.terminal,
        "policy": plate.policy,
        "presence": vitals.presence.value if vitals else "",
        "screen_silent_seconds": round(signs.silence, 1) if vitals else None,
        "outbox": {"waiting": vitals.outbox.waiting, "oldest_seconds": round(vitals.outbox.oldest)}
        if vitals
        else None,
        "update_waiting_seconds": round(vitals.update_waiting) if vitals else 0,
        "audit_lines_lost": vitals.audit_lost if vitals else 0,
        "checked_at": signs.report.made_at.isoformat(timespec="seconds") if signs.report else "",
        "checks": {
            check.name: {"outcome": check.outcome.value, "code": check.code} for check in checks
        },
    }


def status(signs: Signs) -> str:
    """Return `fail` where nobody can be served, `warn` where somebody should look, or `pass`."""
    if not signs.ready:
        return "fail"
    assert signs.vitals is not None
    troubled = signs.report is not None and signs.report.outcome is not Outcome.OK
    outbox = signs.vitals.outbox
    lost = signs.vitals.audit_lost or outbox.expired or outbox.expiring
    return "warn" if troubled or lost else "pass"
