"""A visitor at a counter with two screens, on a real portal: reads along, says no, then yes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.sandbox import Sandbox
from kiosk.settings import PortalSettings, ScreenSettings, Settings, TerminalSettings
from kiosk.texts import Texts
from tests.fakes.clock import FakeClock
from tests.journeys.person import Person
from ui.bootstrap import build
from ui.facing.face import Face
from ui.facing.part_card import AnswerLine
from ui.screens import SETTLE_SECONDS
from ui.tour import answer_form
from ui.widgets.label import Label

SERVICE = "lu.wohnsitzbestaetigung"
FRENCH = Texts("fr")
CANARY = "Zvbqwx"


class Clerk(Person):
    """Staff at one screen; at the other one a visitor who speaks French."""

    @property
    def face(self) -> Face:
        facing = self.kiosk.screens.facing
        assert facing is not None
        return facing.face

    def opens(self, service: str) -> None:
        self.kiosk.controller.dispatch(flow.ServiceChosen(service))
        self.waits_for(flow.Filling)

    def fills_in(self) -> None:
        controller = self.kiosk.controller
        view = controller.view()
        assert view.form is not None
        answer_form(
            controller, answered(view.form, Answers(), view.policy.audience, controller.today())
        )

    def presses(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        self.clock.advance(SETTLE_SECONDS)
        self.kiosk.shell.activateWindow()
        self.waits_until(self.kiosk.shell.isActiveWindow)
        modifier = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.kiosk.shell.windowHandle(), key, modifier)
        QApplication.processEvents()

    def reviews(self) -> None:
        self.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(self.state, flow.Reviewing), self.findings()

    def types(self, pointer: str, words: str) -> None:
        """Type into the line at `pointer` as staff do."""
        line = next(one for one in self.kiosk.shell.findChildren(QLineEdit) if _at(one) == pointer)
        self.kiosk.shell.activateWindow()
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, words)

    # --- The visitor -----------------------------------------------------------------------------

    def visitor_reads(self) -> str:
        labels = self.face.findChildren(Label)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def visitor_touches(self, name: str) -> None:
        self.clock.advance(SETTLE_SECONDS)
        buttons = self.face.findChildren(QAbstractButton)
        found = [one for one in buttons if one.accessibleName() == name and one.isVisible()]
        assert found, name
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def follows(self, pointer: str, words: str) -> None:
        """Wait until the visitor reads `words` in answer to the question at `pointer`."""
        self.waits_until(lambda: self._lines().get(pointer) == words)

    def _lines(self) -> dict[str, str]:
        lines = self.face.findChildren(AnswerLine)
        return {line.pointer: line.value.text() for line in lines if line.isVisible()}


def _at(line: QLineEdit) -> str:
    widget = line.parentWidget()
    while widget is not None and not hasattr(widget, "pointer"):
        widget = widget.parentWidget()
    return str(getattr(widget, "pointer", ""))


@pytest.fixture
def settings(portal: Sandbox, tmp_path: Path) -> Settings:
    return Settings(
        portal=PortalSettings(url=portal.url, sign_in="none"),
        terminal=TerminalSettings(id="t-9", policy="assisted"),
        screen=ScreenSettings(full_screen=False, visitor_display="window"),
        state_folder=str(tmp_path / "state"),
    )


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
    if kiosk.screens.facing is not None:
        kiosk.screens.facing.resize(1080, 1920)
    kiosk.start()
    somebody = Clerk(kiosk, qtbot, clock)
    somebody.waits_for_the_start_screen()
    yield somebody
    kiosk.close()
    for window in (kiosk.shell, kiosk.screens.facing):
        if window is not None:
            shiboken6.delete(window)


def test_the_visitor_says_no_and_then_yes(clerk: Clerk, portal: Sandbox) -> None:
    assert "Bienvenue" in clerk.visitor_reads()
    clerk.opens(SERVICE)
    clerk.visitor_touches("Français")
    assert FRENCH("facing-entering-title") in clerk.visitor_reads()
    assert clerk.kiosk.controller.view().texts.language == "de"
    clerk.fills_in()
    clerk.types("/person/firstName", CANARY)
    clerk.follows("/person/firstName", CANARY)
    clerk.reviews()
    clerk.presses(Qt.Key.Key_F9)
    assert FRENCH("facing-asked-title") in clerk.visitor_reads()
    clerk.visitor_touches(FRENCH("facing-no"))
    assert clerk.state == flow.Reviewing(SERVICE, flow.Agreement.REFUSED)
    assert FRENCH("facing-refused-title") in clerk.visitor_reads()
    clerk.presses(Qt.Key.Key_Escape)
    assert isinstance(clerk.state, flow.Filling)
    clerk.types("/person/firstName", "Ana")
    clerk.follows("/person/firstName", "Ana")
    clerk.reviews()
    clerk.presses(Qt.Key.Key_F9)
    assert not portal.submissions
    clerk.visitor_touches(FRENCH("facing-yes"))
    assert FRENCH("facing-agreed-title") in clerk.visitor_reads()
    clerk.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.waits_for(flow.Done)
    (body,) = portal.submissions
    assert body["agreement"] == "on-screen"
    assert body["answers"]["person"]["firstName"] == "Ana"
    receipt = clerk.kiosk.controller.view().receipt
    assert receipt is not None
    assert FRENCH("facing-sent-title") in clerk.visitor_reads()
    assert receipt.case in clerk.visitor_reads()


def test_nothing_of_a_visitor_is_left_for_the_next_one(clerk: Clerk) -> None:
    clerk.opens(SERVICE)
    clerk.visitor_touches("Français")
    clerk.visitor_touches(FRENCH("frame-larger"))
    clerk.fills_in()
    clerk.types("/person/firstName", CANARY)
    clerk.follows("/person/firstName", CANARY)
    clerk.kiosk.controller.dispatch(flow.LeaveWanted())
    clerk.kiosk.controller.dispatch(flow.Left())
    assert CANARY not in clerk.visitor_reads()
    assert "Au revoir" in clerk.visitor_reads()
    clerk.waits_for_the_start_screen()
    kept = [one for one in QApplication.allWidgets() if isinstance(one, Label)]
    assert not [label for label in kept if CANARY in label.text()]
    clerk.opens(SERVICE)
    assert Texts("de")("facing-entering-title") in clerk.visitor_reads()


def test_behind_the_lock_the_visitors_screen_is_empty_too(clerk: Clerk) -> None:
    clerk.opens(SERVICE)
    clerk.fills_in()
    clerk.types("/person/firstName", CANARY)
    clerk.follows("/person/firstName", CANARY)
    clerk.kiosk.controller.dispatch(flow.WentIdle())
    assert CANARY not in clerk.visitor_reads()
    clerk.kiosk.controller.dispatch(flow.Stayed())
    assert CANARY in clerk.visitor_reads()


class TestWithOneScreen:
    """The same counter, but nothing faces the visitor."""

    @pytest.fixture
    def settings(self, portal: Sandbox, tmp_path: Path) -> Settings:
        return Settings(
            portal=PortalSettings(url=portal.url, sign_in="none"),
            terminal=TerminalSettings(id="t-9", policy="assisted"),
            screen=ScreenSettings(full_screen=False),
            state_folder=str(tmp_path / "state"),
        )

    def test_staff_turn_theirs_around(self, clerk: Clerk, portal: Sandbox) -> None:
        assert clerk.kiosk.screens.facing is None
        clerk.opens(SERVICE)
        clerk.kiosk.controller.dispatch(flow.VisitorLanguageChosen("fr"))
        clerk.fills_in()
        clerk.reviews()
        clerk.presses(Qt.Key.Key_F9)
        assert FRENCH("facing-asked-title") in clerk.reads()
        clerk.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert clerk.state == flow.Reviewing(SERVICE, flow.Agreement.ASKED)
        clerk.presses(Qt.Key.Key_F9)
        assert clerk.state == flow.Reviewing(SERVICE, flow.Agreement.UNASKED)
        clerk.presses(Qt.Key.Key_F9)
        clerk.touches(FRENCH("facing-yes"))
        assert clerk.says("counter-agreement-on-screen") in clerk.reads()
        clerk.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        clerk.waits_for(flow.Done)
        (body,) = portal.submissions
        assert body["agreement"] == "on-screen"
