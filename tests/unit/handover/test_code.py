"""The code that people carry, and what is derived from it."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kiosk.handover import code as codes

PORTAL = "https://portal.example"
DAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of what is said here does not depend on the cost."""
    monkeypatch.setattr(codes, "COST", 2**4)


def test_no_character_of_a_code_looks_like_another() -> None:
    assert len(set(codes.ALPHABET)) == 32
    assert not set(codes.ALPHABET) & set("ILOU")


def test_codes_are_not_made_twice() -> None:
    made = {codes.new_code() for _ in range(1000)}
    assert len(made) > 990
    assert all(codes.read(code) == code for code in made)


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ1M0",
        "7kq-1m0",
        " 7KQ 1M0 ",
        "7KQ-LMO",
        "7kqimo",
        "7KQ–1M0",
        "7\N{NO-BREAK SPACE}kq1m0\n",
    ],
)
def test_what_people_type_for_a_code_is_understood(typed: str) -> None:
    assert codes.read(typed) == "7KQ1M0"


@pytest.mark.parametrize(
    "typed",
    ["", "7KQ1M", "7KQ1M00", "7KQ1MU", "7KQ1M*", "------", "７KQ1M0"],
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert codes.read(typed) == ""


def test_a_code_is_shown_in_two_groups_that_are_read_back() -> None:
    assert codes.shown("7KQM2P") == "7KQ-M2P"
    assert codes.read(codes.shown("7KQM2P")) == "7KQM2P"


def test_both_screens_derive_the_same_and_only_from_the_same() -> None:
    here = codes.derived("7KQM2P", PORTAL, DAY)
    assert here == codes.derived("7KQM2P", f"{PORTAL}:443/", DAY)
    others = (
        codes.derived("7KQM2Q", PORTAL, DAY),
        codes.derived("7KQM2P", "https://other.example", DAY),
        codes.derived("7KQM2P", PORTAL, DAY + timedelta(days=1)),
    )
    assert not [other for other in others if other.id == here.id or other.key == here.key]


def test_id_and_key_have_the_lengths_of_the_contract_and_share_nothing() -> None:
    made = codes.derived("7KQM2P", PORTAL, DAY)
    assert len(bytes.fromhex(made.id)) == len(made.key) == 32
    assert bytes.fromhex(made.id) != made.key


def test_neither_id_nor_key_is_in_what_may_be_logged() -> None:
    made = codes.derived("7KQM2P", PORTAL, DAY)
    assert made.id not in repr(made)
    assert repr(made.key) not in repr(made)


def test_the_derivation_stays_as_other_kiosks_know_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kiosk of another version has to find the same draft; this one also costs what it shall."""
    monkeypatch.undo()
    began = time.perf_counter()
    made = codes.derived("7KQM2P", PORTAL, DAY)
    assert made.id == "e7b4412a16f8f8ddf16f2da3f85c6c569b150e818a18adaab904765d8fa24efc"
    assert made.key.hex() == "6de3b04d4b02a17852153bfe5dae61aa2b951100e344652c068498e931c00c37"
    assert time.perf_counter() - began > 0.05


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), ["2026-11-24"]),
        (datetime(2026, 11, 24, 0, 5, tzinfo=UTC), ["2026-11-24", "2026-11-23"]),
        (datetime(2026, 11, 24, 23, 59, 30, tzinfo=UTC), ["2026-11-24", "2026-11-25"]),
        (
            datetime(2026, 11, 25, 1, 5, tzinfo=timezone(timedelta(hours=1))),
            ["2026-11-25", "2026-11-24"],
        ),
    ],
)
def test_a_code_from_before_midnight_is_good_just_after_it(
    now: datetime, wanted: list[str]
) -> None:
    assert [day.isoformat() for day in codes.days(now)] == wanted
