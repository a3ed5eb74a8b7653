"""A terminal whose numbers a test makes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from kiosk.audit import AuditEvent
from kiosk.presence import Presence
from kiosk.pulse import Vitals
from kiosk.readiness.report import Check, Outcome, Report
from kiosk.telemetry.counting import Counting
from kiosk.telemetry.instruments import Family
from kiosk.telemetry.vitals import Nameplate, Signs

NOW = 1_795_500_000.25


class Terminal:
    """Its numbers, at one moment; a test moves `seconds`."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        plate = Nameplate("t-1", "0.2.0", "self-service", NOW - 86_400, NOW - 1000)
        self.signs = Signs(plate, monotonic=lambda: self.seconds, now=lambda: NOW)
        self.counting = Counting(lambda: self.seconds)

    def families(self) -> Iterator[Family]:
        yield from self.signs.families()
        yield from self.counting.families()

    def beats(self, presence: Presence = Presence.FREE, **more: Any) -> None:
        self.signs.vitals = Vitals(self.seconds, presence, **more)

    def finds(self, **outcomes: Outcome) -> None:
        checks = tuple(
            Check(name.replace("_", "-"), outcome, "code" * (outcome is Outcome.FAILED), "", "")
            for name, outcome in outcomes.items()
        )
        at = datetime.fromtimestamp(NOW - 60, UTC)
        self.signs.report = Report(checks, at, "0.2.0", "t-1")

    def serves(self, outcome: str = "received", seconds: float = 45) -> None:
        service = {"service": "lu.umzug"}
        self.counting.count(AuditEvent.VISIT_BEGAN, {})
        self.counting.count(AuditEvent.SERVICE_OPENED, service)
        self.counting.count(AuditEvent.SUBMISSION_ENDED, {**service, "outcome": outcome})
        self.seconds += seconds
        wiped = {"reason": "left", "outcome": "clean"}
        self.counting.count(AuditEvent.VISIT_WIPED, wiped)
