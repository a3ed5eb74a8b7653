"""K41, K47: patience without hammering, and without a second of real waiting."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Unintelligible,
    Unreachable,
    Unverified,
    Withdrawn,
)
from kiosk.portals.budget import Patience
from kiosk.portals.retry import Timing, patiently, retry_after

PATIENCE = Patience(attempts=4, seconds=30, first_wait=1, longest_wait=10)


@dataclass
class Attempts:
    """Fails with `errors`, one after the other, then succeeds; time passes only by waiting."""

    errors: list[PortalError]
    lasting: float = 0.0
    time: float = 0.0
    waits: list[float] = field(default_factory=list)
    made: int = 0

    async def __call__(self) -> str:
        self.made += 1
        self.time += self.lasting
        if self.errors:
            raise self.errors.pop(0)
        return "done"

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    def run(self, chance: float = 1.0) -> str:
        timing = Timing(lambda: self.time, self.sleep, lambda: chance)
        return asyncio.run(patiently(self, PATIENCE, timing))


def test_what_succeeds_is_not_tried_again() -> None:
    attempts = Attempts([])
    assert attempts.run() == "done"
    assert (attempts.made, attempts.waits) == (1, [])


@pytest.mark.parametrize("error", [Unreachable(), OutcomeUnknown(), Busy()], ids=repr)
def test_what_may_pass_is_tried_again_with_doubling_waits(error: PortalError) -> None:
    attempts = Attempts([error] * 3)
    assert attempts.run() == "done"
    assert attempts.waits == [1, 2, 4]


def test_chance_spreads_the_waits() -> None:
    attempts = Attempts([Unreachable()] * 3)
    attempts.run(chance=0.25)
    assert attempts.waits == [0.25, 0.5, 1]


@pytest.mark.parametrize(
    "error",
    [Declined(), FormChanged(), NotAllowed(), Withdrawn(), Unintelligible(), Unverified()],
    ids=repr,
)
def test_a_definite_answer_is_never_asked_for_again(error: PortalError) -> None:
    attempts = Attempts([error])
    with pytest.raises(type(error)):
        attempts.run()
    assert attempts.made == 1


def test_attempts_end_and_the_last_error_is_told() -> None:
    attempts = Attempts([Unreachable(str(number)) for number in range(9)])
    with pytest.raises(Unreachable, match="3"):
        attempts.run()
    assert attempts.made == PATIENCE.attempts


def test_no_attempt_begins_after_the_deadline() -> None:
    attempts = Attempts([Unreachable()] * 9, lasting=14.5)
    with pytest.raises(Unreachable):
        attempts.run()
    assert attempts.made == 2


def test_a_busy_portal_is_left_alone_for_as_long_as_it_asks() -> None:
    attempts = Attempts([Busy(retry_after=5)])
    attempts.run(chance=0.5)
    assert attempts.waits == [5.5]


def test_a_portal_that_asks_for_too_much_is_told_to_the_visitor_at_once() -> None:
    attempts = Attempts([Busy(retry_after=3600)])
    with pytest.raises(Busy):
        attempts.run()
    assert (attempts.made, attempts.waits) == (1, [])


NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5),
        (" 5 ", 5),
        ("0", 0),
        ("3600", 3600),
        ("-5", 0),
        ("5.5", 0),
        ("", 0),
        ("soon", 0),
        ("٥", 0),
        ("9" * 400, 9_999_999_999),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0),
        ("Tue, 24 Nov 2026 10:00:30 +0100", 30),
        ("Tue, 99 Nov 2026 99:99:99 GMT", 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str, seconds: float) -> None:
    assert retry_after(value, format_datetime(NOW, usegmt=True)) == seconds


def test_a_wrong_clock_of_the_terminal_does_not_matter_where_the_answer_is_dated() -> None:
    then = datetime(1970, 1, 1, tzinfo=UTC)
    value = format_datetime(then + timedelta(seconds=7), usegmt=True)
    assert retry_after(value, format_datetime(then, usegmt=True)) == 7


def test_without_a_date_the_terminals_clock_has_to_do() -> None:
    value = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 50 < retry_after(value) <= 60


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_header_breaks_it(value: str, date: str) -> None:
    assert retry_after(value, date) >= 0
