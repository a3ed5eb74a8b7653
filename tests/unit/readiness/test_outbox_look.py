"""The doctor's look at the outbox."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.outbox.store import OutboxStore
from kiosk.portals.portal import SealedSubmission
from kiosk.readiness.outbox import outbox
from kiosk.readiness.report import Outcome, Verdict

AT = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
ONE = SealedSubmission("key-1", "s-1", "a.b.c.d.e", "t-1", "s-7f3k", AT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "outbox.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[OutboxStore]:
    found = OutboxStore(path)
    found.open()
    yield found
    found.close()


def look(path: Path, hours: float = 1, *, keeps: bool = True) -> Verdict:
    return outbox(path, AT + timedelta(hours=hours), keeps=keeps)


def test_a_terminal_that_keeps_none_is_skipped_unless_one_was_left(path: Path) -> None:
    assert look(path, keeps=False).outcome is Outcome.SKIPPED
    assert look(path).outcome is Outcome.OK
    OutboxStore(path).open()
    assert look(path, keeps=False).outcome is Outcome.OK


def test_it_says_how_many_wait_how_long_and_why(store: OutboxStore, path: Path) -> None:
    store.add(ONE)
    store.add(replace(ONE, key="key-2", stored_at=AT + timedelta(hours=2)))
    assert look(path, 5).found == "Waiting: 2, the oldest for 5 h; last: not tried."
    store.note("key-1", "timeout", refused=False)
    assert look(path, 5).found == "Waiting: 2, the oldest for 5 h; last: timeout."


@pytest.mark.parametrize(("hours", "code"), [(47.9, ""), (48, "outbox-expiring")])
def test_what_ends_within_a_day_is_a_warning(
    store: OutboxStore, path: Path, hours: float, code: str
) -> None:
    store.add(ONE)
    assert look(path, hours).code == code


def test_what_was_refused_is_a_warning_with_its_codes(store: OutboxStore, path: Path) -> None:
    store.add(ONE)
    store.note("key-1", "declined", refused=True)
    found = look(path)
    assert (found.code, "declined" in found.found) == ("outbox-refused", True)


def test_a_file_that_cannot_be_read_fails_and_later_one_that_was_set_aside_warns(
    path: Path,
) -> None:
    path.write_bytes(b"no database at all")
    assert look(path).code == "outbox-unreadable"
    store = OutboxStore(path)
    store.open()
    found = look(path)
    assert (found.code, "unreadable-1" in found.found) == ("outbox-set-aside", True)
    store.close()
