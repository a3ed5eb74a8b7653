"""`kiosk enrol` of an installation that nobody attends: a code in a file, the portal by policy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.commands import exits
from kiosk.sandbox import Sandbox
from kiosk.secrets import choosing
from kiosk.secrets.memory import MemorySecrets
from kiosk.settings import load, loading
from tests.fakes.visitor import OFFER


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=OFFER, sign_in=True) as running:
        yield running


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """This system's settings, which are not there yet; keys are kept in memory."""
    path = tmp_path / "kiosk.toml"
    monkeypatch.setattr(loading, "default_path", lambda: path)
    kept = MemorySecrets()
    monkeypatch.setattr(choosing, "secrets_for", lambda _url: kept)
    return path


@pytest.mark.parametrize(
    "content", ["{}", "{}\n", "{}\r\n\r\n", "\ufeff{}", "[enrolment]\r\ncode={}\r\n", "code = {} "]
)
def test_a_file_holds_the_code_alone_or_as_an_installer_writes_it(
    portal: Sandbox, file: Path, tmp_path: Path, content: str
) -> None:
    kept = tmp_path / "code.ini"
    kept.write_text(content.format(portal.enrolment_code(id="t-file")), encoding="utf-8")
    assert main(["enrol", "--portal", portal.url, "--code-file", str(kept)]) == exits.OK
    assert load().terminal.id == "t-file"
    assert kept.exists(), "whoever wrote it deletes it"


@pytest.mark.parametrize("content", [None, "", "\n", "code=\n", "code\xe9".encode("latin-1")])
def test_a_file_without_a_code_is_named(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | bytes | None
) -> None:
    kept = tmp_path / "code.ini"
    if content is not None:
        kept.write_bytes(content if isinstance(content, bytes) else content.encode())
    words = ("enrol", "--portal", "https://portal.example", "--code-file", str(kept))
    assert main(words) == exits.SETTINGS
    assert capsys.readouterr().err.startswith(f"{kept}: ")
    assert not file.exists()


def test_a_code_comes_from_one_place(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["enrol", "--code", "AAAA", "--code-file", str(tmp_path / "code.ini")])
    assert left.value.code == exits.REFUSED


def test_the_portal_of_the_settings_is_meant_where_none_is_named(
    portal: Sandbox, file: Path
) -> None:
    file.write_text(f'[portal]\nurl = "{portal.url}"\n', encoding="utf-8")
    assert main(["enrol", "--code", portal.enrolment_code(id="t-named")]) == exits.OK
    assert load().terminal.id == "t-named"


@pytest.mark.parametrize("settings", ["", "[screen]\npx_per_mm = 3.78\n"])
def test_without_an_address_anywhere_nothing_is_sent_to_the_demos_portal(
    file: Path, capsys: pytest.CaptureFixture[str], settings: str
) -> None:
    file.write_text(settings, encoding="utf-8")
    assert main(["enrol", "--code", "AAAA-BBBB"]) == exits.SETTINGS
    said = capsys.readouterr().err
    assert said == "no settings name portal.url; name the portal with --portal\n"


def test_where_there_are_no_settings_at_all_that_is_said(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["enrol", "--code", "AAAA-BBBB"]) == exits.SETTINGS
    assert "there is none, and no policy" in capsys.readouterr().err
