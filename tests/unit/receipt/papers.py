"""Confirmations to print: a plain one to vary, and people with names that are hard to print."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from kiosk.catalogue import (
    Audience,
    Fee,
    FeeKind,
    FormReference,
    Level,
    Municipality,
    PostalAddress,
    Sender,
    SenderKind,
    Service,
)
from kiosk.receipt.receipt import Bill, Confirmation, Line, Part, Receipt, ReferenceType
from kiosk.words import Words

PRINTED_AT = datetime(2026, 11, 24, 10, 33, tzinfo=timezone(timedelta(hours=1)))

HARD_NAMES = (
    "Łukasz Šimůnek",
    "Ğülşen Öztürk-Ğ",
    "Ελένη Παπαδοπούλου",
    "Йосиф Қазақов",
    "O’Neil d'Arc",
    "Nguyễn Thị Ánh",
    "<b>x",
    "Meier & Söhne &amp; Co",
    "<img src=/etc/passwd>",
    "5 < 6 > 4 <para><onDraw name=x/></para>",
    "%s {0.__class__} \\n =HYPERLINK(1)",
    "20 → 30, x ≥ 5, ✓",
)

SENDER = Sender(
    id="einwohnerdienste-1061",
    digest="0" * 64,
    kind=SenderKind.MUNICIPAL_UNIT,
    legal_entity="Stadt Musterwil",
    unit=Words({"de": "Einwohnerdienste", "fr": "Service des habitants"}),
    on_behalf_of="",
    bfs=1061,
    postal_address=PostalAddress("Einwohnerdienste", "Dorfplatz", "1", "6000", "Musterwil"),
    return_address=PostalAddress("Einwohnerdienste", "Dorfplatz", "1", "6000", "Musterwil"),
    phone="041 000 00 00",
    email="einwohnerdienste@musterwil.example",
    website="www.musterwil.example",
    opening_hours=Words(
        {
            "de": "Montag bis Freitag, 8 bis 12 Uhr und 13.30 bis 17 Uhr",
            "fr": "Du lundi au vendredi, de 8 h à 12 h et de 13 h 30 à 17 h",
        }
    ),
    signatory=Words(
        {
            "de": "Stadt Musterwil, Einwohnerdienste",
            "fr": "Ville de Musterwil, Service des habitants",
        }
    ),
    data_controller=Words({"de": "Stadt Musterwil", "fr": "Ville de Musterwil"}),
    legal_remedy=Words(
        {
            "de": "Gegen den späteren Entscheid können Sie innert 20 Tagen Einsprache erheben.",
            "fr": "Vous pouvez faire opposition à la future décision dans les 20 jours.",
        }
    ),
    crest="",
    resolved_from="einwohnerdienste",
    demo=True,
)

SERVICE = Service(
    id="lu.wohnsitzbestaetigung",
    bfs=1061,
    title=Words({"de": "Wohnsitzbestätigung bestellen", "fr": "Commander une attestation"}),
    summary=Words(),
    introduction=Words(),
    audience=(Audience.SELF_SERVICE,),
    level=Level.MUNICIPAL,
    sender=SENDER,
    fee=Fee(FeeKind.FIXED, Decimal("20.00")),
    form=FormReference("lu.wohnsitzbestaetigung", "1", "0" * 64),
    fill_minutes=5,
    processing=Words(),
    needs=(),
    result=Words(),
)

RECEIPT = Receipt(
    case="LU-2026-000123",
    received_at=datetime(2026, 11, 24, 9, 32, tzinfo=UTC),
    service=SERVICE.id,
    bfs=1061,
    form_id="lu.wohnsitzbestaetigung",
    form_version="1",
    sender_id=SENDER.id,
    sender_digest=SENDER.digest,
    key="4f4f6e39-5c5c-4c29-9d1b-6ad3e4f1c8aa",
    payload_digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    verify_url="https://portal.example/verify/LU-2026-000123?d=9f86d081884c7d65",
    next_steps=(
        Words(
            {
                "de": "Das Amt prüft Ihre Angaben. Das dauert etwa drei Arbeitstage.",
                "fr": "L’office vérifie vos indications. Cela prend environ trois jours.",
            }
        ),
        Words(
            {
                "de": "Sie erhalten die Bestätigung und die Rechnung mit der Post.",
                "fr": "Vous recevez l’attestation et la facture par la poste.",
            }
        ),
    ),
    fee=Decimal("20.00"),
    fee_note=Words({"de": "für eine Bestätigung", "fr": "pour une attestation"}),
)

BILL = Bill(
    iban="CH4431999123000889012",
    creditor=PostalAddress(
        "Stadt Musterwil, Einwohnerdienste", "Dorfplatz", "1", "6000", "Musterwil"
    ),
    amount=Decimal("1949.75"),
    reference_type=ReferenceType.QR,
    reference="210000000003139471430009017",
    message="DEMO - bitte nicht bezahlen. LU-2026-000123",
    due=date(2026, 12, 24),
    unpaid=Words(
        {
            "de": "Ohne Zahlung bis dann erhalten Sie eine Mahnung.",
            "fr": "Sans paiement dans ce délai, vous recevez un rappel.",
        }
    ),
)

CREDITOR_BILL = replace(
    BILL,
    iban="CH5800791123000889012",
    reference_type=ReferenceType.CREDITOR,
    reference="RF18539007547034",
)

PLAIN_BILL = replace(
    CREDITOR_BILL,
    iban="LI21088100002324013AA",
    reference_type=ReferenceType.NONE,
    reference="",
    message="",
)

GERMAN = (
    Part(
        "Wer sind Sie?",
        0,
        (
            Line("Vorname", "Łukasz", "/person/firstName"),
            Line("Name", "Šimůnek", "/person/officialName"),
            Line("Geburtsdatum", "01.02.1980", "/person/dateOfBirth"),
            Line("AHV-Nummer", "•••.••••.••42.17", "/person/ahv", masked=True),
        ),
    ),
    Part(
        "Wofür brauchen Sie die Bestätigung?",
        1,
        (
            Line("Zweck", "Bank", "/purpose"),
            Line("Bemerkung", "", "/remark", answered=False),
            Line("Vollmacht", "wird nachgereicht", "/authorisation"),
        ),
    ),
)

FRENCH = (
    Part(
        "Qui êtes-vous ?",
        0,
        (
            Line("Prénom", "Łukasz", "/person/firstName"),
            Line("Nom", "Šimůnek", "/person/officialName"),
            Line("Date de naissance", "01.02.1980", "/person/dateOfBirth"),
            Line("Numéro AVS", "•••.••••.••42.17", "/person/ahv", masked=True),
        ),
    ),
    Part(
        "Pourquoi avez-vous besoin de l’attestation ?",
        1,
        (
            Line("Usage prévu", "Banque", "/purpose"),
            Line("Remarque", "", "/remark", answered=False),
            Line("Procuration", "sera remise plus tard", "/authorisation"),
        ),
    ),
)


def confirmation(**changes: Any) -> Confirmation:
    """Return a confirmation in German, with `changes`."""
    plain = Confirmation(
        receipt=RECEIPT,
        service=SERVICE,
        municipality=Municipality(1061, "Musterwil"),
        languages=("de",),
        parts={"de": GERMAN},
        terminal="t-0001",
        place="Stadthaus, Erdgeschoss",
    )
    return replace(plain, **changes)


def bilingual(**changes: Any) -> Confirmation:
    """Return a confirmation in German and French, with a document to be handed in."""
    french = {
        "languages": ("de", "fr"),
        "parts": {"de": GERMAN, "fr": FRENCH},
        "later": ("/authorisation",),
    }
    return confirmation(**{**french, **changes})


def billed(bill: Bill = BILL, **changes: Any) -> Confirmation:
    """Return a confirmation in German and French with a bill."""
    return bilingual(receipt=replace(RECEIPT, bill=bill, fee=bill.amount), **changes)


def saying(value: str, label: str = "Name") -> Confirmation:
    """Return a confirmation whose only answer is `value`."""
    return confirmation(parts={"de": (Part("Angaben", 0, (Line(label, value, "/it"),)),)})


def long() -> Confirmation:
    """Return a confirmation in two languages of several pages."""
    lines = tuple(
        Line(f"Frage {number}", f"Antwort {number}", f"/a/{number}") for number in range(40)
    )
    return bilingual(
        parts={
            "de": (*GERMAN, Part("Wer zieht um?", 2, lines)),
            "fr": (*FRENCH, Part("Qui déménage ?", 2, lines)),
        }
    )
