"""The days that a calendar offers, and the months they lie in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.days import Days, Month, near_days
from kiosk.forms.form import Limits
from tests.fakes.forms import field

TODAY = date(2026, 11, 24)
months = st.builds(Month, st.integers(1850, 2150), st.integers(1, 12))


@pytest.mark.parametrize(
    ("earliest", "latest", "first", "last"),
    [
        ("today", "today+1y", date(2026, 11, 24), date(2027, 11, 24)),
        ("today-1y", "today", date(2025, 11, 24), date(2026, 11, 24)),
        ("today+1d", "today+6m", date(2026, 11, 25), date(2027, 5, 24)),
        ("2026-12-01", "2026-12-01", date(2026, 12, 1), date(2026, 12, 1)),
    ],
)
def test_days_near_today_are_offered(earliest: str, latest: str, first: date, last: date) -> None:
    asked = field("/on", "date", limits=Limits(earliest=earliest, latest=latest))
    assert near_days(asked, TODAY) == Days(first, last, TODAY)


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [
        ("1900-01-01", "today"),
        ("today-5y", "today+3m"),
        ("today", "today+2y"),
        (None, "today"),
        ("today", None),
        (None, None),
        ("today+1d", "today"),
    ],
)
def test_a_day_of_birth_and_all_that_is_far_or_open_is_only_typed(
    earliest: str | None, latest: str | None
) -> None:
    asked = field("/on", "date", limits=Limits(earliest=earliest, latest=latest))
    assert near_days(asked, TODAY) is None


@given(st.dates(), st.dates(), st.dates())
def test_the_nearest_day_may_be_chosen_and_is_the_day_itself_where_that_may(
    one: date, other: date, day: date
) -> None:
    days = Days(min(one, other), max(one, other), TODAY)
    assert days.nearest(day) in days
    assert (days.nearest(day) == day) == (day in days)


@given(months)
def test_the_weeks_of_a_month_hold_each_of_its_days_once_from_monday_on(month: Month) -> None:
    weeks = month.weeks()
    days = [day for week in weeks for day in week if day is not None]
    assert {len(week) for week in weeks} == {7}
    assert all(day.weekday() == at for week in weeks for at, day in enumerate(week) if day)
    assert days[0] == month.day(1)
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert Month.of(days[-1] + timedelta(days=1)) == month.later(1)
    assert all(any(week) for week in weeks)


@given(months, st.integers(-30, 30))
def test_months_go_on_and_back_over_the_years(month: Month, by: int) -> None:
    assert month.later(by).later(-by) == month
    assert (month.later(by) > month) == (by > 0)


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert Month(2027, 2).day(31) == date(2027, 2, 28)
    assert Month(2028, 2).day(30) == date(2028, 2, 29)
    assert Month(2028, 2).day(3) == date(2028, 2, 3)
