"""The rules of the QR-bill, and its code read by somebody else's library."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from chqr import Creditor, QRBill
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import PostalAddress
from kiosk.receipt.bill import (
    check_digit,
    faults,
    is_iban,
    is_qr_iban,
    payload,
    shown_amount,
    shown_iban,
    shown_reference,
)
from kiosk.receipt.receipt import Bill, ReferenceType
from tests.unit.receipt.papers import BILL, CREDITOR_BILL, PLAIN_BILL

FEE = Decimal("1949.75")
DIGITS = st.from_regex("[0-9]{26}", fullmatch=True).filter(lambda digits: digits.strip("0"))


def somebody_elses(bill: Bill) -> str:
    """Return what another library, which checks it too, writes into the code of `bill`."""
    creditor = bill.creditor
    other = QRBill(
        account=bill.iban,
        creditor=Creditor(
            name=creditor.name,
            street=creditor.street,
            building_number=creditor.house_number,
            postal_code=creditor.postcode,
            city=creditor.town,
            country=creditor.country,
        ),
        amount=bill.amount,
        currency=bill.currency,
        reference_type=bill.reference_type.value,
        reference=bill.reference,
        additional_information=bill.message,
    )
    return str(other.build_data_string())


@pytest.mark.parametrize("bill", [BILL, CREDITOR_BILL, PLAIN_BILL], ids=lambda it: it.iban)
def test_another_library_writes_the_same_code(bill: Bill) -> None:
    assert faults(bill, bill.amount) == ()
    assert payload(bill).split("\r\n") == somebody_elses(bill).rstrip("\n").split("\n")


def test_the_code_says_every_field_in_its_place() -> None:
    assert payload(BILL).split("\r\n") == [
        "SPC",
        "0200",
        "1",
        "CH4431999123000889012",
        "S",
        "Stadt Musterwil, Einwohnerdienste",
        "Dorfplatz",
        "1",
        "6000",
        "Musterwil",
        "CH",
        *[""] * 7,
        "1949.75",
        "CHF",
        *[""] * 7,
        "QRR",
        "210000000003139471430009017",
        "DEMO - bitte nicht bezahlen. LU-2026-000123",
        "EPD",
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"iban": "CH4431999123000889013"}, "iban"),
        ({"iban": "CH44 3199 9123 0008 8901 2"}, "iban"),
        ({"iban": "ch4431999123000889012"}, "iban"),
        ({"iban": "DE89370400440532013000"}, "iban"),
        ({"iban": "CH44\N{ARABIC-INDIC DIGIT THREE}1999123000889012"}, "iban"),
        ({"iban": ""}, "iban"),
        ({"iban": "CH5800791123000889012"}, "reference-type"),
        ({"reference_type": ReferenceType.NONE, "reference": ""}, "reference-type"),
        (
            {"reference_type": ReferenceType.CREDITOR, "reference": "RF18539007547034"},
            "reference-type",
        ),
        ({"reference": "210000000003139471430009018"}, "reference"),
        ({"reference": "21 00000 00003 13947 14300 09017"}, "reference"),
        ({"reference": ""}, "reference"),
        ({"reference": "0" * 27}, "reference"),
        ({"message": "NICHT ZUR ZAHLUNG VERWENDEN"}, "message"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("-1949.75")}, "amount"),
        ({"amount": Decimal("1949.751")}, "amount"),
        ({"amount": Decimal("1949.70")}, "amount"),
        ({"amount": Decimal(1000000000)}, "amount"),
        ({"amount": Decimal("NaN")}, "amount"),
        ({"currency": "EUR"}, "currency"),
        ({"message": "x" * 141}, "message"),
        ({"message": "Zahlen Sie\nbald"}, "message"),
        ({"message": "Йосиф"}, "message"),
        ({"message": "20 → 30"}, "message"),
    ],
    ids=str,
)
def test_a_bill_that_breaks_a_rule_is_refused_by_the_name_of_the_rule(
    change: dict[str, Any], fault: str
) -> None:
    assert fault in faults(replace(BILL, **change), FEE)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": " "},
        {"name": "x" * 71},
        {"street": "x" * 71},
        {"house_number": "x" * 17},
        {"postcode": ""},
        {"postcode": "x" * 17},
        {"town": ""},
        {"town": "x" * 36},
        {"country": "Schweiz"},
        {"country": "ch"},
        {"name": "Ελένη"},
        {"town": "Musterwil\r\nCH"},
    ],
    ids=str,
)
def test_a_creditor_that_does_not_fit_is_refused(change: dict[str, str]) -> None:
    creditor = replace(BILL.creditor, **change)

    assert faults(replace(BILL, creditor=creditor), FEE) == ("creditor",)


def test_a_creditor_as_long_as_the_rules_allow_is_taken() -> None:
    creditor = PostalAddress("N" * 70, "S" * 70, "1" * 16, "6" * 16, "T" * 35, "LI")

    assert faults(replace(BILL, creditor=creditor, message="€" * 140), FEE) == ()


def test_a_creditor_without_a_street_is_taken() -> None:
    creditor = replace(BILL.creditor, street="", house_number="")

    assert faults(replace(BILL, creditor=creditor), FEE) == ()


@pytest.mark.parametrize("fee", [None, Decimal("1949.74"), Decimal(0)])
def test_a_bill_about_another_amount_than_the_fee_is_refused(fee: Decimal | None) -> None:
    assert faults(BILL, fee) == ("amount",)


@pytest.mark.parametrize("amount", ["0.01", "999999999.99", "60", "60.0"])
def test_an_amount_within_the_bounds_is_taken_and_written_with_two_places(amount: str) -> None:
    bill = replace(BILL, amount=Decimal(amount))

    assert faults(bill, Decimal(amount)) == ()
    assert payload(bill).split("\r\n")[18] == f"{Decimal(amount):.2f}"


@pytest.mark.parametrize(
    ("reference", "right"),
    [
        ("RF18539007547034", True),
        ("RF45GS4", False),
        ("RF18539007547035", False),
        ("RF18", False),
        ("18539007547034", False),
        ("RF18 5390 0754 7034", False),
    ],
)
def test_a_creditor_reference_is_right_by_its_check_digits(reference: str, *, right: bool) -> None:
    bill = replace(CREDITOR_BILL, reference=reference)

    assert (faults(bill, bill.amount) == ()) is right


def test_without_a_reference_nothing_stands_in_its_place() -> None:
    assert faults(replace(PLAIN_BILL, reference="1"), PLAIN_BILL.amount) == ("reference",)


@given(DIGITS, st.integers(0, 26), st.integers(1, 9))
def test_one_wrong_digit_of_a_reference_is_found(digits: str, at: int, by: int) -> None:
    reference = digits + check_digit(digits)
    wrong = reference[:at] + str((int(reference[at]) + by) % 10) + reference[at + 1 :]

    assert faults(replace(BILL, reference=reference), FEE) == ()
    assert faults(replace(BILL, reference=wrong), FEE) == ("reference",)


@pytest.mark.parametrize(
    ("bank", "is_for_qr"), [("29999", False), ("30000", True), ("31999", True), ("32000", False)]
)
def test_the_number_of_the_bank_makes_a_qr_iban(bank: str, *, is_for_qr: bool) -> None:
    assert is_qr_iban(f"CH00{bank}123000889012") is is_for_qr


def test_liechtenstein_counts() -> None:
    assert is_iban("LI21088100002324013AA")


def test_it_is_printed_in_groups() -> None:
    assert shown_iban(BILL.iban) == "CH44 3199 9123 0008 8901 2"
    assert shown_reference(BILL.reference, ReferenceType.QR) == "21 00000 00003 13947 14300 09017"
    assert shown_reference("RF18539007547034", ReferenceType.CREDITOR) == "RF18 5390 0754 7034"
    assert [shown_amount(Decimal(amount)) for amount in ("1949.75", "60", "1234567.8")] == [
        "1 949.75",
        "60.00",
        "1 234 567.80",
    ]
