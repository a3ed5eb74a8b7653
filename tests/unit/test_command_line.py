"""The command line: what it prints, and what it leaves behind for whoever started it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk import __version__, sandbox
from kiosk.__main__ import main
from kiosk.commands import exits
from kiosk.settings import Settings, loading
from ui import terminal

ROOT = Path(__file__).parents[2]

BAD = '[terminal]\nbfs = "Luzern"\ncolour = 1\n[portal]\nurl = "http://portal.example"\n'
PLACES = {2: "terminal.bfs", 3: "terminal.colour", 5: "portal.url"}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(BAD)
    return path


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == exits.OK
    assert capsys.readouterr().out == f"Schalter {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["dance"], ["config"], ["config", "mend", "x.toml"]])
def test_what_is_not_a_command_is_refused_with_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: kiosk" in capsys.readouterr().err


def test_settings_that_are_in_order_are_said_to_be(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text('[terminal]\nid = "t-7"\n')
    assert main(["config", "check", str(path)]) == exits.OK
    assert capsys.readouterr().out == f"{path}: in order\n"


@pytest.mark.parametrize("command", [["config", "check"], ["run", "--settings"]])
def test_bad_settings_are_refused_with_every_mistake_in_them(
    capsys: pytest.CaptureFixture[str], bad: Path, command: list[str]
) -> None:
    assert main([*command, str(bad)]) == exits.SETTINGS
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == len(PLACES)
    for line, place in PLACES.items():
        assert f"{bad}:{line}: {place}" in printed.err


def test_settings_that_are_missing_are_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["run", "--settings", str(tmp_path / "none.toml")]) == exits.SETTINGS
    assert "none.toml" in capsys.readouterr().err


def test_the_exit_code_reaches_the_supervisor(bad: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "run", "--settings", str(bad)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == exits.SETTINGS


def terminal_number(settings: Settings) -> int:
    return int(settings.terminal.id.removeprefix("t-"))


def test_without_a_named_file_the_systems_own_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text('[terminal]\nid = "t-7"\n')
    monkeypatch.setattr(loading, "default_path", lambda: path)
    monkeypatch.setattr(terminal, "run", terminal_number)
    assert main(["run"]) == 7


@pytest.mark.parametrize(("more", "asks"), [([], True), (["--open"], False)])
def test_the_portal_alone_asks_terminals_to_sign_in_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, more: list[str], *, asks: bool
) -> None:
    started: list[dict[str, Any]] = []
    monkeypatch.setattr(sandbox, "run", lambda *_, **how: started.append(how))
    assert main(["sandbox", *more]) == exits.OK
    assert started == [{"sign_in": asks}]
