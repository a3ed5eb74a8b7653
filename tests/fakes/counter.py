"""A counter with a small catalogue, to build the pages around a form from."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from kiosk import __version__, flow
from kiosk.catalogue import (
    Audience,
    Catalogue,
    Category,
    Fee,
    FeeKind,
    Level,
    Listing,
    Locality,
    Municipality,
    SenderKind,
)
from kiosk.documents.from_phone import Code
from kiosk.forms.filled import Filled
from kiosk.forms.form import Form
from kiosk.policy import SELF_SERVICE
from kiosk.portals.staff import Offer
from kiosk.readiness.remedies import failed, warned
from kiosk.readiness.report import GROUPS, Check, Report, Verdict, fine, skipped
from kiosk.session import Contrast, Session, TextSize
from kiosk.texts import Texts
from kiosk.view import Attendance, HandoverCode, Terminal, View
from kiosk.words import Words
from tests.fakes.views import SERVICE

LANGUAGES = ("de", "fr", "it", "en", "de-simple")
BOTH = (Audience.SELF_SERVICE, Audience.ASSISTED)

CREST = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 56">'
    '<path d="M4 3h40v28c0 12-9 19-20 23C13 50 4 43 4 31z" fill="#24475a"/></svg>'
)

LUCERNE = Municipality(
    1061,
    "Luzern",
    "Luzern-Stadt",
    (Locality("6003", "Luzern"), Locality("6016", "Hellbühl")),
    CREST,
)
MALTERS = Municipality(
    1062, "Malters", "Luzern-Land", (Locality("6102", "Malters"), Locality("6016", "Hellbühl"))
)
RUSWIL = Municipality(1097, "Ruswil", "Sursee", (Locality("6017", "Ruswil"),))
MUNICIPALITIES = (LUCERNE, MALTERS, RUSWIL)

CATEGORIES = (
    Category("residence", Words({"de": "Wohnen und Umzug"}), "home"),
    Category("animals", Words({"de": "Tiere"}), "no-such-icon"),
    Category("empty", Words({"de": "Leer"}), "car"),
)


def listing(name: str, **changes: Any) -> Listing:
    """Return a line of the catalogue called `name`."""
    usual = Listing(
        id=f"lu.{name.lower()}",
        title=Words({"de": name}),
        summary=Words({"de": f"Alles über {name} in einem Satz."}),
        keywords=Words(),
        categories=("residence",),
        audience=BOTH,
        level=Level.MUNICIPAL,
        sender_kind=SenderKind.MUNICIPALITY,
        sender_name=Words({"de": "Einwohnerdienste"}),
        fee=Fee(FeeKind.FIXED, Decimal(20)),
    )
    return replace(usual, **changes)


LISTINGS = (
    listing("Umzug", popularity=90, fee=Fee(FeeKind.FREE)),
    listing("Wohnsitzbestätigung", popularity=80),
    listing("Niederlassungsbewilligung", popularity=70, level=Level.CANTONAL),
    listing("Hund", categories=("animals",), fee=Fee(FeeKind.COMPUTED)),
    listing("Spartageskarte", audience=(Audience.ASSISTED,)),
)
CATALOGUE = Catalogue(1061, CATEGORIES, LISTINGS)

OFFER = Offer("WDJB-MJHT", "https://portal.example/device?user_code=WDJB-MJHT", 900, 5)

_FOUND = {
    "dns": failed("dns", "The name portal.example is not known (gaierror)."),
    "swap": warned("swap-on", "Memory may be written to /dev/sda2."),
    "sound": skipped("The program makes no sound yet, and needs no loudspeaker."),
}


def report_of(verdicts: Mapping[str, Verdict], made_at: datetime, terminal: str = "") -> Report:
    """Return the report of what was found, by the name of each check."""
    checks = tuple(Check.of(name, found) for name, found in verdicts.items())
    return Report(checks, made_at, __version__, terminal)


REPORT = report_of(
    {name: _FOUND.get(name, fine("All is well.")) for names in GROUPS.values() for name in names},
    datetime(2026, 11, 24, 7, 45, tzinfo=UTC),
)

FORM = Form("test", "1", "0" * 64, (), {})


def view(
    state: flow.State,
    language: str = "de",
    text_size: TextSize = TextSize.NORMAL,
    contrast: Contrast = Contrast.NORMAL,
    **details: Any,
) -> View:
    """Return what a page for `state` is built from."""
    usual = View(
        state=state,
        session=Session(language=language, text_size=text_size, contrast=contrast, bfs=1061),
        texts=Texts(language),
        policy=SELF_SERVICE,
        terminal=Terminal(
            "t-1", "Eingang", "Stadthaus, Schalter 2", "041 208 81 11", encrypted=True
        ),
        languages=LANGUAGES,
        municipality=LUCERNE,
        municipalities=MUNICIPALITIES,
        catalogue=CATALOGUE,
        service=SERVICE,
        form=FORM,
        filled=Filled(FORM, {}, pages=(2, 3)),
        staff=staff_of(state),
        report=REPORT,
        handover=HandoverCode("7KQ-M2P", datetime(2026, 11, 24, 10, 30, tzinfo=UTC)),
        code=Code("https://portal.example/u/q8Z0b1Vd3kYx5nTtR2mLwA", 9),
    )
    return replace(usual, **details)


def staff_of(state: flow.State) -> Attendance:
    """Return who is at the counter: nobody signed in, but where staff are asked to."""
    match state:
        case flow.SigningIn():
            return Attendance(offer=OFFER)
        case flow.ChoosingPin():
            return Attendance("A. Muster")
        case flow.Locked():
            return Attendance("A. Muster", wait=15.0)
        case _:
            return Attendance()


STATES: tuple[flow.State, ...] = (
    flow.Wiping(),
    flow.Attract(),
    flow.Attract(paper_left=True),
    flow.OutOfService("keyring-locked"),
    flow.Home(),
    flow.Home("residence"),
    flow.ChoosingMunicipality(),
    flow.Introducing("test"),
    flow.Opening(flow.Home()),
    flow.ChoosingDocument(flow.Filling("test", 0), "/lease", refusal="encrypted"),
    flow.ChoosingDocument(flow.Filling("test", 0), "/lease", phone=flow.Phone.WAITING),
    flow.ChoosingDocument(flow.Filling("test", 0), "/lease", phone=flow.Phone.UNREACHABLE),
    flow.HandingOver(flow.Filling("test", 0)),
    flow.HandingOver(flow.Filling("test", 0), flow.HandoverStep.READY),
    flow.HandingOver(flow.Reviewing("test"), flow.HandoverStep.READY, paper=flow.Paper.FAILED),
    flow.HandingOver(flow.Introducing("test"), flow.HandoverStep.EXPIRED),
    flow.HandingOver(flow.Introducing("test"), flow.HandoverStep.FAILED, "portal-unreachable"),
    flow.TakingOver(flow.Home()),
    flow.TakingOver(flow.Home(), fetching=True),
    flow.TakingOver(flow.Home(), refusal="unknown"),
    flow.TakingOver(flow.Home(), refusal="unreachable", code="portal-unreachable"),
    flow.ChoosingLanguage(flow.Home()),
    flow.Helping(flow.Introducing("test")),
    flow.Leaving(flow.Filling("test", 0)),
    flow.TakingPaper(flow.Done("test", "LU-2026-0001", flow.Paper.PRINTED)),
    flow.Warned(flow.Filling("test", 0)),
    flow.Closed("clipboard"),
    flow.SigningIn(flow.SignInStep.WAITING),
    flow.SigningIn(flow.SignInStep.FAILED, "portal-unreachable"),
    flow.SigningIn(flow.SignInStep.EXPIRED, inside=flow.Reviewing("test")),
    flow.ChoosingPin(code="easy"),
    flow.Readiness(),
    flow.Readiness(flow.Examined.KNOWN),
    flow.Readiness(flow.Examined.UNKNOWN),
    flow.Locked(flow.Filling("test", 0), refused=True, left=3),
)
"""One of each page around the form."""
