"""What schalter.exe does before the kiosk: it enrols once with the code of the installation."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kiosk.commands import exits
from kiosk.commands.enrolment import EXITS, REFUSED
from kiosk.settings import SettingsError, loading

WINDOWS = Path(__file__).parents[2] / "packaging" / "windows"


class Program:
    """Stands in for the kiosk's command line: remembers what it was asked, and leaves as told."""

    def __init__(self, leaves: int) -> None:
        self.leaves = leaves
        self.asked: list[list[str]] = []

    def main(self, words: list[str]) -> int:
        self.asked.append(words)
        if words[0] == "run":
            return 3
        sys.stdout.write("Approved.\n")
        return self.leaves


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(WINDOWS))
    module = importlib.import_module("start_terminal")
    monkeypatch.setattr(module, "default_path", lambda: tmp_path / "kiosk.toml")
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Enrolment"
    made.mkdir()
    (made / "code.ini").write_text("[enrolment]\r\ncode=AAAA-BBBB\r\n", encoding="utf-8")
    return made


def started(start: ModuleType, monkeypatch: pytest.MonkeyPatch, leaves: int) -> Program:
    program = Program(leaves)
    monkeypatch.setattr(start, "main", program.main)
    assert start.run(["--settings", "here.toml"]) == 3, "the kiosk's own exit code is handed on"
    assert program.asked[-1] == ["run", "--settings", "here.toml"]
    return program


def test_without_a_code_the_kiosk_just_runs(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert len(started(start, monkeypatch, exits.OK).asked) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_first_start_enrols_and_forgets_the_code(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    asked = started(start, monkeypatch, exits.OK).asked
    assert asked[0] == ["enrol", "--code-file", str(folder / "code.ini")]
    assert [path.name for path in folder.iterdir()] == ["enrolment.log"]
    assert (folder / "enrolment.log").read_text(encoding="utf-8") == "Approved.\n"
    assert len(started(start, monkeypatch, exits.OK).asked) == 1


def test_a_code_that_was_refused_is_not_tried_at_every_start(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    started(start, monkeypatch, REFUSED)
    assert {path.name for path in folder.iterdir()} == {"code.refused.ini", "enrolment.log"}
    assert len(started(start, monkeypatch, REFUSED).asked) == 1


@pytest.mark.parametrize("reason", ["portal-unavailable", "keyring"])
def test_where_the_portal_or_the_keyring_is_away_the_code_waits(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path, reason: str
) -> None:
    started(start, monkeypatch, EXITS[reason])
    assert (folder / "code.ini").is_file()
    assert len(started(start, monkeypatch, exits.OK).asked) == 2


def test_a_folder_that_cannot_be_written_keeps_nobody_from_the_kiosk(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "enrolment.log").mkdir()
    assert len(started(start, monkeypatch, exits.OK).asked) == 1


def test_a_machine_without_a_folder_for_all_runs_the_kiosk(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> Path:
        raise SettingsError(("the registry names no folder for all users",))

    monkeypatch.setattr(start, "default_path", unknown)
    assert len(started(start, monkeypatch, exits.OK).asked) == 1


def test_a_kiosk_that_asks_itself_something_is_answered(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    program = Program(exits.OK)
    monkeypatch.setattr(start, "main", program.main)
    assert start.run(["doctor", "--displays"]) == exits.OK
    assert program.asked == [["doctor", "--displays"]]
    assert (folder / "code.ini").is_file()


def test_the_folder_is_the_one_that_the_package_writes_into(start: ModuleType) -> None:
    source = (WINDOWS / "schalter.wxs").read_text(encoding="utf-8")
    assert 'Id="EnrolmentFolder" Name="Enrolment"' in source
    assert f'Name="{start.CODE}"' in source
    assert loading.default_path().name == "kiosk.toml"
