from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kiosk.portals.lucerne.wire import decode
from kiosk.receipt.bill import faults
from kiosk.receipt.receipt import Bill
from kiosk.sandbox.bills import bill, reference
from kiosk.sandbox.rules import applies
from tests.fakes.visitor import Visitor

CREDITOR = {
    "name": "Gemeinde Musterwil",
    "street": "Dorfstrasse",
    "house_number": "1",
    "postcode": "6000",
    "town": "Musterwil",
    "country": "CH",
}
RULE: dict[str, Any] = {"days": 30, "unpaid": {"de": "Sie erhalten eine Mahnung."}}
BY_POST = {**RULE, "when": {"pointer": "/delivery/method", "values": ["post"]}}


def test_it_makes_bills_that_keep_the_rules_and_say_that_they_are_a_demonstration() -> None:
    told = bill("LU-2026-7F3K-9Q2M", "18.20", date(2026, 11, 24), CREDITOR, RULE)
    found = decode(told, Bill)

    assert faults(found, Decimal("18.20")) == ()
    assert found.due == date(2026, 12, 24)
    assert "DEMO" in found.message
    assert "LU-2026-7F3K-9Q2M" in found.message


def test_each_case_has_a_reference_of_its_own_and_always_the_same() -> None:
    references = {reference(f"LU-2026-{number}") for number in range(500)}

    assert len(references) == 500
    assert reference("LU-2026-1") == reference("LU-2026-1")


@pytest.mark.parametrize(
    ("rule", "answers", "billed"),
    [
        (None, {}, False),
        (RULE, {}, True),
        (BY_POST, {"delivery": {"method": "post"}}, True),
        (BY_POST, {"delivery": {"method": "pickup"}}, False),
        (BY_POST, {}, False),
    ],
)
def test_a_service_says_when_there_is_a_bill(
    rule: dict[str, Any] | None, answers: dict[str, Any], *, billed: bool
) -> None:
    assert applies(rule, answers) is billed


def test_a_receipt_without_a_rule_for_it_has_no_bill(visitor: Visitor) -> None:
    body = visitor.body("demo.permit", {"duration": "month"}, actor="staff-7")

    assert "bill" not in visitor.claims(visitor.send(body))
