"""What a terminal is now, beside what it counted: told by the screen's thread, read by others."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kiosk.presence import Presence
from kiosk.pulse import Vitals
from kiosk.readiness.report import Outcome, Report
from kiosk.telemetry import catalogue as at
from kiosk.telemetry.instruments import Family, Instrument, Point

SILENT_SECONDS = 10.0
"""A screen's thread that gave no sign for so long is stuck."""
SEVERITY = {Outcome.OK: 0.0, Outcome.WARNING: 1.0, Outcome.FAILED: 2.0}


@dataclass(frozen=True)
class Nameplate:
    """Which terminal this is. `installed_at` and `started_at` are seconds since 1970."""

    terminal: str
    version: str
    policy: str
    installed_at: float
    started_at: float


@dataclass
class Signs:
    """The last of everything. Values are replaced whole, so that any thread may read them."""

    nameplate: Nameplate
    vitals: Vitals | None = None
    report: Report | None = None
    certificate_ends: float | None = None
    """Seconds since 1970; None where there is no TLS, or nobody looked yet."""
    closed_at: float | None = None
    """When it last closed: the program ends then, and its counters with it."""
    monotonic: Callable[[], float] = field(default=time.monotonic, repr=False)
    now: Callable[[], float] = field(default=time.time, repr=False)

    @property
    def silence(self) -> float:
        """For how long (s) the screen's thread has given no sign."""
        return self.monotonic() - self.vitals.at if self.vitals else float("inf")

    @property
    def alive(self) -> bool:
        """Whether the screen's thread is at work."""
        return self.silence < SILENT_SECONDS

    @property
    def ready(self) -> bool:
        """Whether visitors can be served."""
        serving = {Presence.FREE, Presence.VISIT}
        return self.alive and self.vitals is not None and self.vitals.presence in serving

    def families(self) -> Iterator[Family]:
        """Yield all gauges as they are now; what nobody knows is left out."""
        plate = self.nameplate
        labels = (
            ("policy", plate.policy),
            ("terminal", plate.terminal),
            ("version", plate.version),
        )
        yield Family(at.BUILD, (Point(labels, 1.0),))
        yield _one(at.STARTED_AT, plate.started_at)
        if self.closed_at is not None:
            yield _one(at.CLOSED_AT, self.closed_at)
        yield _one(at.UPDATE_AGE, max(0.0, self.now() - plate.installed_at))
        yield _one(at.IN_SERVICE, float(self.ready))
        if self.vitals is not None:
            yield from self._of_vitals(self.vitals)
        if self.certificate_ends is not None:
            yield _one(at.CERTIFICATE, self.certificate_ends - self.now())
        if self.report is not None:
            yield from self._of_report(self.report)

    def _of_vitals(self, vitals: Vitals) -> Iterator[Family]:
        states = (
            Point((("state", state),), float(state == vitals.presence.value))
            for state in at.PRESENCES
        )
        yield Family(at.PRESENCE, tuple(states))
        yield _one(at.SILENCE, self.silence)
        yield _one(at.OUTBOX_DEPTH, float(vitals.outbox.waiting))
        yield _one(at.OUTBOX_AGE, vitals.outbox.oldest)
        yield _one(at.AUDIT_LOST, float(vitals.audit_lost))
        yield _one(at.UPDATE_WAITING, vitals.update_waiting)

    def _of_report(self, report: Report) -> Iterator[Family]:
        found = (
            Point((("check", check.name),), SEVERITY[check.outcome])
            for check in report.checks
            if check.outcome in SEVERITY
        )
        yield Family(at.CHECKS, tuple(found))
        yield _one(at.EXAMINED, max(0.0, self.now() - report.made_at.timestamp()))


def _one(instrument: Instrument, value: float) -> Family:
    return Family(instrument, (Point((), value),))
