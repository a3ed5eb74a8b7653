"""Every number a terminal gives: its name, what it means, and the words its labels may have.

No label is about a person: no visit, key, code of a draft, address or staff member has one.
"""

import re

from kiosk.readiness.report import GROUPS
from kiosk.telemetry.instruments import Instrument, Kind, Learned
from kiosk.telemetry.words import CODES, FAULTS, PAPER, REASONS

SERVICES = Learned(re.compile(r"[a-z0-9][a-z0-9.-]{0,63}"), most=200)
"""Ids of services are the portal's; one that makes up new ones all the time fills no memory."""
PRESENCES = ("free", "visit", "update", "out-of-service", "closed")
"""See `kiosk.presence.Presence`."""
ENDS = frozenset({"finished", "abandoned", "looked", "held"})
"""How a visit ends: something was received, kept or handed over; a service was opened and nothing
came of it; nothing was opened; it goes on later."""

_C, _G = Kind.COUNTER, Kind.GAUGE


def _words(*words: str) -> frozenset[str]:
    return frozenset(words)


VISITS_STARTED = Instrument(
    "schalter.visits.started", _C, "{visit}", "Visits that began, or went on after being held."
)
VISITS_ENDED = Instrument(
    "schalter.visits.ended",
    _C,
    "{visit}",
    "Visits that ended, by what came of them.",
    {"outcome": ENDS},
)
VISIT_DURATION = Instrument(
    "schalter.visit.duration",
    Kind.HISTOGRAM,
    "s",
    "How long visits took, from the first touch to the end of the wipe.",
    {"outcome": ENDS},
    (30, 60, 120, 300, 600, 900, 1800, 3600),
)
WIPES = Instrument("schalter.wipes", _C, "{wipe}", "Wipes, by reason.", {"reason": REASONS})
WIPES_FAILED = Instrument(
    "schalter.wipes.failed", _C, "{wipe}", "Wipes that left something behind; the kiosk closes."
)
CLOSINGS = Instrument(
    "schalter.closings", _C, "{closing}", "How often the kiosk closed to be started anew."
)
REFUSALS = Instrument(
    "schalter.refusals",
    _C,
    "{refusal}",
    "How often the terminal went out of service, by code.",
    {"code": CODES},
)
SERVICES_OPENED = Instrument(
    "schalter.services.opened",
    _C,
    "{opening}",
    "Services that were opened.",
    {"service": SERVICES},
)
SERVICES_SUBMITTED = Instrument(
    "schalter.services.submitted",
    _C,
    "{submission}",
    "Submissions that ended, by service and by whether they were received.",
    {"service": SERVICES, "outcome": _words("received", "not-received")},
)
SUBMISSIONS = Instrument(
    "schalter.submissions",
    _C,
    "{submission}",
    "Submissions that ended, by code; `received` is the good one.",
    {"code": CODES},
)
PROBLEMS = Instrument(
    "schalter.problems", _C, "{page}", "Problem pages that were shown.", {"code": CODES}
)
PAPERS = Instrument(
    "schalter.papers",
    _C,
    "{document}",
    "Documents for paper, by what became of them.",
    {"outcome": _words("printed", "queued", "failed", "unprintable")},
)
PAPERS_FAILED = Instrument(
    "schalter.papers.failed",
    _C,
    "{document}",
    "Documents that did not come out, by the printer's word.",
    {"reason": PAPER},
)
PAPERS_LEFT = Instrument(
    "schalter.papers.left", _C, "{document}", "Papers that nobody said they took."
)
COPIES = Instrument(
    "schalter.copies",
    _C,
    "{copy}",
    "Copies the portal was asked to mail.",
    {"outcome": _words("sent", "failed")},
)
RECEIPT_FAULTS = Instrument(
    "schalter.receipt.faults",
    _C,
    "{part}",
    "Parts of receipts that were left out because they break the contract.",
    {"code": FAULTS},
)
CASES = Instrument(
    "schalter.cases",
    _C,
    "{case}",
    "Visits that were put aside or passed on.",
    {"event": _words("held", "resumed", "handed-over", "taken-over")},
)
OUTBOX_ENTRIES = Instrument(
    "schalter.outbox.entries",
    _C,
    "{submission}",
    "What happened to submissions in the outbox.",
    {"event": _words("stored", "sent", "refused", "expired")},
)
PINS_REFUSED = Instrument(
    "schalter.pins.refused", _C, "{try}", "PINs that were wrong, or tried too early."
)

BUILD = Instrument(
    "schalter.build.info", _G, "1", "Always 1: which terminal, version and policy this is."
)
STARTED_AT = Instrument(
    "schalter.start.time", _G, "s", "When the program started, in seconds since 1970."
)
CLOSED_AT = Instrument(
    "schalter.closing.time",
    _G,
    "s",
    "When the kiosk last closed because something may have been left, in seconds since 1970.",
)
IN_SERVICE = Instrument("schalter.in_service", _G, "1", "Whether visitors can be served: 1 or 0.")
PRESENCE = Instrument(
    "schalter.presence",
    _G,
    "1",
    "1 for what the terminal is now, 0 for the rest.",
    {"state": frozenset(PRESENCES)},
)
SILENCE = Instrument(
    "schalter.screen.silence", _G, "s", "For how long the screen's thread has given no sign."
)
OUTBOX_DEPTH = Instrument(
    "schalter.outbox.depth", _G, "{submission}", "Submissions that wait in the outbox."
)
OUTBOX_AGE = Instrument("schalter.outbox.age", _G, "s", "How long the oldest of them has waited.")
AUDIT_LOST = Instrument(
    "schalter.audit.lost", _G, "{line}", "Lines of the audit log that could not be written."
)
UPDATE_AGE = Instrument(
    "schalter.update.age", _G, "s", "How long this version has been on this terminal."
)
UPDATE_WAITING = Instrument(
    "schalter.update.waiting", _G, "s", "How long an update has waited; 0 where none does."
)
CERTIFICATE = Instrument(
    "schalter.certificate.remaining", _G, "s", "How long the portal's certificate is still good."
)
CHECKS = Instrument(
    "schalter.check",
    _G,
    "1",
    "What `kiosk doctor` found, by check: 0 all is well, 1 a warning, 2 failed.",
    {"check": frozenset(name for names in GROUPS.values() for name in names)},
)
EXAMINED = Instrument("schalter.check.age", _G, "s", "How long ago that was looked at.")

INSTRUMENTS: tuple[Instrument, ...] = tuple(
    value for value in vars().values() if isinstance(value, Instrument)
)
"""All of them, in the order above."""
