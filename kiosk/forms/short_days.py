"""Days as staff type them: `241126`, `24.11.26`, `+7`, `heute`."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from kiosk.forms.form import Field
from kiosk.forms.kinds.date import day_of
from kiosk.forms.plain import ascii_digits, plain

_SHORT = re.compile(
    r"(?:(\d{1,2}) ?[./\- ] ?(\d{1,2}) ?[./\- ] ?|(\d{2})(\d{2}))(\d{2}|\d{4})", re.ASCII
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_FROM_TODAY = re.compile(r"[+-]\d{1,4}", re.ASCII)

AHEAD = 10
"""Years from now in which `36` is 2036; what is later was a hundred years before."""


def day_meant(typed: str, field: Field, today: date, words: Mapping[str, int]) -> date | None:
    """Return the day that `typed` means; None where it means none.

    `words` are those for a day near `today`, with how many days later it is. A year of two digits
    lies in the past where `field` allows nothing else.
    """
    text = ascii_digits(plain(typed)).rstrip(".").casefold()
    try:
        if text in words:
            return today + timedelta(days=words[text])
        if _FROM_TODAY.fullmatch(text):
            return today + timedelta(days=int(text))
        if iso := _ISO.fullmatch(text):
            return date(*map(int, iso.groups()))
        return _written_short(text, field, today)
    except (ValueError, OverflowError):
        return None


def _written_short(text: str, field: Field, today: date) -> date | None:
    found = _SHORT.fullmatch(text)
    if found is None:
        return None
    day, month, year = int(found[1] or found[3]), int(found[2] or found[4]), found[5]
    if len(year) == len("2026"):
        return date(int(year), month, day)
    century = today.year // 100 * 100
    meant = date(century + int(year), month, day)
    latest = day_of(field.limits.latest, today) if field.limits.latest else None
    later = meant.year > today.year + AHEAD or (latest is not None and meant > latest)
    return date(meant.year - 100, month, day) if later else meant
