"""A case is passed from one screen to another, over a portal that both know."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from kiosk import flow
from kiosk.audit import Audit
from kiosk.clearing import Clearing
from kiosk.equipment import Equipment
from kiosk.errands import Errands
from kiosk.errors import Busy, Declined, PortalError, Unreachable
from kiosk.forms.answers import Answers
from kiosk.handover import code as codes
from kiosk.handover.draft import Draft
from kiosk.handover.passing import ASKING_SECONDS, TRIES, Passing
from kiosk.policy import SELF_SERVICE
from kiosk.session import Session
from kiosk.view import HandoverCode, Terminal
from tests.fakes.clock import FakeClock
from tests.fakes.counter import view
from tests.fakes.handovers import ELSEWHERE, LIFE
from tests.fakes.portal import FakePortal
from tests.fakes.printer import FakePrinter
from tests.fakes.worker import HeldWorker

CANARY = "Canary-4711"
TO_MIDNIGHT = (24 * 60 - (9 * 60 + 15)) * 60
"""Seconds from where the clock begins to the end of its day (UTC)."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "COST", 2**4)


@dataclass
class Screen:
    """One screen, as far as cases are passed there."""

    folder: Path
    portal: FakePortal = field(default_factory=FakePortal)
    clock: FakeClock = field(default_factory=FakeClock)
    worker: HeldWorker = field(default_factory=HeldWorker)
    told: list[flow.Event] = field(default_factory=list)
    shown: list[HandoverCode | None] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        equipment = Equipment(
            policy=SELF_SERVICE,
            portal=lambda: self.portal,
            worker=self.worker,
            clock=self.clock,
            printer=FakePrinter(),
            audit=Audit(self.folder / "audit.jsonl"),
            terminal=Terminal("t-1"),
            stranger=Session(),
            languages=("de",),
            render=lambda *_: b"",
            render_application=lambda *_: b"",
            portal_url="https://portal.example",
        )
        self.errands = Errands(self.worker, lambda act: act())
        clearing = Clearing(self.worker, self.clock, equipment.portal, (), ())
        self.passing = Passing(
            equipment,
            self.errands,
            clearing,
            self.lay,
            self.drafts.append,
            self.told.append,
        )

    def lay(self, handover: HandoverCode | None) -> None:
        self.shown.append(handover)

    def does(self, effect: Any, **details: Any) -> None:
        usual = view(flow.Filling("test", 0), **details)
        typed = Answers().having("/name", CANARY)
        self.passing.do(effect, replace(usual, session=usual.session.answered("test", typed)))
        self.worker.finish_all()

    def asks(self) -> None:
        """Let so much time pass that the portal is asked once more."""
        self.clock.advance(ASKING_SECONDS)
        self.worker.finish_all()

    def hands_over(self) -> str:
        """Lay a draft; return its code."""
        self.does(flow.HandOver())
        assert self.told == [flow.HandoverReady()]
        assert self.shown[-1] is not None
        return self.shown[-1].text


@pytest.fixture
def here(tmp_path: Path) -> Screen:
    return Screen(tmp_path)


@pytest.fixture
def there(tmp_path: Path, here: Screen) -> Screen:
    other = Screen(tmp_path)
    other.portal.handovers, other.portal.terminal = here.portal.handovers, ELSEWHERE
    return other


def test_a_case_goes_from_here_to_there_and_here_is_told(here: Screen, there: Screen) -> None:
    code = here.hands_over()
    here.asks()
    there.does(flow.TakeOver(code.lower().replace("-", " ")))
    assert there.told == [flow.DraftTaken("test")]
    assert there.drafts[0].answers.entry("/name") == CANARY
    here.asks()
    assert here.told[-1] == flow.HandoverTaken()
    here.asks()
    assert here.told.count(flow.HandoverTaken()) == 1


def test_the_portal_never_sees_what_was_typed_nor_the_code(here: Screen) -> None:
    code = here.hands_over()
    ((id_, draft),) = here.portal.handovers.drafts.items()
    seen = f"{id_} {draft.sealed}"
    assert not [word for word in (CANARY, code, codes.read(code)) if word in seen]


def test_the_screen_says_until_when_by_its_own_clock(here: Screen) -> None:
    here.hands_over()
    assert here.shown[0] is not None
    assert here.shown[0].until == here.clock.now() + LIFE


def test_a_code_that_another_draft_has_is_made_anew(here: Screen) -> None:
    here.portal.fail("lay_handover", Declined("422 key-reused"), times=TRIES - 1)
    here.hands_over()


def test_where_no_code_can_be_had_it_says_so_with_a_code_for_it(here: Screen) -> None:
    here.portal.fail("lay_handover", Declined("422 key-reused"), times=TRIES)
    here.does(flow.HandOver())
    here.portal.fail("lay_handover", Unreachable())
    here.does(flow.HandOver())
    assert here.told == [
        flow.HandoverFailed("declined"),
        flow.HandoverFailed("portal-unreachable"),
    ]
    assert here.shown == []


