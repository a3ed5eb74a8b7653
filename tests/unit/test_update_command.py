"""`kiosk update`, as a package manager starts it."""

from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.__main__ import main
from kiosk.commands import exits, update
from kiosk.presence import Presence
from kiosk.updating import PENDING, UpdateGate


class Terminal:
    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.gate = UpdateGate(self.state)
        self.settings = folder / "kiosk.toml"
        self.settings.write_text(
            f'state_folder = "{self.state}"\n[portal]\nsign_in = "none"\n'
            '[paper]\nprinter = "none"\n[updates]\nwait_minutes = 0\n'
        )

    def run(self, *words: str) -> int:
        return main(["update", *words, "--settings", str(self.settings)])

    @property
    def holds(self) -> bool:
        return self.gate.holds


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(update, "ANSWER_SECONDS", 0.0)
    monkeypatch.setattr(update, "STEP_SECONDS", 0.0)
    return Terminal(tmp_path)


def test_where_no_kiosk_runs_the_way_is_clear_and_kept_so(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    assert terminal.run("gate") == exits.OK
    assert terminal.holds
    assert "nobody can begin for 30 minutes" in capsys.readouterr().out


@pytest.mark.parametrize("presence", [Presence.VISIT, Presence.FREE])
def test_while_somebody_may_be_here_the_update_is_put_off(
    terminal: Terminal, presence: Presence, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.gate.tell(presence)
    assert terminal.run("gate") == update.LATER
    assert not terminal.holds
    assert (terminal.state / PENDING).exists()  # it still waits, and telemetry tells for how long
    assert "try again later" in capsys.readouterr().err


def test_it_waits_until_the_visit_ends(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal.gate.tell(Presence.VISIT)
    looks = iter(range(3))

    def later(_: float) -> None:
        if next(looks) == 2:
            terminal.gate.tell(Presence.UPDATE)

    monkeypatch.setattr(update._becomes, "__defaults__", (later,))
    assert terminal.run("gate", "--wait", "5") == exits.OK


def test_a_folder_that_cannot_be_written_is_said(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.state.write_text("no folder")
    assert terminal.run("gate") == update.NOT_WRITTEN
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("action", ["gate", "release"])
def test_without_settings_nothing_is_done(
    terminal: Terminal, action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.settings.write_text("colour = 1\n")
    assert terminal.run(action) == exits.SETTINGS
    assert "colour" in capsys.readouterr().err
    assert not terminal.state.exists()


def test_a_version_that_works_lets_visitors_begin_again(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.gate.ask(600)
    monkeypatch.setattr(
        update._becomes, "__defaults__", (lambda _: terminal.gate.tell(Presence.UPDATE),)
    )
    assert terminal.run("verify", "--started", "5") == exits.OK
    assert not terminal.holds
    assert capsys.readouterr().out == f"Version {__version__} works.\n"


def test_a_kiosk_that_does_not_come_up_is_taken_back(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.gate.ask(600)
    assert terminal.run("verify", "--started", "0.01") == update.BROKEN
    assert f"No kiosk of version {__version__} came up" in capsys.readouterr().err
    assert terminal.holds  # until the version before it is back


def test_what_a_kiosk_said_before_it_was_stopped_proves_nothing(terminal: Terminal) -> None:
    terminal.gate.tell(Presence.UPDATE)
    assert terminal.run("verify", "--started", "0.01") == update.BROKEN


def test_the_version_before_is_not_taken_for_the_new_one(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.__version__", "9.9")
    monkeypatch.setattr(
        update._becomes, "__defaults__", (lambda _: terminal.gate.tell(Presence.FREE),)
    )
    assert terminal.run("verify", "--started", "0.1") == update.BROKEN


def test_a_version_that_cannot_read_the_settings_is_taken_back(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.settings.write_text("colour = 1\n")
    assert terminal.run("verify") == update.BROKEN
    assert "settings/settings" in capsys.readouterr().err


def test_a_portal_or_printer_that_is_away_takes_nothing_back(terminal: Terminal) -> None:
    with terminal.settings.open("a") as file:
        file.write('[telemetry]\notlp = "https://nobody.example"\n')
    assert terminal.run("verify") == exits.OK


def test_release_lets_visitors_begin(terminal: Terminal) -> None:
    terminal.gate.ask(600)
    assert terminal.run("release") == exits.OK
    assert not terminal.holds
