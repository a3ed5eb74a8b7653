"""Idle time: it rings once, and real time counts."""

from kiosk.idle import Idle
from tests.fakes.clock import FakeClock


def test_it_rings_after_the_last_restart() -> None:
    clock, rung = FakeClock(), []
    idle = Idle(clock, lambda: rung.append(clock.monotonic()))
    idle.restart(60)
    clock.advance(50)
    idle.restart(60)
    clock.advance(59)
    assert rung == []
    clock.advance(100)
    assert rung == [110.0]


def test_it_does_not_ring_when_stopped() -> None:
    clock, rung = FakeClock(), []
    idle = Idle(clock, lambda: rung.append(1))
    idle.restart(60)
    idle.stop()
    clock.advance(600)
    assert rung == []
    assert not idle.overdue(0)


def test_after_a_sleep_of_the_machine_it_is_overdue() -> None:
    clock = FakeClock()
    idle = Idle(clock, lambda: None)
    idle.restart(60)
    clock.sleep(59)
    assert not idle.overdue(30)
    clock.sleep(60)
    assert idle.overdue(30)
