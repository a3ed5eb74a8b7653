import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.sandbox.store import Event, Store, Stored, StoredAttachment

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


def stored(key: str = "k1", case: str = "LU-1") -> Stored:
    return Stored(key, case, "d" * 64, "demo.permit", NOW, "a.b.c")


EVENTS = (Event(NOW, "received", {"de": "Da."}), Event(NOW, "decided", {"de": "Gut."}))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "portal.sqlite")
    yield opened
    opened.close()


def test_a_submission_is_found_by_key_and_by_case(store: Store) -> None:
    store.keep(stored(), EVENTS)
    assert store.under("k1") == store.case("LU-1") == stored()
    assert store.under("k2") is None
    assert store.case("LU-2") is None


def test_events_are_told_in_their_order(store: Store) -> None:
    store.keep(stored(), EVENTS)
    assert store.events("LU-1") == EVENTS


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    first = Store(tmp_path / "portal.sqlite")
    first.keep(stored(), EVENTS)
    first.close()
    second = Store(tmp_path / "portal.sqlite")
    assert second.under("k1") == stored()
    assert second.events("LU-1") == EVENTS
    second.close()


def test_what_was_kept_is_on_the_disk_before_the_store_is_closed(
    store: Store, tmp_path: Path
) -> None:
    store.keep(stored(), EVENTS)
    other = Store(tmp_path / "portal.sqlite")
    assert other.under("k1") == stored()
    other.close()


@pytest.mark.parametrize("again", [stored("k1", "LU-2"), stored("k2", "LU-1")])
def test_a_key_and_a_case_stand_once_and_nothing_is_kept_by_half(
    store: Store, again: Stored
) -> None:
    store.keep(stored(), EVENTS)
    with pytest.raises(sqlite3.IntegrityError):
        store.keep(again, EVENTS)
    assert store.recent(9) == (stored(),)
    assert store.events("LU-1") == EVENTS
    store.keep(stored("k3", "LU-3"), EVENTS)


def test_the_newest_come_first(store: Store) -> None:
    for number in range(5):
        store.keep(stored(f"k{number}", f"LU-{number}"), EVENTS)
    assert [each.case for each in store.recent(2)] == ["LU-4", "LU-3"]


def test_of_a_document_only_its_traits_are_remembered(store: Store) -> None:
    attachment = StoredAttachment("r", "d" * 64, "image/png", 17, NOW + timedelta(hours=1))
    store.keep_attachment(attachment)
    assert store.attachment("r") == attachment
    assert store.attachment("s") is None
