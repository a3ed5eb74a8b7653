"""The command line: what it prints, and what it leaves behind for whoever started it."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk import __version__, sandbox
from kiosk.__main__ import main
from kiosk.commands import exits
from kiosk.settings import Settings, loading, policy
from kiosk.settings.schema import markdown, schema
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


# --- kiosk config --------------------------------------------------------------------------------


posix = pytest.mark.skipif(os.name == "nt", reason="policy lies in the registry there")


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of policy that this user is allowed to have, with one key in it."""
    folder = tmp_path / "policy.d"
    folder.mkdir(mode=0o755)
    (folder / "10.toml").write_text('[portal]\nurl = "https://portal.example"\n')
    monkeypatch.setattr(policy, "from_folder", partial(policy.from_folder, owner=os.getuid()))
    monkeypatch.setattr(policy, "FOLDER", folder)
    return folder / "10.toml"


def test_a_key_is_explained_with_its_type_and_who_set_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text("[terminal]\n\nbfs = 1024\n")
    assert main(["config", "explain", "terminal.bfs", "--settings", str(path)]) == exits.OK
    assert capsys.readouterr().out.splitlines() == [
        "terminal.bfs = 1024",
        "  BFS number of the municipality it stands in.",
        "  value: whole number from 1 to 9999",
        "  default: 1061",
        f"  set by: {path}:3",
    ]


@posix
def test_a_key_that_policy_locked_says_so_and_the_file_is_told_it_is_in_vain(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, locked: Path
) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text('[portal]\nurl = "http://127.0.0.1:9"\n')
    assert main(["config", "explain", "portal.url", "--settings", str(path)]) == exits.OK
    told = capsys.readouterr().out
    assert told.startswith("portal.url = 'https://portal.example'\n")
    assert f"  set by: {locked}:2 (locked)\n" in told
    assert main(["config", "check", str(path)]) == exits.OK
    remark, verdict = capsys.readouterr().out.splitlines()
    assert remark == f"{path}:2: portal.url: has no effect; locked by {locked}:2"
    assert verdict == f"{path}: in order"


@posix
def test_a_mistake_in_policy_is_refused_with_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, locked: Path
) -> None:
    locked.write_text('[portal]\nurl = "http://portal.example"\n')
    path = tmp_path / "kiosk.toml"
    path.write_text("")
    assert main(["config", "check", str(path)]) == exits.SETTINGS
    assert capsys.readouterr().err.startswith(f"{locked}:2: portal.url: ")


def test_a_key_is_explained_also_where_the_settings_are_refused(
    capsys: pytest.CaptureFixture[str], bad: Path
) -> None:
    assert main(["config", "explain", "terminal.bfs", "--settings", str(bad)]) == exits.SETTINGS
    told = capsys.readouterr()
    assert told.out.startswith("terminal.bfs\n  BFS number")
    assert "set by" not in told.out
    assert f"{bad}:2: terminal.bfs" in told.err


def test_all_keys_of_a_section_are_explained_and_no_other(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text("")
    assert main(["config", "explain", "screen", "--settings", str(path)]) == exits.OK
    told = [line for line in capsys.readouterr().out.splitlines() if line[0] != " "]
    assert [line.partition(" ")[0] for line in told] == [
        "screen.px_per_mm",
        "screen.full_screen",
        "screen.language",
        "screen.visitor_display",
        "screen.visitor_px_per_mm",
    ]


def test_a_key_that_is_none_is_named_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["config", "explain", "portal.colour"]) == exits.REFUSED
    told = capsys.readouterr().err
    assert told.startswith("portal.colour: unknown; known are ")
    assert "portal.url" in told


def test_the_schema_is_printed_for_machines_and_for_people(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["config", "schema"]) == exits.OK
    assert json.loads(capsys.readouterr().out) == schema()
    assert main(["config", "schema", "--markdown"]) == exits.OK
    assert capsys.readouterr().out == f"{markdown()}\n"
