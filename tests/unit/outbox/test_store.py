"""The outbox on the disk: nothing is lost, nothing personal is there, one program has it."""

import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.outbox import store as module
from kiosk.outbox.store import OutboxStore, StoreError, looked_at, set_aside
from kiosk.portals.portal import SealedSubmission

AT = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
ONE = SealedSubmission("key-1", "s-1", "a.b.c.d.e", "t-1", "s-7f3k", AT)
TWO = replace(ONE, key="key-2", sealed="f.g.h.i.j", stored_at=AT + timedelta(hours=1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "outbox.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[OutboxStore]:
    found = OutboxStore(path)
    found.open()
    yield found
    found.close()


def keys(store: OutboxStore) -> list[str]:
    return [kept.key for kept in store.kept()]


def code_of(raised: pytest.ExceptionInfo[StoreError]) -> str:
    return raised.value.code


def test_what_was_kept_is_there_after_the_program_ended(store: OutboxStore, path: Path) -> None:
    store.add(TWO)
    store.add(ONE)
    store.close()
    again = OutboxStore(path)
    again.open()
    assert keys(again) == ["key-2", "key-1"]
    assert again.sealed("key-1") == ONE
    again.close()


def test_the_same_key_is_kept_once_as_it_was_first(store: OutboxStore) -> None:
    store.add(ONE)
    kept = store.add(replace(ONE, sealed="z.z.z.z.z", stored_at=AT + timedelta(hours=5)))
    assert kept.stored_at == AT
    assert store.sealed("key-1") == ONE


def test_what_arrived_is_gone(store: OutboxStore) -> None:
    store.add(ONE)
    store.remove("key-1")
    assert keys(store) == []
    with pytest.raises(StoreError):
        store.sealed("key-1")


def test_why_it_did_not_arrive_is_noted(store: OutboxStore) -> None:
    store.add(ONE)
    store.note("key-1", "timeout", refused=False)
    store.note("key-1", "declined", refused=True)
    (kept,) = store.kept()
    assert (kept.attempts, kept.code, kept.refused) == (2, "declined", True)


def test_after_72_hours_it_ends_and_is_counted_until_staff_know(store: OutboxStore) -> None:
    store.add(ONE)
    store.add(TWO)
    end = AT + timedelta(hours=72)
    assert store.expire(end - timedelta(seconds=1)) == ()
    assert store.expire(end) == ("key-1",)
    assert keys(store) == ["key-2"]
    assert store.expired() == 1
    store.forget_expired()
    assert store.expired() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of files")
def test_nobody_else_on_the_machine_reads_the_file(store: OutboxStore, path: Path) -> None:
    store.add(ONE)
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_second_program_does_not_get_it(store: OutboxStore, path: Path) -> None:
    store.add(ONE)
    second = OutboxStore(path)
    with pytest.raises(StoreError) as raised:
        second.open()
    assert code_of(raised) == "outbox-in-use"
    store.close()
    second.open()
    assert keys(second) == ["key-1"]
    second.close()


def test_the_doctor_looks_while_the_kiosk_has_it(store: OutboxStore, path: Path) -> None:
    assert looked_at(path.with_name("other.sqlite")) == ()
    store.add(ONE)
    assert [kept.key for kept in looked_at(path)] == ["key-1"]


@pytest.mark.parametrize("broken", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 8000])
def test_a_file_that_cannot_be_read_is_set_aside_not_deleted(path: Path, broken: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(broken)
    with pytest.raises(StoreError) as raised:
        looked_at(path)
    assert code_of(raised) == "outbox-unreadable"
    store = OutboxStore(path)
    store.open()
    store.add(ONE)
    assert keys(store) == ["key-1"]
    (aside,) = set_aside(path)
    assert aside.read_bytes() == broken
    store.close()


def test_a_page_that_was_torn_is_found_when_it_is_opened(store: OutboxStore, path: Path) -> None:
    for number in range(50):
        store.add(replace(ONE, key=f"key-{number}", sealed="a.b.c.d." + "e" * 5_000))
    store.close()
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 2))
    again = OutboxStore(path)
    again.open()
    assert keys(again) == []
    assert len(set_aside(path)) == 1
    again.close()


def test_a_full_disk_is_an_error_with_a_code_and_keeps_what_was_there(
    store: OutboxStore,
) -> None:
    store.add(ONE)
    with store._reading() as database:
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as raised:
        store.add(replace(TWO, sealed="a.b.c.d." + "e" * 100_000))
    assert code_of(raised) == "outbox-disk"
    assert keys(store) == ["key-1"]


def test_too_many_are_refused(store: OutboxStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    store.add(ONE)
    with pytest.raises(StoreError) as raised:
        store.add(TWO)
    assert code_of(raised) == "outbox-full"


def test_a_folder_that_cannot_be_written_is_an_error_with_a_code(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    with pytest.raises(StoreError) as raised:
        OutboxStore(tmp_path / "state" / "outbox.sqlite").open()
    assert code_of(raised) == "outbox-disk"


def test_nothing_is_read_or_written_before_it_is_opened(path: Path) -> None:
    with pytest.raises(StoreError):
        OutboxStore(path).add(ONE)
    assert not path.exists()


def test_a_thread_that_comes_late_does_not_take_the_file_again(
    store: OutboxStore, path: Path
) -> None:
    store.close()
    with pytest.raises(StoreError):
        store.open()
    again = OutboxStore(path)
    again.open()
    again.close()


def test_the_columns_hold_nothing_of_a_visitor(store: OutboxStore, path: Path) -> None:
    store.add(ONE)
    database = sqlite3.connect(path)
    names = [row[1] for row in database.execute("PRAGMA table_info(waiting)")]
    database.close()
    assert names == [
        *("number", "key", "sender", "terminal", "actor", "stored_at"),
        *("attempts", "code", "refused", "sealed"),
    ]
