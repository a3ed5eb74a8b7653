"""The bill that goes with a receipt: data of the service, and an account that nobody has."""

import hashlib
from datetime import date, timedelta

from kiosk.receipt.bill import check_digit
from kiosk.sandbox.blocks import Json

QR_IBAN = "CH4431999123000889012"
"""The example of the SIX guidelines: right in form, and no account."""
REFERENCE_DIGITS = 26


def bill(case: str, fee: str, day: date, creditor: Json, rule: Json) -> Json:
    """Return the bill over `fee` francs for `case`, made out on `day`.

    `rule` is what the service says of it: `{"days", "unpaid", "when"?}`.
    """
    return {
        "iban": QR_IBAN,
        "creditor": creditor,
        "amount": fee,
        "currency": "CHF",
        "reference_type": "QRR",
        "reference": reference(case),
        "message": f"DEMO - bitte nicht bezahlen. {case}",
        "due": (day + timedelta(days=rule["days"])).isoformat(),
        "unpaid": rule["unpaid"],
    }


def reference(case: str) -> str:
    """Return the QR reference of `case`: 26 digits and their check digit."""
    number = int.from_bytes(hashlib.sha256(case.encode()).digest())
    digits = str(number)[:REFERENCE_DIGITS].zfill(REFERENCE_DIGITS)
    return digits + check_digit(digits)