def test_without_a_service_there_is_nothing_to_hand_over(here: Screen) -> None:
    here.does(flow.HandOver(), service=None)
    assert here.told == [flow.HandoverFailed("draft-short")]


def test_a_line_that_is_away_for_a_while_changes_nothing(here: Screen) -> None:
    here.hands_over()
    here.portal.fail("handover_waits", Unreachable(), times=3)
    for _ in range(4):
        here.asks()
    assert here.told == [flow.HandoverReady()]
    here.portal.handovers.is_taken_elsewhere()
    here.asks()
    assert here.told[-1] == flow.HandoverTaken()


@pytest.mark.parametrize("line", ["up", "down"])
def test_what_nobody_took_ends_also_where_the_portal_cannot_be_asked(
    here: Screen, line: str
) -> None:
    here.hands_over()
    if line == "up":
        here.portal.handovers.passed += LIFE
        here.asks()
    else:
        here.portal.fail("handover_waits", Unreachable(), times=1000)
        for _ in range(int(LIFE.total_seconds() / ASKING_SECONDS) + 1):
            here.asks()
    assert here.told[1:] == [flow.HandoverExpired()]
    assert here.shown[-1] is None


def test_back_takes_the_draft_away(here: Screen, there: Screen) -> None:
    code = here.hands_over()
    here.does(flow.WithdrawHandover())
    assert here.shown[-1] is None
    there.does(flow.TakeOver(code))
    assert there.told == [flow.DraftRefused("unknown")]
    here.asks()
    assert here.told == [flow.HandoverReady()]


def test_a_wipe_asks_no_more_and_lets_the_draft_wait(here: Screen, there: Screen) -> None:
    code = here.hands_over()
    here.passing.stop()
    here.errands.end_visit()
    here.asks()
    assert here.worker.held == []
    assert here.portal.handovers.withdrawn == []
    there.does(flow.TakeOver(code))
    assert there.told == [flow.DraftTaken("test")]


def test_what_is_laid_for_somebody_who_left_is_never_shown(here: Screen) -> None:
    usual = view(flow.Filling("test", 0))
    here.passing.do(flow.HandOver(), usual)
    here.passing.stop()
    here.errands.end_visit()
    here.worker.finish_all()
    assert here.told == []
    assert here.shown == []


def test_withdrawing_nothing_is_harmless(here: Screen) -> None:
    here.does(flow.WithdrawHandover())
    assert here.portal.handovers.withdrawn == []


@pytest.mark.parametrize("typed", ["", "7KQ-M2", "hello world"])
def test_what_cannot_be_a_code_is_not_asked_for(here: Screen, typed: str) -> None:
    here.does(flow.TakeOver(typed))
    assert here.told == [flow.DraftRefused("malformed")]


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (Busy("429"), flow.DraftRefused("slowed")),
        (Unreachable(), flow.DraftRefused("unreachable", "portal-unreachable")),
    ],
)
def test_why_a_code_gave_nothing_is_told(
    here: Screen, error: PortalError, refused: flow.Event
) -> None:
    here.portal.fail("take_handover", error)
    here.does(flow.TakeOver("7KQ-M2P"))
    assert here.told == [refused]


def test_whoever_guesses_is_slowed(here: Screen, there: Screen) -> None:
    here.hands_over()
    for number in range(8):
        there.does(flow.TakeOver(f"00000{number}"))
    refusals = [event.refusal for event in there.told if isinstance(event, flow.DraftRefused)]
    assert refusals == ["unknown"] * 6 + ["slowed"] * 2


def test_what_was_changed_on_the_way_is_not_taken_in(here: Screen, there: Screen) -> None:
    code = here.hands_over()
    (draft,) = here.portal.handovers.drafts.values()
    head, _, rest = draft.sealed.rpartition(".")
    draft.sealed = f"{head}.{'B' if rest[0] == 'A' else 'A'}{rest[1:]}"
    there.does(flow.TakeOver(code))
    assert there.told == [flow.DraftRefused("unreadable", "draft-unsealed")]
    assert there.drafts == []


def test_a_code_is_good_over_midnight(here: Screen, there: Screen) -> None:
    for screen in (here, there):
        screen.clock.advance(TO_MIDNIGHT - 60)
    code = here.hands_over()
    there.clock.advance(120)
    there.does(flow.TakeOver(code))
    assert there.told == [flow.DraftTaken("test")]


def test_no_effect_shows_a_code_where_it_may_be_logged() -> None:
    assert "7KQ" not in repr(flow.TakeOver("7KQ-M2P"))
