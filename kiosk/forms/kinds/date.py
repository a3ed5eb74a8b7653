"""A day."""

import calendar
import re
from datetime import date, timedelta
from typing import Any

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, line
from kiosk.forms.plain import ascii_digits

_TYPED = re.compile(r"(\d{1,2})\s?[./\- ]\s?(\d{1,2})\s?[./\- ]\s?(\d+)", re.ASCII)
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_RELATIVE = re.compile(r"today(?:([+-]\d{1,4})([dmy]))?", re.ASCII)
_YEARS = range(1850, 2151)
"""Years that anybody at a counter can mean; the rest is a slip."""


class Date(FieldKind):
    """A day of the Gregorian calendar; read and written `dd.MM.yyyy`, sent in ISO 8601."""

    name = "date"
    formats = ("date",)
    editor = Editor.DATE
    layer = "date"
    missing = "invalid-missing-date"
    accepts = (
        "01.02.2026",
        "1.2.2026",
        "1/2/2026",
        "2026-02-01",
        "29.02.2024",
        "01022026",
        "١.٢.٢٠٢٦",
    )
    refuses = (
        "31.02.2026",
        "29.02.2025",
        "01.01.0001",
        "31.12.9999",
        "1.2.26",
        "morgen",
        "0.1.2026",
    )

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the day in ISO 8601."""
        day, month, year = _numbers(ascii_digits(line(entry)).rstrip("."))
        if len(year) != len("2026"):
            raise Invalid("invalid-date-year")
        if int(year) not in _YEARS:
            raise Invalid("invalid-date")
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            raise Invalid("invalid-date") from None

    def check(self, value: Any, field: Field, today: date) -> None:
        """Hold the day against the earliest and the latest, seen from `today`."""
        chosen = date.fromisoformat(value)
        earliest, latest = field.limits.earliest, field.limits.latest
        if earliest and chosen < (bound := day_of(earliest, today)):
            raise Invalid("invalid-date-early", limit=written(bound))
        if latest and chosen > (bound := day_of(latest, today)):
            raise Invalid("invalid-date-late", limit=written(bound))

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return the day as `dd.MM.yyyy`; the same in every language."""
        return written(date.fromisoformat(value))


def written(day: date) -> str:
    """Return `day` as `dd.MM.yyyy`."""
    return f"{day:%d.%m}.{day.year:04}"


def day_of(bound: str, today: date) -> date:
    """Return the day that `bound` means: ISO 8601, `today`, `today-10d`, `today+6m`, `today+1y`.

    A month or year lands on the last day of a shorter month.

    Raises:
        ValueError: it means no day.
    """
    match = _RELATIVE.fullmatch(bound)
    if match is None:
        return date.fromisoformat(bound)
    amount, unit = int(match[1] or 0), match[2] or "d"
    if unit == "d":
        return today + timedelta(days=amount)
    return _months_later(today, amount * (12 if unit == "y" else 1))


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _numbers(typed: str) -> tuple[str, str, str]:
    if match := _ISO.fullmatch(typed):
        return match[3], match[2], match[1]
    match = _TYPED.fullmatch(typed) or _RUN_TOGETHER.fullmatch(typed)
    if match is None:
        raise Invalid("invalid-date")
    return match[1], match[2], match[3]
