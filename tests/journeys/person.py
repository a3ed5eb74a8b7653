"""Somebody who uses the screen as people do: sees words, touches buttons, types."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.secrets.secrets import Secrets
from kiosk.settings import Settings
from tests.fakes.clock import FakeClock
from ui.bootstrap import Kiosk, build
from ui.screens import SETTLE_SECONDS
from ui.tour import answer_form
from ui.widgets.label import Label

PATIENCE_MS = 15_000


@contextmanager
def before_a_kiosk(
    settings: Settings, clock: FakeClock, qtbot: QtBot, secrets: Secrets | None = None
) -> Iterator["Person"]:
    """Switch a kiosk on, and put somebody before its start screen."""
    kiosk = build(settings, clock, secrets)
    kiosk.shell.resize(1080, 1920)
    kiosk.start()
    person = Person(kiosk, qtbot, clock)
    person.waits_for_the_start_screen()
    yield person
    kiosk.close()
    shiboken6.delete(kiosk.shell)  # its connections would keep what a test left, for the next one


class Person:
    """Knows only what is on the screen, but for the answers, which are made up."""

    def __init__(self, kiosk: Kiosk, qtbot: QtBot, clock: FakeClock) -> None:
        self.kiosk = kiosk
        self.qtbot = qtbot
        self.clock = clock

    @property
    def state(self) -> flow.State:
        return self.kiosk.controller.state

    def says(self, text: str, **values: object) -> str:
        """What the kiosk's text reads in the language of the screen."""
        return self.kiosk.controller.view().texts(text, **values)

    def waits_for(self, state: type[flow.State]) -> None:
        self.qtbot.waitUntil(lambda: isinstance(self.state, state), timeout=PATIENCE_MS)

    def waits_for_the_start_screen(self) -> None:
        self.waits_for(flow.Attract)
        self.qtbot.waitUntil(
            lambda: self.kiosk.controller.view().catalogue is not None, timeout=PATIENCE_MS
        )

    def waits_until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    @property
    def idle_seconds(self) -> int:
        return self.kiosk.controller.view().policy.idle_seconds

    @property
    def warning_seconds(self) -> int:
        return self.kiosk.controller.view().policy.warning_seconds

    def touches(self, name: str) -> None:
        """Touch the button called `name`."""
        button = self.button(name)
        self.clock.advance(SETTLE_SECONDS)  # people look before they touch
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QAbstractButton:
        found = [
            button
            for button in self.kiosk.shell.findChildren(QAbstractButton)
            if button.accessibleName() == name and button.isVisible()
        ]
        names = [
            button.accessibleName()
            for button in self.kiosk.shell.findChildren(QAbstractButton)
            if button.isVisible()
        ]
        assert found, f"no button '{name}' among {names}"
        return found[0]

    def can_touch(self, name: str) -> bool:
        buttons = self.kiosk.shell.findChildren(QAbstractButton)
        return any(found.accessibleName() == name and found.isVisible() for found in buttons)

    def reads(self) -> str:
        """Everything that is written on the screen."""
        texts = [
            found.text()
            for kind in (QLabel, Label)
            for found in self.kiosk.shell.findChildren(kind)
            if found.isVisible()
        ]
        return "\n".join(texts)

    # --- Whole stretches of a visit --------------------------------------------------------------

    def comes(self, language: str = "Deutsch") -> None:
        self.touches(language)
        self.waits_for(flow.Home)

    def opens(self, service: str) -> None:
        self.kiosk.controller.dispatch(flow.ServiceChosen(service))
        self.waits_for(flow.Introducing)

    def fills_in(self) -> None:
        """Go from the introduction to the review."""
        self.touches(self.says("introducing-begin"))
        while isinstance(self.state, flow.Filling):
            self.answers_the_page()
            before = self.state
            self.touches(self.says("filling-continue"))
            assert self.state != before, self.findings()
        assert isinstance(self.state, flow.Reviewing)

    def answers_the_page(self) -> None:
        """Answer what the page asks, with answers the form accepts."""
        controller = self.kiosk.controller
        view = controller.view()
        assert view.form is not None
        answer_form(
            controller, answered(view.form, Answers(), view.policy.audience, controller.today())
        )

    def findings(self) -> list[str]:
        filled = self.kiosk.controller.view().filled
        assert filled is not None
        return [f"{found.pointer}: {found.reason}" for found in filled.findings]

    def sends(self) -> None:
        """Confirm the review."""
        view = self.kiosk.controller.view()
        assert view.service is not None
        self.touches(self.says("reviewing-send", sender=view.service.sender.legal_entity))
