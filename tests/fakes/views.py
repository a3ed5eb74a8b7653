"""Views to build pages from, without portal or controller."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kiosk import flow
from kiosk.catalogue import (
    Audience,
    Fee,
    FeeKind,
    FormReference,
    Level,
    Locality,
    Municipality,
    PostalAddress,
    Sender,
    SenderKind,
    Service,
)
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.forms.form import Form
from kiosk.policy import SELF_SERVICE
from kiosk.receipt.receipt import Receipt
from kiosk.session import Session
from kiosk.texts import Texts
from kiosk.view import Terminal, View
from kiosk.words import Words

TODAY = date(2026, 11, 24)
ADDRESS = PostalAddress("Einwohnerdienste", "Hirschengraben", "17", "6002", "Luzern")

MUNICIPALITIES = (
    Municipality(1061, "Luzern", "Luzern-Stadt", (Locality("6003", "Luzern"),)),
    Municipality(
        1062,
        "Malters",
        "Luzern-Land",
        (Locality("6016", "Hellbühl"), Locality("6105", "Schachen LU")),
    ),
    Municipality(1009, "Werthenstein", "Entlebuch", (Locality("6105", "Schachen LU"),)),
    Municipality(1097, "Ruswil", "Sursee", (Locality("6016", "Ruswil Sigigen"),)),
)

SENDER = Sender(
    id="s-1",
    digest="0" * 64,
    kind=SenderKind.MUNICIPAL_UNIT,
    legal_entity="Stadt Luzern",
    unit=Words({"de": "Einwohnerdienste"}),
    on_behalf_of="",
    bfs=1061,
    postal_address=ADDRESS,
    return_address=ADDRESS,
    phone="041 208 81 11",
    email="",
    website="",
    opening_hours=Words(),
    signatory=Words(),
    data_controller=Words(),
    legal_remedy=Words(),
    crest="",
    resolved_from="",
)

SERVICE = Service(
    id="test",
    bfs=1061,
    title=Words({"de": "Wohnsitzbestätigung"}),
    summary=Words(),
    introduction=Words(),
    audience=(Audience.SELF_SERVICE,),
    level=Level.MUNICIPAL,
    sender=SENDER,
    fee=Fee(FeeKind.FIXED, Decimal("1234.50"), note=Words({"de": "Sie erhalten eine Rechnung."})),
    form=FormReference("test", "1", "0" * 64),
    fill_minutes=5,
    processing=Words({"de": "Innert drei Arbeitstagen."}),
    needs=(),
    result=Words(),
)

RECEIPT = Receipt(
    case="LU-2026-0K7F-3Q9",
    received_at=datetime(2026, 11, 24, 9, 41, tzinfo=UTC),
    service="test",
    bfs=1061,
    form_id="test",
    form_version="1",
    sender_id="s-1",
    sender_digest="0" * 64,
    key="k",
    payload_digest="ab" * 32,
    verify_url="https://portal.example/verify/LU-2026-0K7F-3Q9?d=abababababababab",
    next_steps=(Words({"de": "Wir prüfen Ihren Antrag."}),),
    fee=Decimal("20.00"),
)


def view(state: flow.State, form: Form, answers: Answers | None = None, **details: Any) -> View:
    """Return what a page for `state` is built from, with `answers` to `form`."""
    given = answers or Answers()
    language = details.pop("language", "de")
    return View(
        state=state,
        session=Session(language=language, bfs=1061, answers={form.id: given}),
        texts=Texts(language),
        policy=SELF_SERVICE,
        terminal=Terminal("t-1", "Stadthaus", "Erdgeschoss, Schalter 2", "041 208 81 11"),
        languages=("de", "fr"),
        municipality=MUNICIPALITIES[0],
        municipalities=MUNICIPALITIES,
        service=SERVICE,
        form=form,
        filled=fill(form, given, Audience.SELF_SERVICE, TODAY),
        **details,
    )
