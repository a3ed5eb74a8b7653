"""The report as text for a terminal window: what to see to first, then everything, by group."""

import textwrap
from collections.abc import Iterator

from kiosk.readiness.report import Check, Outcome, Report

WORDS = {
    Outcome.OK: "ok",
    Outcome.SKIPPED: "skipped",
    Outcome.WARNING: "WARNING",
    Outcome.FAILED: "FAILED",
}
_COLOURS = {Outcome.OK: "32", Outcome.WARNING: "33", Outcome.FAILED: "31", Outcome.SKIPPED: "2"}
"""SGR parameters of ECMA-48; the word says the same."""
_OUTCOME, _NAME = 9, 16
NARROWEST, WIDEST = 60, 120


def lines(report: Report, width: int = 80, *, colour: bool = False) -> Iterator[str]:
    """Yield the lines of `report`.

    Args:
        report: what was found.
        width: columns of the window.
        colour: whether it shows colours; they only repeat what the words say.
    """
    width = min(max(width, NARROWEST), WIDEST)
    terminal = f" · terminal {report.terminal}" if report.terminal else ""
    yield f"Schalter {report.version}{terminal} · {report.made_at:%Y-%m-%d %H:%M %Z}"
    yield ""
    yield from _summary(report, width, colour=colour)
    for group, checks in report.by_group():
        yield ""
        yield group
        for check in checks:
            yield from _row(check, width, colour=colour)


def _summary(report: Report, width: int, *, colour: bool) -> Iterator[str]:
    troubles = list(report.troubles())
    if not troubles:
        yield "Nothing is wrong."
    for check in troubles:
        word = _painted(WORDS[check.outcome], check.outcome, colour=colour)
        yield f"{word} {check.group}/{check.name} ({check.code})"
        yield from textwrap.wrap(check.found, width, initial_indent="  ", subsequent_indent="  ")
        yield from textwrap.wrap(
            check.remedy, width, initial_indent="  -> ", subsequent_indent="     "
        )


def _row(check: Check, width: int, *, colour: bool) -> Iterator[str]:
    word = _painted(f"{WORDS[check.outcome]:<{_OUTCOME}}", check.outcome, colour=colour)
    edge = 2 + _OUTCOME + _NAME
    first, *others = textwrap.wrap(check.found, width - edge) or [""]
    yield f"  {word}{check.name:<{_NAME}}{first}".rstrip()
    yield from (" " * edge + line for line in others)


def _painted(word: str, outcome: Outcome, *, colour: bool) -> str:
    return f"\x1b[{_COLOURS[outcome]}m{word}\x1b[0m" if colour else word
