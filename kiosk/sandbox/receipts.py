"""Case numbers, fees and the signed receipt: what the portal promises to whoever sent something."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from kiosk.catalogue import FeeKind
from kiosk.forms.amount import Amount
from kiosk.forms.pointer import ABSENT, found, steps
from kiosk.sandbox import official
from kiosk.sandbox.bills import bill
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.promises import dated
from kiosk.sandbox.rules import applies

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0, O, 1, I, L, U: read aloud and typed from paper, none is taken for another."""
CENT = Decimal("0.01")


def case_number(day: datetime) -> str:
    """Return a fresh case number such as `LU-2026-7F3K-9Q2M`; it cannot be guessed."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"LU-{day.year}-{letters[:4]}-{letters[4:]}"


@dataclass(frozen=True)
class Issue:
    """What a receipt is about. `issuer` is the portal's address without a slash at the end."""

    issuer: str
    case: str
    key: str
    received_at: datetime
    payload_digest: str


def claims(
    issue: Issue,
    body: Mapping[str, Any],
    source: Json,
    service: Json,
    files: Mapping[str, bytes],
) -> Json:
    """Return the receipt's claims for the submission `body` to `service`, offered by `source`.

    `files` holds the official documents by file name.
    """
    fee, rule = service["fee"], source.get("bill")
    paid = amount(fee, source.get("fee_answers"), body["answers"])
    received = {
        "iss": issue.issuer,
        "case": issue.case,
        "received_at": issue.received_at.isoformat(timespec="seconds"),
        "service": body["service"],
        "bfs": body["bfs"],
        "form": body["form"],
        "sender": body["sender"],
        "key": issue.key,
        "payload_digest": issue.payload_digest,
        "verify_url": f"{issue.issuer}/verify/{issue.case}?d={issue.payload_digest}",
        "next_steps": dated(source.get("next_steps", []), issue.received_at.date()),
        "fee": paid,
        "fee_note": fee["note"],
    }
    if documents := official.claims(source, files, body["answers"]):
        received["documents"] = documents
    if rule is None or paid is None or not applies(rule, body["answers"]):
        return received
    creditor = service["sender"]["postal_address"]
    return received | {"bill": bill(issue.case, paid, issue.received_at.date(), creditor, rule)}


def amount(fee: Json, rule: Json | None, answers: Mapping[str, Any]) -> str | None:
    """Return what is to be paid, in CHF with two decimals; None when nothing or not yet known.

    `rule` is data: an amount per answer (`{"pointer", "amounts"}`), or a number in the answers
    times a unit (`{"per": {"pointer"}, "unit"}`; without a unit the municipality's own price), or
    both: the amount of the answer for each of what is counted, once where nothing is counted.
    """
    if rule is not None:
        return _shown(_computed(rule, fee, answers))
    return _shown(fee["amount"]) if fee["kind"] == FeeKind.FIXED.value else None


def _computed(rule: Json, fee: Json, answers: Mapping[str, Any]) -> str | Decimal | None:
    count = found(answers, steps(rule["per"]["pointer"]), None) if "per" in rule else ABSENT
    if "amounts" not in rule:
        price = rule.get("unit") or fee["amount"]
        return None if price is None or count is ABSENT else Decimal(price) * _count(count)
    values = {value: Decimal(price) for value, price in rule["amounts"].items()}
    times = "" if count is ABSENT else rule["per"]["pointer"]
    return Amount(rule["pointer"], values, times).of(answers)


def _count(value: Any) -> int:
    """Return how many: the number itself, or the number of entries of a group."""
    return len(value) if isinstance(value, list) else int(value)


def _shown(value: str | Decimal | None) -> str | None:
    if value is None or not Decimal(value):
        return None
    return str(Decimal(value).quantize(CENT))
