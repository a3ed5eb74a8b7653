"""Two counters at work at one portal: a case is passed on, and what each of them then knows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.controller import Controller
from kiosk.errors import Withdrawn
from kiosk.flow import HandoverStep, Paper
from kiosk.forms.answers import Answers
from kiosk.handover import code as codes
from kiosk.handover.passing import ASKING_SECONDS
from kiosk.policy import ASSISTED, SELF_SERVICE
from kiosk.session import Contrast, TextSize
from tests.fakes.at_work import OTHER, STRANGER, Counter
from tests.fakes.handovers import ELSEWHERE

DESK = replace(ASSISTED, staff_signs_in=False)
CANARY = "Canary-4711"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "COST", 2**4)


@dataclass
class Desk(Counter):
    """A counter at which staff serve."""

    def built(self, **changes: object) -> Controller:
        return super().built(**{"policy": DESK, **changes})


@pytest.fixture
def terminal(tmp_path: Path) -> Counter:
    counter = Counter(tmp_path / "terminal")
    counter.controller = counter.built(render_handover=lambda slip, _: slip.code.encode())
    return counter


@pytest.fixture
def desk(tmp_path: Path, terminal: Counter) -> Iterator[Desk]:
    counter = Desk(tmp_path / "desk")
    counter.portal.handovers, counter.portal.terminal = terminal.portal.handovers, ELSEWHERE
    counter.open()
    yield counter
    counter.controller.close()


def begins(counter: Counter) -> Answers:
    """Type something; return it."""
    counter.enter()
    controller = counter.controller
    form = controller.view().form
    assert form is not None
    controller.answer(next(field.pointer for _, field in form.fields()), CANARY)
    return controller.session.answers_to(form.id)


def code_of(counter: Counter) -> str:
    counter.tell(flow.HandOverWanted())
    counter.worker.finish_all()
    code = counter.controller.view().handover
    assert code is not None
    return code.text


def asks(counter: Counter) -> None:
    counter.clock.advance(ASKING_SECONDS)
    counter.worker.finish_all()


def takes(counter: Counter, code: str) -> None:
    counter.tell(flow.TakeOverWanted(), flow.CodeEntered(code))
    counter.worker.finish_all()


def test_what_was_typed_here_is_open_there_and_gone_here(terminal: Counter, desk: Desk) -> None:
    typed = begins(terminal)
    takes(desk, code_of(terminal))
    assert isinstance(desk.at(), flow.Filling)
    assert desk.controller.session.answers_to("demo.confirmation") == typed
    asks(terminal)
    assert terminal.at() == flow.Attract()
    assert terminal.controller.session == STRANGER
    assert terminal.controller.view().handover is None
    assert '"reason": "handed-over"' in terminal.log()


def test_no_log_holds_what_was_typed_or_the_code(terminal: Counter, desk: Desk) -> None:
    begins(terminal)
    code = code_of(terminal)
    takes(desk, code)
    asks(terminal)
    logs = terminal.log() + desk.log()
    assert "CASE_HANDED_OVER" in logs
    assert "CASE_TAKEN_OVER" in logs
    assert not [word for word in (CANARY, code, codes.read(code)) if word in logs]


def test_the_visitors_language_goes_along_and_the_desk_keeps_its_look(
    terminal: Counter, desk: Desk
) -> None:
    begins(terminal)
    terminal.tell(flow.LanguageWanted(), flow.LanguageChosen("fr"))
    terminal.tell(flow.LookChosen(TextSize.LARGEST, Contrast.HIGH))
    takes(desk, code_of(terminal))
    session = desk.controller.session
    assert (session.language, session.text_size) == ("fr", TextSize.NORMAL)


def test_whoever_walks_away_from_the_code_is_wiped_and_may_still_come_to_the_desk(
    terminal: Counter, desk: Desk
) -> None:
    typed = begins(terminal)
    code = code_of(terminal)
    terminal.clock.advance(SELF_SERVICE.idle_seconds)
    terminal.clock.advance(SELF_SERVICE.warning_seconds)
    terminal.worker.finish_all()
    assert terminal.at() == flow.Attract()
    takes(desk, code)
    assert desk.controller.session.answers_to("demo.confirmation") == typed


def test_back_keeps_the_answers_here_and_only_here(terminal: Counter, desk: Desk) -> None:
    typed = begins(terminal)
    code = code_of(terminal)
    terminal.tell(flow.Back())
    terminal.worker.finish_all()
    assert isinstance(terminal.at(), flow.Filling)
    assert terminal.controller.session.answers_to("demo.confirmation") == typed
    takes(desk, code)
    assert desk.at() == flow.TakingOver(flow.Home(), refusal="unknown")


def test_the_slip_is_printed_and_nothing_keeps_it(terminal: Counter) -> None:
    begins(terminal)
    code = code_of(terminal)
    terminal.tell(flow.PrintWanted())
    terminal.worker.finish_all()
    assert terminal.printer.printed == [code.encode()]
    state = terminal.at()
    assert isinstance(state, flow.HandingOver)
    assert state.paper in {Paper.PRINTED, Paper.QUEUED}
    assert terminal.controller.view().document is None


def test_nothing_rings_after_the_end_of_the_program(terminal: Counter) -> None:
    begins(terminal)
    code_of(terminal)
    terminal.controller.close()
    terminal.clock.advance(ASKING_SECONDS)
    assert terminal.worker.held == []


def test_what_only_the_counter_offers_is_not_opened_at_a_terminal(
    terminal: Counter, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.enter(OTHER)
    code = code_of(desk)
    offered = terminal.portal._service

    def counters_only(service: str, bfs: int) -> object:
        return replace(offered(service, bfs), audience=(Audience.ASSISTED,))

    monkeypatch.setattr(terminal.portal, "_service", counters_only)
    terminal.open()
    terminal.portal.terminal, desk.portal.terminal = ELSEWHERE, ELSEWHERE
    takes(terminal, code)
    assert terminal.at() == flow.Introducing(OTHER)


def test_a_portal_that_passes_nothing_on_leaves_the_answers_here(terminal: Counter) -> None:
    typed = begins(terminal)
    terminal.portal.fail("lay_handover", Withdrawn("404 not-found"))
    terminal.tell(flow.HandOverWanted())
    terminal.worker.finish_all()
    state = terminal.at()
    assert isinstance(state, flow.HandingOver)
    assert (state.step, state.code) == (HandoverStep.FAILED, "withdrawn")
    terminal.tell(flow.Back())
    assert terminal.controller.session.answers_to("demo.confirmation") == typed


def test_who_goes_back_before_the_code_was_looked_up_gets_nothing(
    terminal: Counter, desk: Desk
) -> None:
    begins(terminal)
    desk.tell(flow.TakeOverWanted(), flow.CodeEntered(code_of(terminal)), flow.Back())
    desk.worker.finish_all()
    assert desk.at() == flow.Home()
    assert not desk.controller.session.answers
