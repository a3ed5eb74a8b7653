"""Days typed as short as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.form import Limits
from kiosk.forms.short_days import day_meant
from tests.fakes.forms import field

TODAY = date(2026, 11, 24)
WORDS = {"heute": 0, "morgen": 1, "today": 0}
ANY = field("/x", "date")
PAST = field("/x", "date", limits=Limits(latest="today"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("241126", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("24. 11. 2026", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("1.2.26", date(2026, 2, 1)),
        ("24112026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("010136", date(2036, 1, 1)),
        ("010137", date(1937, 1, 1)),
        ("Heute", TODAY),
        ("today", TODAY),
        (" morgen ", date(2026, 11, 25)),
        ("+7", date(2026, 12, 1)),
        ("-1", date(2026, 11, 23)),
        ("٢٤١١٢٦", date(2026, 11, 24)),
    ],
)
def test_what_is_typed_means_a_day(typed: str, meant: date) -> None:
    assert day_meant(typed, ANY, TODAY, WORDS) == meant


@pytest.mark.parametrize(
    "typed", ["", "31.2.26", "310226", "heut", "1.2", "2411", "+99999", "0.0.0"]
)
def test_what_means_no_day(typed: str) -> None:
    assert day_meant(typed, ANY, TODAY, WORDS) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("241126", date(2026, 11, 24)),
        ("251126", date(1926, 11, 25)),
        ("010130", date(1930, 1, 1)),
        ("010185", date(1985, 1, 1)),
    ],
)
def test_a_day_that_must_lie_in_the_past_does(typed: str, meant: date) -> None:
    assert day_meant(typed, PAST, TODAY, WORDS) == meant


@given(st.dates(date(1927, 1, 1), TODAY))
def test_a_day_of_birth_is_found_by_six_digits(day: date) -> None:
    assert day_meant(f"{day:%d%m%y}", PAST, TODAY, WORDS) == day


@given(st.integers(-9_999, 9_999))
def test_a_number_of_days_from_today(days: int) -> None:
    assert day_meant(f"{days:+d}", ANY, TODAY, WORDS) == TODAY + timedelta(days=days)


@given(st.text(max_size=40))
def test_any_text_means_a_day_or_none(text: str) -> None:
    found = day_meant(text, ANY, TODAY, WORDS)
    assert found is None or isinstance(found, date)
