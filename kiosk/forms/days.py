"""The days that a calendar offers, and the months they lie in."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from kiosk.forms.form import Field
from kiosk.forms.kinds.date import day_of

NEAR = timedelta(days=400)
"""A year and a month: what people plan or remember by the calendar on the wall."""

MONTHS = 12

Week: TypeAlias = tuple[date | None, ...]
"""Seven days from Monday on (ISO 8601); None where a day is of another month."""


@dataclass(frozen=True)
class Days:
    """The days from `first` to `last`, both of them too, seen from `today`."""

    first: date
    last: date
    today: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def nearest(self, day: date) -> date:
        """Return `day`, or the day closest to it that may be chosen."""
        return min(max(day, self.first), self.last)


def near_days(field: Field, today: date) -> Days | None:
    """Return the days that `field` accepts where all are near `today`, else None.

    A day of birth is known by heart: nobody leafs through 480 months to find it.
    """
    earliest, latest = field.limits.earliest, field.limits.latest
    if earliest is None or latest is None:
        return None
    days = Days(day_of(earliest, today), day_of(latest, today), today)
    near = all(abs(bound - today) <= NEAR for bound in (days.first, days.last))
    return days if near and days.first <= days.last else None


@dataclass(frozen=True, order=True)
class Month:
    """A month; `number` is 1 to 12."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month that `day` lies in."""
        return cls(day.year, day.month)

    def later(self, months: int) -> "Month":
        """Return the month that comes `months` later, or earlier where it is negative."""
        year, number = divmod(self.year * MONTHS + self.number - 1 + months, MONTHS)
        return Month(year, number + 1)

    def day(self, number: int) -> date:
        """Return its day `number`, or its last day where it is shorter."""
        return date(self.year, self.number, min(number, self._length))

    def weeks(self) -> tuple[Week, ...]:
        """Return its weeks, the first and the last filled up with None."""
        before = (None,) * date(self.year, self.number, 1).weekday()
        days = [date(self.year, self.number, number) for number in range(1, self._length + 1)]
        after = (None,) * (-(len(before) + len(days)) % 7)
        cells = (*before, *days, *after)
        return tuple(cells[at : at + 7] for at in range(0, len(cells), 7))

    @property
    def _length(self) -> int:
        return calendar.monthrange(self.year, self.number)[1]
