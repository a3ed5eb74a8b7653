"""A bill and documents in a receipt: used only if they keep the rules, never a lie about it."""

from collections.abc import Awaitable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.portals.budget import MAX_DOCUMENT_BYTES
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.receipt.receipt import Receipt, ReferenceType, SealedDocument
from tests.fakes.lucerne import SUBMISSION, claims, keys, receipt, visited

BILL = {
    "iban": "CH4431999123000889012",
    "creditor": {
        "name": "Gemeinde Musterwil",
        "street": "Dorfplatz",
        "house_number": "1",
        "postcode": "6000",
        "town": "Musterwil",
        "country": "CH",
    },
    "amount": "20.00",
    "currency": "CHF",
    "reference_type": "QRR",
    "reference": "210000000003139471430009017",
    "message": "Fall 7",
    "due": "2026-12-24",
    "unpaid": {"de": "Sie erhalten eine Mahnung."},
}
DOCUMENT = {
    "number": 1,
    "title": {"de": "Auszug"},
    "media_type": "application/pdf",
    "size": 1234,
    "sha256": "a" * 64,
}


def received(**told: Any) -> Receipt:
    def submit(portal: LucernePortal) -> Awaitable[Receipt]:
        return portal.submit(SUBMISSION)

    found, _ = visited(keys(), receipt(claims(**told)), visit=submit)
    return found


def test_a_bill_that_keeps_the_rules_is_part_of_the_receipt() -> None:
    found = received(bill=BILL)

    assert found.bill is not None
    assert found.left_out == ()
    assert not found.bill_is_missing
    assert (found.bill.amount, found.bill.reference_type) == (Decimal(20), ReferenceType.QR)
    assert found.bill.due is not None
    assert found.bill.due.isoformat() == "2026-12-24"
    assert found.bill.unpaid.to("fr") == "Sie erhalten eine Mahnung."


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"iban": "CH4431999123000889013"}, "bill-iban"),
        ({"amount": "20.05"}, "bill-amount"),
        ({"reference": "210000000003139471430009018"}, "bill-reference"),
        ({"currency": "EUR"}, "bill-currency"),
        ({"creditor": {**BILL["creditor"], "town": ""}}, "bill-creditor"),  # type: ignore[dict-item]
        ({"message": "x" * 141}, "bill-message"),
        ({"reference_type": "ESR"}, "bill-form"),
        ({"due": "tomorrow"}, "bill-form"),
        ({"creditor": "Gemeinde"}, "bill-form"),
    ],
    ids=str,
)
def test_a_wrong_bill_is_left_out_and_named_and_what_was_received_stays_received(
    change: dict[str, Any], code: str
) -> None:
    found = received(bill={**BILL, **change})

    assert found.case == "LU-2026-7F3K-9Q2M"
    assert found.bill is None
    assert code in found.left_out
    assert found.bill_is_missing


@pytest.mark.parametrize("bill", [[], "CH44", 7, {}])
def test_what_is_no_bill_is_left_out(bill: Any) -> None:
    assert received(bill=bill).left_out == ("bill-form",)


def test_a_bill_without_a_fee_is_left_out() -> None:
    assert received(bill=BILL, fee=None).left_out == ("bill-amount",)


def test_documents_are_told_by_number_size_and_digest() -> None:
    (found,) = received(documents=[DOCUMENT]).documents

    assert isinstance(found, SealedDocument)
    assert (found.number, found.size, found.sha256) == (1, 1234, "a" * 64)
    assert found.title.to("de") == "Auszug"


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        ([{**DOCUMENT, "media_type": "text/html"}], "documents-form"),
        ([{**DOCUMENT, "sha256": "A" * 64}], "documents-form"),
        ([{**DOCUMENT, "size": 0}], "documents-form"),
        ([{**DOCUMENT, "size": MAX_DOCUMENT_BYTES + 1}], "documents-form"),
        ([{**DOCUMENT, "number": 0}], "documents-form"),
        ("all", "documents-form"),
        (None, "documents-form"),
        ([DOCUMENT, DOCUMENT], "documents-number"),
        ([{**DOCUMENT, "number": number} for number in range(1, 22)], "documents-number"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_documents_that_cannot_be_used_are_left_out(documents: Any, code: str) -> None:
    found = received(documents=documents)

    assert (found.documents, found.left_out) == ((), (code,))
    assert not found.bill_is_missing
