"""The Swiss QR-bill as text: whether a bill keeps the rules, what its code says, how it is read.

Source: SIX, Swiss Implementation Guidelines for the QR-bill, version 2.3.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from kiosk.catalogue import PostalAddress
from kiosk.receipt.receipt import Bill, ReferenceType

CURRENCY = "CHF"
LEAST, MOST = Decimal("0.01"), Decimal("999999999.99")
LONGEST_MESSAGE = 140

_IBAN = re.compile(r"(?:CH|LI)[0-9]{7}[0-9A-Z]{12}")
_QR_IBAN = re.compile(r"(?:CH|LI)[0-9]{2}3[01][0-9]{3}")
"""The bank's number (IID) is one of 30000 to 31999."""
_QR_REFERENCE = re.compile(r"[0-9]{27}")
_CREDITOR_REFERENCE = re.compile(r"RF[0-9]{2}[0-9A-Z]{1,21}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_PRINTABLE = re.compile("[\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]*")
"""The characters that a bill may hold (4.1.1)."""

_LENGTHS = {"name": 70, "street": 70, "house_number": 16, "postcode": 16, "town": 35}
_REQUIRED = ("name", "postcode", "town")

_NOT_FOR_PAYMENT = {
    "NICHT ZUR ZAHLUNG VERWENDEN",
    "NE PAS UTILISER POUR LE PAIEMENT",
    "NON UTILIZZARE PER IL PAGAMENTO",
    "DO NOT USE FOR PAYMENT",
}
"""What only a bill over nothing says (4.2.2)."""

_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)
"""Modulo 10, recursive: the digit that is carried on, by the sum before it."""


def faults(bill: Bill, fee: Decimal | None) -> tuple[str, ...]:
    """Return the names of the `RULES` that `bill` breaks; () when it may be printed.

    Args:
        bill: what a portal says is to be paid.
        fee: the fee of the same receipt; a bill about another amount is wrong.
    """
    return tuple(name for name, holds in RULES.items() if not holds(bill, fee))


def payload(bill: Bill) -> str:
    """Return what the code of `bill` says (4.2.2). Who pays is not known here and left empty."""
    nobody = [""] * 7
    creditor = bill.creditor
    return "\r\n".join(
        [
            *("SPC", "0200", "1"),
            bill.iban,
            *("S", creditor.name, creditor.street, creditor.house_number),
            *(creditor.postcode, creditor.town, creditor.country),
            *nobody,  # the ultimate creditor: for later use
            *(f"{bill.amount:.2f}", bill.currency),
            *nobody,
            *(bill.reference_type.value, bill.reference),
            *(bill.message, "EPD"),
        ]
    )


def is_iban(text: str) -> bool:
    """Whether `text` is an IBAN of Switzerland or Liechtenstein, without blanks (ISO 13616)."""
    return _IBAN.fullmatch(text) is not None and _remainder(text) == 1


def is_qr_iban(iban: str) -> bool:
    """Whether `iban` is one that goes with a QR reference only."""
    return _QR_IBAN.match(iban) is not None


def check_digit(digits: str) -> str:
    """Return the check digit of a QR reference: modulo 10, recursive (annex B)."""
    carried = 0
    for digit in digits:
        carried = _CARRY[(carried + int(digit)) % 10]
    return str(-carried % 10)


def shown_iban(iban: str) -> str:
    """Return `iban` in groups of four, as it is printed."""
    return _grouped(iban, 4)


def shown_reference(reference: str, kind: ReferenceType) -> str:
    """Return `reference` as it is printed: 2 and then 5 digits a group, or 4 characters."""
    if kind is ReferenceType.QR:
        return f"{reference[:2]} {_grouped(reference[2:], 5)}"
    return _grouped(reference, 4)


def shown_amount(amount: Decimal) -> str:
    """Return `amount` as a bill writes it: a blank between thousands, always two places."""
    return f"{amount:,.2f}".replace(",", " ")


def _is_reference(reference: str, kind: ReferenceType) -> bool:
    match kind:
        case ReferenceType.QR:
            formed = _QR_REFERENCE.fullmatch(reference) is not None and reference.strip("0") != ""
            return formed and check_digit(reference[:-1]) == reference[-1]
        case ReferenceType.CREDITOR:  # ISO 11649
            formed = _CREDITOR_REFERENCE.fullmatch(reference) is not None
            return formed and _remainder(reference) == 1
        case ReferenceType.NONE:
            return not reference


def _is_amount(amount: Decimal) -> bool:
    return amount.is_finite() and LEAST <= amount <= MOST and amount == round(amount, 2)


def _is_address(address: PostalAddress) -> bool:
    return (
        all(_is_text(getattr(address, name), most) for name, most in _LENGTHS.items())
        and all(getattr(address, name).strip() for name in _REQUIRED)
        and _COUNTRY.fullmatch(address.country) is not None
    )


def _is_text(text: str, longest: int) -> bool:
    return len(text) <= longest and _PRINTABLE.fullmatch(text) is not None


def _remainder(text: str) -> int:
    """Return `text` modulo 97, its first four characters last (ISO 7064, MOD 97-10)."""
    return int("".join(str(int(letter, 36)) for letter in text[4:] + text[:4])) % 97


def _grouped(text: str, size: int) -> str:
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


RULES: Mapping[str, Callable[[Bill, Decimal | None], bool]] = {
    "iban": lambda bill, _: is_iban(bill.iban),
    "currency": lambda bill, _: bill.currency == CURRENCY,
    "amount": lambda bill, fee: _is_amount(bill.amount) and bill.amount == fee,
    "reference-type": lambda bill, _: (
        is_qr_iban(bill.iban) is (bill.reference_type is ReferenceType.QR)
    ),
    "reference": lambda bill, _: _is_reference(bill.reference, bill.reference_type),
    "creditor": lambda bill, _: _is_address(bill.creditor),
    "message": lambda bill, _: (
        _is_text(bill.message, LONGEST_MESSAGE) and bill.message not in _NOT_FOR_PAYMENT
    ),
}
"""What holds of every bill that is printed, by a word for IT."""
