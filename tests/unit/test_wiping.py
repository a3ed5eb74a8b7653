"""The wipe tries everything, and says what failed."""

from pathlib import Path

from kiosk.wiping import VisitFolder, Wiper, return_freed_memory, wipe_all


def failing() -> None:
    raise OSError("locked")


def test_all_are_tried_in_order_and_failures_are_named() -> None:
    done: list[str] = []
    wipers = [
        Wiper("one", lambda: done.append("one")),
        Wiper("two", failing),
        Wiper("three", lambda: done.append("three")),
    ]
    assert wipe_all(wipers) == ("two",)
    assert done == ["one", "three"]


def test_the_visit_folder_is_private_and_empty_after_a_wipe(tmp_path: Path) -> None:
    folder = VisitFolder(tmp_path)
    (folder.path / "deep").mkdir()
    (folder.path / "deep" / "confirmation.pdf").write_bytes(b"%PDF")
    folder.empty()
    assert list(folder.path.iterdir()) == []
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_a_crash_leaves_nothing_for_the_next_start(tmp_path: Path) -> None:
    (VisitFolder(tmp_path).path / "left.pdf").write_bytes(b"%PDF")
    assert list(VisitFolder(tmp_path).path.iterdir()) == []


def test_memory_can_be_returned_anywhere() -> None:
    return_freed_memory()
