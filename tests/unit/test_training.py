"""What a terminal's package knows of training: a tour, and no embedded portal."""

from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.commands import exits, training


@pytest.fixture
def packaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "has_portal", bool)


@pytest.mark.usefixtures("packaged")
@pytest.mark.parametrize("command", ["demo", "sandbox"])
def test_a_package_has_no_embedded_portal(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command])
    assert left.value.code == exits.REFUSED
    assert "invalid choice" in capsys.readouterr().err


@pytest.mark.usefixtures("packaged")
def test_its_tour_needs_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tour"]) == exits.REFUSED
    assert "--settings" in capsys.readouterr().err


def test_what_a_tour_makes_up_never_reaches_a_real_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[portal]\nurl = "https://portal.example"\n')
    assert main(["tour", "--settings", str(file)]) == exits.REFUSED
    assert "only goes to a portal on this very machine" in capsys.readouterr().err


def test_settings_that_cannot_be_used_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tour", "--settings", str(tmp_path / "none.toml")]) == exits.SETTINGS
    assert "none.toml" in capsys.readouterr().err
