"""PINs: which are taken, and that only the right one matches."""

import pytest

from kiosk.staff.pin import hashed, matches, refusal


@pytest.mark.parametrize("pin", ["000000", "123456", "654321", "890123", "121212", "482482"])
def test_what_is_guessed_first_is_refused(pin: str) -> None:
    assert refusal(pin) == "easy"


def test_a_pin_has_six_to_twelve_digits() -> None:
    assert [refusal(pin) for pin in ("", "48159", "48159a", "4815926048159")] == [
        "short", "short", "digits", "long",
    ]  # fmt: skip
    assert refusal("481592") == ""


def test_only_the_right_pin_matches_and_its_hash_is_salted() -> None:
    kept = hashed("481592")
    assert matches("481592", kept)
    assert not matches("481593", kept)
    assert not matches("481592", "scrypt-15-8-1 broken")
    assert kept != hashed("481592")
    assert "481592" not in kept
