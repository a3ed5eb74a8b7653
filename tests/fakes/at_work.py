"""A counter at work, whose parts a test holds in its hands."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from kiosk import flow
from kiosk.audit import Audit
from kiosk.controller import Controller
from kiosk.equipment import Equipment
from kiosk.errors import (
    PortalError,
)
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.policy import SELF_SERVICE
from kiosk.session import Session
from kiosk.view import Terminal, View
from kiosk.wiping import Wiper
from tests.fakes.clock import FakeClock
from tests.fakes.portal import FakePortal
from tests.fakes.printer import FakePrinter
from tests.fakes.worker import HeldWorker

SERVICE = "demo.confirmation"
OTHER = "demo.permit"
STRANGER = Session(bfs=1061)
PAPER = b"%PDF-1.7 paper"


def render(*_: object) -> bytes:
    return PAPER


@dataclass
class Counter:
    """A counter whose work, time, portal, paper and screen the test holds in its hands."""

    folder: Path
    worker: HeldWorker = field(default_factory=HeldWorker)
    clock: FakeClock = field(default_factory=FakeClock)
    portal: FakePortal = field(default_factory=FakePortal)
    printer: FakePrinter = field(default_factory=FakePrinter)
    stubborn: list[str] = field(default_factory=list)
    shown: list[View] = field(default_factory=list)
    spoil: Callable[[View], object] = lambda _: None

    def __post_init__(self) -> None:
        self.audit = Audit(self.folder / "audit.jsonl")
        self.controller = self.built()

    def built(self, **changes: Any) -> Controller:
        usual = Equipment(
            policy=SELF_SERVICE,
            portal=lambda: self.portal,
            worker=self.worker,
            clock=self.clock,
            printer=self.printer,
            audit=self.audit,
            terminal=Terminal("t-1"),
            stranger=STRANGER,
            languages=("de", "fr"),
            render=render,
            render_application=render,
            wipers=(self.wiper("folder"), Wiper("print queue", self.printer.purge)),
            screen_wipers=(self.wiper("pages"),),
        )
        return Controller(replace(usual, **changes), self.show)

    def wiper(self, name: str) -> Wiper:
        def wipe() -> None:
            if name in self.stubborn:
                raise OSError(name)

        return Wiper(name, wipe)

    def show(self, view: View) -> None:
        self.spoil(view)
        self.shown.append(view)

    def at(self) -> flow.State:
        return self.controller.state

    def problem(self) -> str:
        """Return the word of the problem that is shown, or ''."""
        state = self.controller.state
        return state.problem if isinstance(state, flow.Failed) else ""

    def paper(self) -> flow.Paper | None:
        """Return what is said of the confirmation, or None before there is a receipt."""
        state = self.controller.state
        return state.paper if isinstance(state, flow.Done) else None

    def tell(self, *events: flow.Event) -> None:
        for event in events:
            self.controller.dispatch(event)

    def log(self) -> str:
        return (self.folder / "audit.jsonl").read_text()

    def open(self) -> None:
        """Get to the start screen with its services."""
        if self.at() != flow.Attract():
            self.controller.start()
        self.worker.finish_all()

    def enter(self, service: str = SERVICE) -> None:
        """Get to the first page of the form."""
        self.open()
        self.tell(flow.Touched(), flow.ServiceChosen(service))
        self.worker.finish_all()
        filled = self.controller.view().filled
        assert filled is not None
        self.tell(flow.Begun(filled.pages[0]))

    def review(self, service: str = SERVICE) -> None:
        """Fill in everything, and get to the review."""
        self.enter(service)
        form = self.controller.view().form
        assert form is not None
        today: date = self.controller.today()
        answers = answered(form, Answers(), SELF_SERVICE.audience, today)
        self.controller.session = self.controller.session.answered(form.id, answers)
        while isinstance(self.at(), flow.Filling):
            self.tell(flow.Continued())
        assert self.at() == flow.Reviewing(service)
        self.worker.finish()  # the printer was asked

    def send(self, *failures: PortalError) -> None:
        for failure in failures:
            self.portal.fail("submit", failure)
        self.tell(flow.Continued())
        if isinstance(self.at(), flow.Reviewing):  # somebody else typed it: the visitor is asked
            self.tell(flow.AgreementGiven(in_words=True), flow.Continued())
        self.worker.finish()
