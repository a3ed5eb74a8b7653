"""Views of a counter in which everything that is not the visitor's carries a canary."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.documents.folder import FoundFile
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.forms.form import Sensitivity
from kiosk.policy import ASSISTED
from kiosk.readiness.report import Check, Report, fine
from kiosk.receipt.printer import PrinterStatus
from kiosk.reuse import Reusable
from kiosk.session import Session
from kiosk.texts import Texts
from kiosk.view import Attendance, CaseLine, HandoverCode, OutboxLine, Terminal, View
from kiosk.words import Words
from tests.fakes.counter import view as counter_view
from tests.fakes.forms import answered, equals, field, form, options, page
from tests.fakes.views import RECEIPT, SERVICE, TODAY

CANARY = "canary"

ASKED = form(
    page(
        field("/name"),
        field("/ahv", "social_security_number"),
        field("/illness", sensitivity=Sensitivity.SPECIAL),
        field("/note", assisted_only=True),
        field("/wants", "yes_no"),
        field("/since", "date"),
        title="Wer sind Sie?",
    ),
    page(field("/remark", assisted_only=True), title=f"Nur für Personal {CANARY}"),
    page(
        field("/kind", "choice", options=options("flat", "house")),
        field("/floor", shown_when=equals("/note", CANARY)),
        title="Wo wohnen Sie?",
    ),
)
ANSWERED = answered(
    name="Anna Bühlmann",
    ahv="756.9217.0769.85",
    illness="Migräne",
    note=CANARY,
    remark=CANARY,
    wants="true",
    since="2026-11-01",
    kind="flat",
    floor="3",
)
REVIEWING = flow.Reviewing("test")
ASKING = flow.Reviewing("test", flow.Agreement.ASKED)
FILLING = flow.Filling("test", 0)
DONE = flow.Done("test", "LU-2026-0K7F-3Q9")
STATES: tuple[flow.State, ...] = (
    *(flow.Reviewing("test", agreement) for agreement in flow.Agreement),
    *(FILLING, DONE, flow.Attract(), flow.Home(), flow.Wiping(), flow.Submitting("test", "k")),
    *(flow.Locked(ASKING), flow.Warned(FILLING), flow.Stored("test", "k"), flow.Helping(ASKING)),
    flow.Failed("unreachable", CANARY, flow.Submitting("test", CANARY), unstored=CANARY),
    flow.ChoosingDocument(FILLING, "/name", refusal=CANARY),
    flow.HandingOver(REVIEWING, code=CANARY),
    flow.OutOfService(CANARY),
    flow.Closed(CANARY),
)


def seen(state: flow.State, answers: Answers = ANSWERED, language: str = "fr") -> View:
    """Return a view in which everything that is not the visitor's carries a canary."""
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    return replace(
        counter_view(state),
        policy=ASSISTED,
        texts=Texts("de"),
        session=Session(
            language=language, bfs=1061, answers={"test": answers}, known={CANARY: CANARY}
        ),
        terminal=Terminal(CANARY, CANARY, CANARY, CANARY),
        service=SERVICE,
        form=ASKED,
        filled=fill(ASKED, answers, Audience.ASSISTED, TODAY),
        receipt=RECEIPT,
        document=CANARY.encode(),
        official={1: CANARY.encode()},
        printer=PrinterStatus((CANARY,), (CANARY,)),
        email=CANARY,
        files=(FoundFile(CANARY, 1, now),),
        staff=Attendance(CANARY),
        report=Report((Check.of(CANARY, fine(CANARY)),), now, CANARY, CANARY),
        cases=(CaseLine(1, Words({"de": CANARY, "fr": CANARY}), CANARY, now),),
        reusable=Reusable(person={CANARY: CANARY}, family={CANARY: CANARY}),
        handover=HandoverCode(CANARY, now),
        outbox=OutboxLine(waiting=4711),
        day={CANARY: 4711},
    )
