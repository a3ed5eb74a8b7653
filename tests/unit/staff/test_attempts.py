"""Wrong PINs are counted before they are checked, and a restart forgives none."""

from pathlib import Path

from kiosk.staff.attempts import MOST, Attempts
from tests.fakes.clock import FakeClock


def test_three_tries_are_free_and_then_each_waits_longer(tmp_path: Path) -> None:
    attempts = Attempts(tmp_path / "tries", FakeClock().monotonic)
    waits = []
    for _ in range(MOST):
        attempts.begin()
        waits.append(attempts.wait())
    assert waits == [0, 0, 5, 15, 60, 300, 900, 900, 900, 900]
    assert attempts.left == 0


def test_a_restart_begins_the_whole_delay_anew(tmp_path: Path) -> None:
    clock = FakeClock()
    first = Attempts(tmp_path / "tries", clock.monotonic)
    for _ in range(5):
        first.begin()
    clock.advance(59)
    again = Attempts(tmp_path / "tries", clock.monotonic)
    assert (first.wait(), again.wait(), again.left) == (1, 60, 5)


def test_the_right_pin_forgives_all(tmp_path: Path) -> None:
    attempts = Attempts(tmp_path / "tries", FakeClock().monotonic)
    for _ in range(4):
        attempts.begin()
    attempts.forget()
    assert (attempts.wait(), attempts.left) == (0, MOST)
    assert Attempts(tmp_path / "tries", FakeClock().monotonic).left == MOST


def test_a_file_that_holds_no_count_leaves_one_try(tmp_path: Path) -> None:
    (tmp_path / "tries").write_text("none")
    assert Attempts(tmp_path / "tries", FakeClock().monotonic).left == 1
