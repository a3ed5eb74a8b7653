"""An update and a kiosk, speaking through two files: never during a visit, and never for ever."""

from pathlib import Path

import pytest

from kiosk import __version__, flow
from kiosk.errors import Unreachable
from kiosk.flow import Locked, SigningIn
from kiosk.idle import REFRESH_SECONDS
from kiosk.presence import UPDATE_PENDING, Presence, presence_of
from kiosk.pulse import LOOK_SECONDS, Pulse, Vitals
from kiosk.standing import AGAIN_SECONDS
from kiosk.updating import (
    GONE_SECONDS,
    MOST_HOLD_SECONDS,
    PENDING,
    PRESENCE,
    TOUCH_SECONDS,
    UpdateGate,
)
from kiosk.worker import Worker
from tests.fakes.at_work import Counter

START = 1_795_500_000.0
MINUTE = 60.0


class Clock:
    def __init__(self) -> None:
        self.seconds = START

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kiosk(tmp_path: Path, clock: Clock) -> UpdateGate:
    return UpdateGate(tmp_path / "state", clock)


@pytest.fixture
def update(tmp_path: Path, clock: Clock) -> UpdateGate:
    return UpdateGate(tmp_path / "state", clock)


# --- What a terminal is --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "presence"),
    [
        (flow.Attract(), Presence.FREE),
        (flow.Wiping(), Presence.VISIT),
        (flow.Home(), Presence.VISIT),
        (flow.Warned(flow.Home()), Presence.VISIT),
        (flow.Readiness(), Presence.VISIT),
        (flow.ChoosingPin(), Presence.VISIT),
        (flow.OutOfService("clock-wrong"), Presence.OUT_OF_SERVICE),
        (flow.OutOfService(UPDATE_PENDING), Presence.UPDATE),
        (flow.Closed("folder"), Presence.CLOSED),
        (SigningIn(), Presence.FREE),
        (SigningIn(inside=flow.Reviewing("demo.permit")), Presence.VISIT),
        (Locked(flow.Attract()), Presence.FREE),
        (Locked(flow.Home()), Presence.VISIT),
    ],
)
def test_each_state_is_one_presence(state: flow.State, presence: Presence) -> None:
    assert presence_of(state, holds_cases=False, update_waits=False) is presence


def test_a_counter_that_nobody_unlocks_is_clear_where_an_update_waits() -> None:
    for state in (SigningIn(), Locked(flow.Attract())):
        assert presence_of(state, holds_cases=False, update_waits=True) is Presence.UPDATE


def test_a_held_visit_is_a_visit_whoever_is_here() -> None:
    for state in (flow.Attract(), flow.OutOfService("x"), SigningIn(), Locked(flow.Attract())):
        assert presence_of(state, holds_cases=True, update_waits=True) is Presence.VISIT


# --- The two files -------------------------------------------------------------------------------


def test_where_no_kiosk_runs_the_way_is_clear(update: UpdateGate) -> None:
    assert update.told is None
    assert update.clear


@pytest.mark.parametrize("presence", Presence)
def test_what_the_kiosk_says_is_read(
    kiosk: UpdateGate, update: UpdateGate, presence: Presence
) -> None:
    kiosk.tell(presence)
    assert update.told is not None
    assert (update.told.presence, update.told.version) == (presence, __version__)
    assert update.clear == (presence not in {Presence.FREE, Presence.VISIT})


def test_a_kiosk_that_shows_itself_now_and_then_still_runs(
    kiosk: UpdateGate, update: UpdateGate, clock: Clock
) -> None:
    for _ in range(20):
        kiosk.tell(Presence.VISIT)
        clock.seconds += TOUCH_SECONDS
    assert not update.clear
    clock.seconds += GONE_SECONDS
    assert update.clear


def test_it_writes_only_where_something_changed(
    kiosk: UpdateGate, tmp_path: Path, clock: Clock
) -> None:
    kiosk.tell(Presence.FREE)
    file = tmp_path / "state" / PRESENCE
    before = file.stat().st_mtime_ns
    clock.seconds += TOUCH_SECONDS / 2
    kiosk.tell(Presence.FREE)
    assert file.stat().st_mtime_ns == before
    kiosk.tell(Presence.VISIT)
    assert file.stat().st_mtime_ns > before


def test_a_file_that_somebody_took_away_is_written_again(
    kiosk: UpdateGate, update: UpdateGate, tmp_path: Path, clock: Clock
) -> None:
    kiosk.tell(Presence.VISIT)
    (tmp_path / "state" / PRESENCE).unlink()
    clock.seconds += TOUCH_SECONDS
    kiosk.tell(Presence.VISIT)
    assert not update.clear


def test_a_kiosk_that_ends_says_so(kiosk: UpdateGate, update: UpdateGate) -> None:
    kiosk.tell(Presence.VISIT)
    kiosk.leave()
    kiosk.leave()
    assert update.told is None


def test_nobody_begins_while_an_update_asks_and_then_the_terminal_serves_again(
    kiosk: UpdateGate, update: UpdateGate, clock: Clock
) -> None:
    asked = [kiosk.holds]
    update.ask(30 * MINUTE)
    asked.append(kiosk.holds)
    clock.seconds += 30 * MINUTE
    asked.append(kiosk.holds)
    assert asked == [False, True, False]
    assert kiosk.waiting == 30 * MINUTE


