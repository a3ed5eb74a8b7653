import re
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.sandbox.receipts import ALPHABET, amount, case_number

FIXED = {"kind": "fixed", "amount": "20.00", "note": {}}
RANGE = {"kind": "range", "amount": "10.00", "note": {}}
FREE: dict[str, Any] = {"kind": "free", "amount": None, "note": {}}
DURATION = {"pointer": "/duration", "amounts": {"month": "60", "true": "5.50"}}
COPIES = {"per": {"pointer": "/copies"}, "unit": "20.00"}
VEHICLES = {**DURATION, "per": {"pointer": "/vehicles"}}


def test_a_case_number_has_the_year_and_no_letter_that_is_taken_for_another() -> None:
    numbers = {case_number(datetime(2026, 11, 24, tzinfo=UTC)) for _ in range(200)}
    assert len(numbers) == 200
    for number in numbers:
        assert re.fullmatch(rf"LU-2026-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", number)
    assert not set("01ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    ("fee", "rule", "answers", "expected"),
    [
        (FREE, None, {}, None),
        (FIXED, None, {}, "20.00"),
        (RANGE, None, {}, None),
        (FIXED, DURATION, {"duration": "month"}, "60.00"),
        (FIXED, DURATION, {"duration": True}, "5.50"),
        (FIXED, DURATION, {"duration": "week"}, None),
        (FIXED, DURATION, {}, None),
        (FIXED, COPIES, {"copies": 3}, "60.00"),
        (FIXED, COPIES, {"copies": [{}, {}]}, "40.00"),
        (FIXED, COPIES, {"copies": 0}, None),
        (FIXED, COPIES, {}, None),
        (FIXED, {"per": {"pointer": "/copies"}}, {"copies": 2}, "40.00"),
        (FREE, {"per": {"pointer": "/copies"}}, {"copies": 2}, None),
        (FIXED, VEHICLES, {"duration": "month"}, "60.00"),
        (FIXED, VEHICLES, {"duration": "month", "vehicles": [{}, {}]}, "120.00"),
        (FIXED, VEHICLES, {"vehicles": [{}, {}]}, None),
    ],
)
def test_the_fee_follows_the_service_and_the_answers(
    fee: dict[str, Any], rule: dict[str, Any] | None, answers: dict[str, Any], expected: str | None
) -> None:
    assert amount(fee, rule, answers) == expected
