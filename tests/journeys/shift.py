"""A shift at a counter, on a real portal and in a real keyring; test_staff.py runs it on a bus."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.enrolment import Wish, enrol
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.portals.access import Access
from kiosk.sandbox import Sandbox
from kiosk.secrets.choosing import secrets_for
from kiosk.secrets.secrets import SecretName
from kiosk.settings import Settings, load
from tests.fakes.clock import FakeClock
from tests.fakes.events import PIN
from tests.journeys.person import Person
from ui.bootstrap import build
from ui.screens import SETTLE_SECONDS
from ui.tour import answer_form

SERVICE = "lu.wohnsitzbestaetigung"
WRONG = "918273"


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path / "portal", remember=True, sign_in=True) as sandbox:
        yield sandbox


@pytest.fixture
def settings(portal: Sandbox, tmp_path: Path) -> Settings:
    """Those of a counter that `kiosk enrol --code` has just set up."""
    file = tmp_path / "kiosk.toml"
    paper = f'[paper]\nprinter = "folder:{tmp_path / "printed"}"\n'
    file.write_text(
        f'state_folder = "{tmp_path / "state"}"\n[screen]\nfull_screen = false\n{paper}'
    )
    code = portal.enrolment_code(id="t-0007", bfs=1061, policy="assisted")
    wish = Wish(Access(portal.url), file, code)
    asyncio.run(enrol(wish, secrets_for(portal.url), lambda _: None))
    return load(file)


class Clerk(Person):
    """Somebody of staff, with a phone."""

    def signs_in(self, portal: Sandbox) -> None:
        self.waits_for_step(flow.SignInStep.WAITING)
        offer = self.kiosk.controller.view().staff.offer
        assert offer is not None
        assert offer.user_code in self.reads()
        portal.approve_staff(offer.user_code)
        self.clock.advance(offer.interval)
        self.waits_for(flow.ChoosingPin)

    def waits_for_step(self, step: flow.SignInStep) -> None:
        self.waits_until(lambda: self.state == flow.SigningIn(step))

    def types(self, pin: str) -> None:
        for digit in pin:
            self.touches(digit)

    def chooses(self, pin: str) -> None:
        self.types(pin)
        self.kiosk.shell.focusNextChild()
        self.types(pin)
        self.touches(self.says("choosing-pin-keep"))
        self.waits_for_the_start_screen()

    def opens(self, service: str) -> None:
        """Open a service straight from the desk."""
        self.kiosk.controller.dispatch(flow.ServiceChosen(service))
        self.waits_for(flow.Filling)

    def fills_in(self) -> None:
        """Answer all of the form, and go on to the review by a key."""
        controller = self.kiosk.controller
        view = controller.view()
        assert view.form is not None
        complete = answered(view.form, Answers(), view.policy.audience, controller.today())
        answer_form(controller, complete)
        self.clock.advance(SETTLE_SECONDS)
        QTest.keyClick(self.kiosk.shell, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(self.state, flow.Reviewing), self.findings()

    def sends(self) -> None:
        """Send what the visitor agreed to, as staff heard."""
        self.touches(self.says("counter-do-agreed-in-words"))
        super().sends()

    def unlocks(self, pin: str) -> None:
        self.types(pin)
        self.touches(self.says("locked-unlock"))
        self.waits_until(lambda: not getattr(self.state, "checking", False))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def clerk(
    qtbot: QtBot,
    settings: Settings,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Clerk]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    kiosk = build(settings, clock)
    kiosk.shell.resize(1920, 1080)
    kiosk.start()
    yield Clerk(kiosk, qtbot, clock)
    kiosk.close()


def test_a_shift(clerk: Clerk, portal: Sandbox, settings: Settings, tmp_path: Path) -> None:
    clerk.signs_in(portal)
    clerk.chooses(PIN)
    assert "A. Muster" in clerk.kiosk.controller.view().staff.name
    clerk.opens(SERVICE)
    clerk.fills_in()
    clerk.touches(clerk.says("desk-corner", name="A. Muster"))
    assert isinstance(clerk.state, flow.Locked)
    assert "Bühlmann" not in clerk.reads()
    clerk.unlocks(WRONG)
    assert clerk.says("locked-wrong") in clerk.reads()
    clerk.unlocks(PIN)
    assert isinstance(clerk.state, flow.Reviewing)
    clerk.sends()
    clerk.waits_for(flow.Done)
    (body,) = portal.submissions
    assert body["actor"].startswith("s-")
    assert body["terminal"] == "t-0007"
    assert "Muster" not in str({key: value for key, value in body.items() if key != "answers"})
    audit = (tmp_path / "state" / "audit.jsonl").read_text()
    assert f'"actor": "{body["actor"]}"' in audit
    clerk.waits_until(lambda: clerk.can_touch(clerk.says("done-print")))
    restarted = build(settings, clerk.clock)
    clerk.kiosk.close()
    restarted.start()
    again = Clerk(restarted, clerk.qtbot, clerk.clock)
    again.waits_until(lambda: again.state == flow.Locked(flow.Attract()))
    again.unlocks(PIN)
    again.waits_for_the_start_screen()
    secrets = secrets_for(portal.url)
    token = secrets.get(SecretName.STAFF_REFRESH_TOKEN)
    assert token
    QTest.keyClick(restarted.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert again.state == flow.Locked(flow.Attract())
    again.touches(again.says("desk-sign-out"))
    again.waits_for_step(flow.SignInStep.WAITING)
    assert secrets.get(SecretName.STAFF_REFRESH_TOKEN) is None
    restarted.close()
    ours = [path for path in (tmp_path / "state").rglob("*") if path.is_file()]
    for path in [*ours, tmp_path / "kiosk.toml"]:
        written = path.read_bytes()
        assert not [word for word in ("Muster", token, PIN) if word.encode() in written], path
