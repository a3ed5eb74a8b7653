"""The portal goes away in the middle of a shift: stored, said so on paper, filed once later."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
import shiboken6
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.outbox.life import LIFE
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.settings import Settings
from kiosk.view import OutboxLine
from tests.fakes.clock import FakeClock
from tests.journeys.person import PATIENCE_MS
from tests.journeys.shift import Clerk
from tests.journeys.test_handover import at_the_counter, enrolled
from ui.bootstrap import build

SERVICE = "lu.wohnsitzbestaetigung"
KEYLESS = "lu.fristerstreckung"
HOUR = 3_600.0


@dataclass
class Office:
    """A portal that is switched off and on at the same address, with what it remembers."""

    folder: Path
    filed: list[object] = field(default_factory=list)
    running: Sandbox | None = None
    port: int = 0

    def opens(self) -> Sandbox:
        self.running = Sandbox.start(self.folder, self.port, remember=True, sign_in=True)
        self.port = urlsplit(self.running.url).port or 0
        return self.running

    def closes(self) -> None:
        if self.running is not None:
            self.filed.extend(self.running.submissions)
            self.running.close()
            self.running = None

    def received(self) -> list[object]:
        return [*self.filed, *(self.running.submissions if self.running else ())]


@dataclass
class Shift:
    """A clerk, the portal, and what was set up once."""

    office: Office
    settings: Settings
    secrets: MemorySecrets
    folder: Path
    clerk: Clerk

    def papers(self) -> list[str]:
        files = sorted((self.folder / "assisted" / "printed").glob("*.pdf"))
        pages = (page for file in files for page in PdfReader(BytesIO(file.read_bytes())).pages)
        return [" ".join(page.extract_text().split()) for page in pages]

    def line(self) -> OutboxLine:
        """How the outbox stands, also behind a lock, where no view says it."""
        return self.clerk.kiosk.controller._with.outbox()

    def waiting(self) -> int:
        return self.line().waiting


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    found = Office(tmp_path / "portal")
    found.opens()
    yield found
    found.closes()


@pytest.fixture
def shift(
    qtbot: QtBot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shift]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert office.running is not None
    settings, secrets = enrolled(office.running, tmp_path, "assisted")
    with at_the_counter(settings, secrets, office.running, qtbot) as clerk:
        yield Shift(office, settings, secrets, tmp_path, clerk)


def answers(clerk: Clerk, canary: str = "") -> None:
    """Answer all of the form; `canary` stands in the first field that takes it."""
    controller = clerk.kiosk.controller
    view = controller.view()
    assert view.form is not None
    complete = answered(view.form, Answers(), view.policy.audience, controller.today())
    controller.session = controller.session.answered(view.form.id, complete)
    if canary:
        controller.answer("/person/firstName", canary)
    controller.dispatch(flow.Continued())
    assert isinstance(clerk.state, flow.Reviewing), clerk.findings()


def sends_in_vain(shift: Shift, service: str = SERVICE, canary: str = "") -> None:
    """Type all of it; the portal goes away just before it is sent."""
    shift.clerk.opens(service)
    answers(shift.clerk, canary)
    shift.office.closes()
    controller = shift.clerk.kiosk.controller
    controller.dispatch(flow.AgreementGiven(in_words=True))
    controller.dispatch(flow.Continued())
    shift.clerk.waits_for(flow.Failed)


def stores(shift: Shift) -> str:
    """Have it stored; return its reference."""
    clerk = shift.clerk
    clerk.touches(clerk.says("counter-do-store"))
    clerk.waits_for(flow.Stored)
    clerk.waits_until(lambda: getattr(clerk.state, "paper", None) is flow.Paper.PRINTED)
    assert isinstance(clerk.state, flow.Stored)
    return clerk.state.key[:8].upper()


def goes_on_until_empty(shift: Shift) -> None:
    """Let time pass until nothing waits."""

    def empty() -> bool:
        shift.clerk.clock.advance(60)
        return shift.waiting() == 0

    shift.clerk.waits_until(empty)


def test_the_portal_goes_away_in_the_middle_and_comes_back(shift: Shift) -> None:
    canary = f"Canary{Random().getrandbits(64):x}"
    sends_in_vain(shift, canary=canary)
    reference = stores(shift)
    clerk = shift.clerk
    assert clerk.says("stored-title") in clerk.reads()
    assert reference in clerk.reads()
    (sheet, *_) = shift.papers()
    assert "Gespeichert, noch nicht angekommen" in sheet
    assert reference in sheet
    assert "Eingangsbestätigung" not in sheet
    for file in (shift.folder / "assisted").glob("outbox*"):
        assert canary.encode() not in file.read_bytes()
    clerk.touches(clerk.says("counter-do-next-visitor"))
    clerk.touches(clerk.says("taking-paper-taken"))
    clerk.waits_for(flow.Attract)
    assert (shift.office.received(), shift.waiting()) == ([], 1)
    shift.office.opens()
    goes_on_until_empty(shift)
    (filed,) = shift.office.received()
    assert isinstance(filed, dict)
    assert filed["answers"]["person"]["firstName"] == canary
    assert filed["agreement"] == "in-words"


def test_a_counter_that_is_switched_on_again_sends_before_anybody_signs_in(
    shift: Shift, qtbot: QtBot
) -> None:
    sends_in_vain(shift)
    stores(shift)
    shift.clerk.kiosk.controller.close()
    shift.office.opens()
    again = build(shift.settings, FakeClock(), shift.secrets)
    again.start()
    qtbot.waitUntil(lambda: len(shift.office.received()) == 1, timeout=PATIENCE_MS)
    assert not isinstance(again.controller.state, flow.Attract)
    again.close()
    shiboken6.delete(again.shell)


def test_a_portal_that_stays_away_for_three_days_gets_nothing_and_staff_are_told(
    shift: Shift,
) -> None:
    sends_in_vain(shift)
    stores(shift)

    def ended() -> bool:
        shift.clerk.clock.advance(HOUR)
        return shift.waiting() == 0

    shift.clerk.clock.sleep(LIFE.total_seconds() - 2 * HOUR)
    shift.clerk.waits_until(lambda: shift.line().expiring == 1)
    shift.clerk.waits_until(ended)
    assert shift.line().expired == 1
    shift.office.opens()
    shift.clerk.clock.advance(HOUR)
    assert shift.office.received() == []


def test_for_a_sender_without_a_key_nothing_is_offered(shift: Shift) -> None:
    sends_in_vain(shift, KEYLESS)
    assert not shift.clerk.can_touch(shift.clerk.says("counter-do-store"))