def test_an_update_that_gave_up_still_waits_and_remembers_since_when(
    kiosk: UpdateGate, update: UpdateGate, clock: Clock
) -> None:
    update.ask(MINUTE)
    update.give_up()
    assert not kiosk.holds
    clock.seconds += 3600
    update.ask(MINUTE)
    assert kiosk.waiting == 3600
    update.release()
    update.release()
    assert (kiosk.holds, kiosk.waiting) == (False, 0)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        "\x00",
        '{"until": "soon"}',
        '{"until": NaN}',
        '{"until": 1e300}',
        "[" * 9999,
    ],
)
def test_no_file_keeps_visitors_away_for_ever(
    kiosk: UpdateGate, tmp_path: Path, content: str
) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / PENDING).write_text(content)
    assert not kiosk.holds
    assert kiosk.waiting == 0


def test_nobody_can_ask_for_more_than_two_hours(kiosk: UpdateGate, update: UpdateGate) -> None:
    update.ask(MOST_HOLD_SECONDS + 1)
    assert not kiosk.holds


@pytest.mark.parametrize("content", ["", "{}", '{"presence": "asleep"}', "\xff", "[1]"])
def test_a_broken_word_of_the_kiosk_is_none(
    update: UpdateGate, tmp_path: Path, content: str
) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / PRESENCE).write_text(content)
    assert update.told is None


def test_a_link_that_lies_there_is_replaced_and_not_followed(
    update: UpdateGate, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / PENDING).symlink_to(precious)
    update.ask(MINUTE)
    assert precious.read_text() == "mine"


def test_a_kiosk_that_cannot_write_serves_all_the_same(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "state").write_text("no folder")
    gate = UpdateGate(tmp_path / "state", clock)
    gate.tell(Presence.FREE)
    gate.give_up()
    gate.release()
    assert (gate.told, gate.holds) == (None, False)
    with pytest.raises(OSError, match="state"):
        gate.ask(MINUTE)


# --- The counter ---------------------------------------------------------------------------------


class Heard:
    """Telemetry that keeps what it is told."""

    def __init__(self) -> None:
        self.vitals = list[Vitals]()

    def start(self, worker: Worker) -> None:
        self.worker = worker

    def tell(self, vitals: Vitals) -> None:
        self.vitals.append(vitals)


class Working:
    """A counter whose pulse beats."""

    def __init__(self, folder: Path, gate: UpdateGate) -> None:
        self.counter = Counter(folder)
        self.counter.controller = self.counter.built(update_holds=lambda: gate.holds)
        self.heard = Heard()
        self.pulse = Pulse(self.counter.controller, self.counter.controller._with, gate, self.heard)
        self.pulse.start()

    def beat(self) -> None:
        self.counter.clock.advance(LOOK_SECONDS)
        self.pulse.beat()
        self.counter.worker.finish_all()

    def waits(self, seconds: float) -> None:
        self.counter.clock.advance(seconds)
        self.counter.worker.finish_all()


@pytest.fixture
def working(tmp_path: Path, kiosk: UpdateGate) -> Working:
    made = Working(tmp_path, kiosk)
    made.counter.open()
    return made


def test_a_visit_goes_on_and_the_next_one_does_not_begin(
    working: Working, update: UpdateGate
) -> None:
    counter = working.counter
    counter.controller.dispatch(flow.Touched())
    counter.worker.finish_all()
    update.ask(30 * MINUTE)
    working.beat()
    assert counter.at() == flow.Home()
    clear = [update.clear]
    counter.controller.dispatch(flow.LeaveWanted())
    counter.controller.dispatch(flow.Left())
    counter.worker.finish_all()
    assert counter.at() == flow.OutOfService(UPDATE_PENDING)
    working.beat()
    assert [*clear, update.clear] == [False, True]
    assert f'"event": "OUT_OF_SERVICE", "code": "{UPDATE_PENDING}"' in counter.log()


def test_a_terminal_where_nobody_is_gives_way_within_a_second(
    working: Working, update: UpdateGate
) -> None:
    working.beat()
    clear = [update.clear]
    update.ask(30 * MINUTE)
    working.beat()
    assert working.counter.at() == flow.OutOfService(UPDATE_PENDING)
    assert [*clear, update.clear] == [False, True]


@pytest.mark.parametrize("error", [None, Unreachable()])
def test_it_serves_again_when_the_update_is_over_also_without_a_network(
    working: Working, update: UpdateGate, error: Unreachable | None
) -> None:
    update.ask(30 * MINUTE)
    working.beat()
    working.waits(AGAIN_SECONDS)
    assert working.counter.at() == flow.OutOfService(UPDATE_PENDING)
    if error is not None:
        working.counter.portal.fail("ready", error)
    update.release()
    working.waits(AGAIN_SECONDS)
    assert working.counter.at() == flow.Attract()


def test_while_nobody_is_here_an_update_is_seen_also_without_a_pulse(
    working: Working, update: UpdateGate
) -> None:
    update.ask(30 * MINUTE)
    working.waits(REFRESH_SECONDS)
    assert working.counter.at() == flow.OutOfService(UPDATE_PENDING)


def test_telemetry_is_told_once_a_second(working: Working, update: UpdateGate) -> None:
    for _ in range(3):
        working.beat()
        working.pulse.beat()
    assert len(working.heard.vitals) == 3
    update.ask(30 * MINUTE)
    working.beat()
    assert working.heard.vitals[-1].presence is Presence.UPDATE
    assert [v.presence for v in working.heard.vitals[:3]] == [Presence.FREE] * 3


def test_a_pulse_that_stops_leaves_no_word_behind(working: Working, update: UpdateGate) -> None:
    working.beat()
    working.pulse.stop()
    assert update.told is None
