"""A whole visit at the counter, on a real portal, with nothing but the keyboard."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.enrolment import Wish, enrol
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.portals.access import Access
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.session import IdentityDocument
from kiosk.settings import Settings, load
from tests.fakes.clock import FakeClock
from tests.fakes.events import PIN
from tests.journeys.person import Person
from ui.bootstrap import build
from ui.demo_staff import SignsInAlone
from ui.screens import SETTLE_SECONDS
from ui.tour import answer_form

Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Alt, Plain = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
Key = Qt.Key


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path / "portal", remember=True, sign_in=True) as sandbox:
        yield sandbox


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def settings(portal: Sandbox, secrets: MemorySecrets, tmp_path: Path) -> Settings:
    file = tmp_path / "kiosk.toml"
    paper = f'[paper]\nprinter = "folder:{tmp_path / "printed"}"\n'
    file.write_text(
        f'state_folder = "{tmp_path / "state"}"\n[screen]\nfull_screen = false\n{paper}'
    )
    code = portal.enrolment_code(id="t-0007", bfs=1061, policy="assisted")
    asyncio.run(enrol(Wish(Access(portal.url), file, code), secrets, lambda _step: None))
    return load(file)


class Clerk(Person):
    """Presses keys; touches nothing."""

    def presses(self, key: Key, modifiers: Qt.KeyboardModifier = Plain) -> None:
        self.clock.advance(SETTLE_SECONDS)
        QTest.keyClick(self.kiosk.shell.windowHandle(), key, modifiers)

    def types(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.kiosk.shell, words)

    def signs_in(self) -> None:
        staff = SignsInAlone(self.kiosk)
        waiting = flow.SigningIn(flow.SignInStep.WAITING)
        self.waits_until(lambda: self.state == waiting)
        offer = self.kiosk.controller.view().staff.offer
        assert offer is not None
        self.clock.advance(offer.interval)
        self.waits_for(flow.ChoosingPin)
        del staff
        for _ in range(2):
            self.types(PIN)
            self.presses(Key.Key_Return)
        self.waits_for_the_start_screen()

    def opens(self, words: str) -> None:
        """Search by what people call it, and open the first that is found."""
        self.types(words)
        self.presses(Key.Key_Return)
        self.waits_for(flow.Filling)

    def fills_in(self) -> None:
        controller = self.kiosk.controller
        view = controller.view()
        assert view.form is not None
        today = controller.today()
        answer_form(controller, answered(view.form, Answers(), view.policy.audience, today))
        self.presses(Key.Key_Return, Control)
        assert isinstance(self.state, flow.Reviewing), self.findings()

    def sends(self) -> None:
        self.presses(Key.Key_F9, Shift)
        self.presses(Key.Key_Return, Control)
        self.waits_for(flow.Done)

    def sees_passport(self) -> None:
        self.presses(Key.Key_F5)
        self.types("pass")
        self.presses(Key.Key_Return)


@pytest.fixture
def clerk(
    qtbot: QtBot,
    settings: Settings,
    secrets: MemorySecrets,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Clerk]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    kiosk = build(settings, clock, secrets)
    kiosk.shell.resize(1920, 1080)
    kiosk.start()
    kiosk.shell.activateWindow()
    clerk = Clerk(kiosk, qtbot, clock)
    clerk.signs_in()
    yield clerk
    kiosk.close()


def test_two_matters_of_one_visitor_and_a_walk_in_between(clerk: Clerk, portal: Sandbox) -> None:
    clerk.opens("wohnsitz")
    clerk.presses(Key.Key_F3)
    clerk.waits_for_the_start_screen()
    clerk.opens("adressauskunft")
    clerk.presses(Key.Key_1, Alt)
    clerk.waits_for(flow.Filling)
    assert "Wohnsitz" in clerk.kiosk.shell.windowTitle()
    clerk.sees_passport()
    seen = clerk.kiosk.controller.session.identity
    assert seen is not None
    assert seen.document is IdentityDocument.PASSPORT
    clerk.fills_in()
    clerk.sends()
    (body,) = portal.submissions
    assert body["service"] == "lu.wohnsitzbestaetigung"
    clerk.presses(Key.Key_F2, Shift)
    clerk.waits_for(flow.Home)
    clerk.opens("umzug")
    clerk.presses(Key.Key_R, Control)
    filled = clerk.kiosk.controller.view().filled
    assert filled is not None
    assert "Zoë" in str(filled.data)
    clerk.presses(Key.Key_F8)
    assert isinstance(clerk.state, flow.Leaving)
    clerk.presses(Key.Key_F8)
    clerk.waits_for_the_start_screen()
    assert not clerk.kiosk.controller.session.answers
    assert clerk.kiosk.controller.view().day["visits"] == 2


def test_the_day_ends_with_its_numbers_and_nobody_signed_in(clerk: Clerk) -> None:
    clerk.presses(Key.Key_F12)
    clerk.waits_until(lambda: clerk.state == flow.Readiness(flow.Examined.KNOWN))
    clerk.touches(clerk.says("desk-sign-out"))
    clerk.waits_for(flow.SigningIn)
