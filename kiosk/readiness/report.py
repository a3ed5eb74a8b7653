"""The values of a report: what was looked at, what was found, and what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

SCHEMA = 1
"""Of the report as JSON; it grows by one when a field changes its meaning or goes."""


class Outcome(Enum):
    """How a check ended, the best first."""

    OK = "ok"
    SKIPPED = "skipped"
    """It was not looked at; `found` says why."""
    WARNING = "warning"
    """The terminal works, and somebody should see to it."""
    FAILED = "failed"
    """Visitors notice, or the terminal may not be used as it is."""


GROUPS: Mapping[str, tuple[str, ...]] = {
    "settings": ("settings", "policy"),
    "portal": ("proxy", "dns", "connection", "certificate", "contract", "clock"),
    "sign-in": ("keyring", "terminal-key", "terminal-known"),
    "paper": ("printer", "fonts"),
    "program": ("languages", "screen", "visitor-display", "sound"),
    "disk": ("state-folder", "disk-space", "audit-log", "outbox", "visit-folder"),
    "lockdown": (
        "user",
        "core-dumps",
        "swap",
        "freed-memory",
        "print-spool",
        "system-keys",
        "usb-storage",
    ),
}
"""Every check there is, by what it belongs to, in the order of the report."""


@dataclass(frozen=True)
class Verdict:
    """What one look found.

    Attributes:
        code: a short word for IT that docs/doctor.md explains; '' where all is well.
        found: one sentence of fact.
        remedy: one sentence about what to do; '' where there is nothing to do.
        refill: words of the printer that the refill guide explains to staff (`receipt.refill`).
    """

    outcome: Outcome
    found: str
    code: str = ""
    remedy: str = ""
    refill: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """A verdict under the name of what was looked at. See `Verdict`."""

    name: str
    outcome: Outcome
    code: str
    found: str
    remedy: str
    refill: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, verdict: Verdict) -> "Check":
        """Return `verdict` under `name`."""
        found, remedy = verdict.found, verdict.remedy
        return cls(name, verdict.outcome, verdict.code, found, remedy, verdict.refill)

    @property
    def group(self) -> str:
        """What it belongs to."""
        return next(group for group, names in GROUPS.items() if self.name in names)


@dataclass(frozen=True)
class Report:
    """Everything that was looked at. `made_at` is aware; `terminal` is '' where nobody knows."""

    checks: tuple[Check, ...]
    made_at: datetime
    version: str
    terminal: str = ""

    @property
    def outcome(self) -> Outcome:
        """The worst of all; what was skipped is no reason to worry."""
        found = {check.outcome for check in self.checks}
        return next((bad for bad in (Outcome.FAILED, Outcome.WARNING) if bad in found), Outcome.OK)

    def troubles(self) -> Iterator[Check]:
        """Yield what somebody should see to: what failed first, then the warnings."""
        for outcome in (Outcome.FAILED, Outcome.WARNING):
            yield from (check for check in self.checks if check.outcome is outcome)

    def by_group(self) -> Iterator[tuple[str, tuple[Check, ...]]]:
        """Yield each group that was looked at, with its checks."""
        for group, names in GROUPS.items():
            found = tuple(check for check in self.checks if check.name in names)
            if found:
                yield group, found


def as_json(report: Report) -> dict[str, Any]:
    """Return `report` as docs/doctor.md describes it."""
    return {
        "schema": SCHEMA,
        "made_at": report.made_at.isoformat(timespec="seconds"),
        "version": report.version,
        "terminal": report.terminal,
        "outcome": report.outcome.value,
        "checks": [
            {
                "group": check.group,
                "name": check.name,
                "outcome": check.outcome.value,
                "code": check.code,
                "found": check.found,
                "remedy": check.remedy,
            }
            for check in report.checks
        ],
    }


def fine(found: str) -> Verdict:
    """Return that all is well."""
    return Verdict(Outcome.OK, found)


def skipped(found: str) -> Verdict:
    """Return that it was not looked at; `found` says why."""
    return Verdict(Outcome.SKIPPED, found)


def not_examined(_: int) -> Report:
    """Refuse: nobody said how this terminal is examined.

    Raises:
        NotImplementedError: always.
    """
    raise NotImplementedError
