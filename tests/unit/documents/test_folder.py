"""A folder that strangers lay files in."""

import os
from pathlib import Path

import pytest

from kiosk.documents.folder import DocumentFolder, FoundFile
from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.forms import limits

UNIX = pytest.mark.skipif(os.name != "posix", reason="links and pipes as Unix has them")


def laid(folder: Path, name: str, content: bytes = b"x", at: int = 1_000) -> Path:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (at, at))
    return path


def names(folder: Path) -> list[str]:
    return [file.name for file in DocumentFolder(folder).found()]


def refusal(folder: DocumentFolder, file: FoundFile) -> Refusal:
    with pytest.raises(RefusedDocumentError) as caught:
        folder.content(file, 100)
    return caught.value.refusal


def test_the_newest_file_comes_first_and_only_so_many_are_shown(tmp_path: Path) -> None:
    for number in range(limits.FILES_SHOWN + 5):
        laid(tmp_path, f"{number}.pdf", at=number)
    found = names(tmp_path)
    assert found[0] == f"{limits.FILES_SHOWN + 4}.pdf"
    assert len(found) == limits.FILES_SHOWN


def test_folders_and_hidden_files_are_not_shown(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    laid(tmp_path / "inner", "a.pdf")
    laid(tmp_path, ".hidden")
    assert names(tmp_path) == []


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert names(tmp_path / "stick") == []


@UNIX
def test_links_and_pipes_are_not_shown(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.pdf")
    assert names(tmp_path) == []


@UNIX
@pytest.mark.parametrize("trick", ["link", "pipe", "folder", "nothing"])
def test_a_file_that_became_something_else_is_not_read(tmp_path: Path, trick: str) -> None:
    path = laid(tmp_path, "a.pdf")
    folder = DocumentFolder(tmp_path)
    (file,) = folder.found()
    path.unlink()
    match trick:
        case "link":
            path.symlink_to("/etc/passwd")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            pass
    assert refusal(folder, file) is Refusal.GONE


def test_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    secret = laid(tmp_path, "secret")
    (file,) = DocumentFolder(tmp_path).found()
    outside = FoundFile("../secret", file.size, file.modified)
    assert secret.exists()
    assert refusal(DocumentFolder(tmp_path / "inner"), outside) is Refusal.GONE


def test_reading_stops_at_the_cap_however_large_the_file_is(tmp_path: Path) -> None:
    with (tmp_path / "film.pdf").open("wb") as film:
        film.truncate(2_000_000_000)
    folder = DocumentFolder(tmp_path)
    (file,) = folder.found()
    assert len(folder.content(file, 1_000_000)) == 1_000_001


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    content = os.urandom(700_000)
    laid(tmp_path, "a.pdf", content)
    folder = DocumentFolder(tmp_path)
    (file,) = folder.found()
    assert folder.content(file, 1_000_000) == content


def test_a_stick_that_is_too_slow_is_given_up(tmp_path: Path) -> None:
    laid(tmp_path, "a.pdf", bytes(90))
    hours = iter(range(0, 10_000_000, 3_600))
    folder = DocumentFolder(tmp_path, lambda: float(next(hours)))
    (file,) = folder.found()
    assert refusal(folder, file) is Refusal.TOO_SLOW


def test_a_name_is_in_no_log() -> None:
    (file,) = (FoundFile("Scheidung Meier.pdf", 1, None),)  # type: ignore[arg-type] # unused here
    assert "Meier" not in repr(file)
