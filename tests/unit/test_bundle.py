"""What support is told of a terminal: what is listed, and nothing else."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk import __version__, encryption
from kiosk.__main__ import main
from kiosk.audit import Audit, AuditEvent
from kiosk.bundle import MOST_LINES, counted, members, packed, told
from kiosk.commands import bundle as command
from kiosk.commands import exits
from kiosk.readiness.report import Check, Outcome, Report
from kiosk.readiness.settings import Found, read

KEY = "3f2a91c0-5b1e-4c77-9a57-0a1b2c3d4e5f"
NAME = "Łukasz Šimůnek"
REPORT = Report(
    (Check("printer", Outcome.FAILED, "printer-unavailable", "It is off.", "Switch it on."),),
    datetime(2026, 11, 24, 10, tzinfo=UTC),
    __version__,
    "t-1",
)
READER = encryption.new_key()


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return Audit(tmp_path / "audit.jsonl")


def found(folder: Path, text: str = '[terminal]\nid = "t-1"\n') -> Found:
    path = folder / "kiosk.toml"
    path.write_text(text)
    return read(path, lambda: ())


def files(folder: Path, text: str = '[terminal]\nid = "t-1"\n') -> dict[str, str]:
    made = members(found(folder, text), REPORT, folder / "audit.jsonl", "free")
    return {member.name: member.content.decode() for member in made}


# --- The members ---------------------------------------------------------------------------------


def test_it_says_program_system_settings_checks_log_and_numbers(
    audit: Audit, tmp_path: Path
) -> None:
    audit.record(AuditEvent.VISIT_BEGAN, visit="1")
    made = files(tmp_path)
    about = json.loads(made["about.json"])
    assert (about["version"], about["terminal"], about["presence"]) == (__version__, "t-1", "free")
    assert about["audit_broken_at_line"] is None
    assert about["libraries"]["PySide6-Essentials"]
    assert 'terminal.id = "t-1"  # ' in made["settings.txt"]
    assert json.loads(made["doctor.json"])["checks"][0]["code"] == "printer-unavailable"
    assert json.loads(made["audit.jsonl"])["event"] == "VISIT_BEGAN"
    assert "schalter_visits_started_total 1\n" in made["metrics.prom"]


def test_settings_that_cannot_be_used_are_told_by_their_mistakes(tmp_path: Path) -> None:
    made = files(tmp_path, '[portal]\nclient_secret = "hidden"\n[terminal]\nbfs = "hidden"\n')
    assert "# " in made["settings.txt"]
    assert "portal.client_secret" in made["settings.txt"]
    assert "hidden" not in "".join(made.values())


def test_a_log_that_was_changed_is_told_by_its_line(audit: Audit, tmp_path: Path) -> None:
    for _ in range(3):
        audit.record(AuditEvent.VISIT_BEGAN, visit="1")
    file = tmp_path / "audit.jsonl"
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], lines[2]]) + "\n")
    assert json.loads(files(tmp_path)["about.json"])["audit_broken_at_line"] == 2


def test_a_terminal_without_a_log_has_a_bundle_too(tmp_path: Path) -> None:
    assert files(tmp_path)["audit.jsonl"] == ""


# --- The audit log -------------------------------------------------------------------------------


def line(**fields: object) -> str:
    return json.dumps({"at": "2026-11-24T10:00:00+01:00", **fields}) + "\n"


def test_staff_are_numbers_and_keys_are_cut(audit: Audit, tmp_path: Path) -> None:
    for actor in ("citizen", "s-8f3a", "s-77aa", "s-8f3a"):
        audit.record(AuditEvent.SUBMISSION_BEGAN, service="lu.umzug", key=KEY, actor=actor)
    lines = list(told(tmp_path / "audit.jsonl"))
    assert [each["actor"] for each in lines] == ["citizen", "staff-2", "staff-3", "staff-2"]
    assert {each["key"] for each in lines} == {"3f2a91c0…"}


def test_what_is_no_event_or_no_field_of_it_is_left_out(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    log.write_text(
        line(event="VISIT_BEGAN", visit="7", name=NAME, after="x")
        + line(event="TYPED", visit=NAME)
        + line(event=NAME)
        + line(visit="1")
        + json.dumps({"event": "VISIT_BEGAN", "at": NAME})
        + "\n[]\nnull\n{\n"
        + "[" * 5000
        + "\n"
    )
    (only,) = told(log)
    assert only == {"at": "2026-11-24T10:00:00+01:00", "event": "VISIT_BEGAN", "visit": "7"}


def test_a_value_that_does_not_look_like_its_field_is_not_told(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    everything = "".join(
        line(event=event.name, **dict.fromkeys(event.fields, NAME)) for event in AuditEvent
    )
    log.write_text(everything)
    lines = list(told(log))
    assert len(lines) == len(AuditEvent)
    assert NAME.split(" ", maxsplit=1)[0] not in json.dumps(lines, ensure_ascii=False)


def test_a_log_of_years_is_told_by_its_last_lines(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    log.write_text("".join(line(event="VISIT_BEGAN", visit=str(n)) for n in range(MOST_LINES + 5)))
    lines = list(told(log))
    assert len(lines) == MOST_LINES
    assert lines[-1]["visit"] == str(MOST_LINES + 4)


def test_what_is_counted_again_of_the_log_has_the_time_of_the_log() -> None:
    lines = (
        {"at": "2026-11-24T10:00:00+01:00", "event": "VISIT_BEGAN"},
        {"at": "2026-11-24T10:02:05+01:00", "event": "VISIT_WIPED", "reason": "left"},
    )
    assert 'schalter_visit_duration_seconds_sum{outcome="looked"} 125\n' in counted(lines)


# --- The file ------------------------------------------------------------------------------------


class Terminal:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "kiosk.toml"
        self.out = folder / "out.zip"
        self.write()

    def write(self, support: str = "") -> None:
        self.settings.write_text(
            f'state_folder = "{self.folder / "state"}"\n[portal]\nsign_in = "none"\n'
            f'url = "http://127.0.0.1:9"\n[paper]\nprinter = "none"\n{support}'
        )

    def encrypts(self, key: str) -> None:
        file = self.folder / "support.pem"
        file.write_text(key)
        self.write(f'[support]\nencrypt_to = "{file}"\n')

    def run(self) -> int:
        return main(["bundle", "--settings", str(self.settings), "--out", str(self.out)])


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr("kiosk.readiness.seeing.SCREENS", ())
    monkeypatch.setattr("kiosk.readiness.examining.EVERYTHING", ("settings", "languages"))
    return Terminal(tmp_path)


NAMES = ["about.json", "settings.txt", "doctor.json", "audit.jsonl", "metrics.prom"]


def test_each_member_is_named_before_the_file_is_there(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    assert terminal.run() == exits.OK
    said = capsys.readouterr().out
    assert [row.split()[0] for row in said.splitlines()[:5]] == NAMES
    assert "Not encrypted" in said
    with zipfile.ZipFile(terminal.out) as archive:
        assert archive.namelist() == NAMES
    assert terminal.out.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_not_written_over(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.out.write_text("mine")
    assert terminal.run() == command.NOT_WRITTEN
    assert terminal.out.read_text() == "mine"
    assert "cannot be written" in capsys.readouterr().err


def test_only_support_can_read_what_is_encrypted_to_it(
    terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.encrypts(json.dumps(READER.public))
    assert terminal.run() == exits.OK
    assert READER.kid[:8] in capsys.readouterr().out
    assert not terminal.out.exists()
    sealed = tmp_path / "out.zip.jwe"
    private = tmp_path / "private.pem"
    private.write_text(READER.pem)
    assert main(["bundle", "--open", str(sealed), "--key", str(private)]) == exits.OK
    with zipfile.ZipFile(terminal.out) as archive:
        assert archive.namelist() == NAMES
    private.write_text(encryption.new_key().pem)
    terminal.out.unlink()
    assert main(["bundle", "--open", str(sealed), "--key", str(private)]) == exits.REFUSED
    assert "cannot be opened" in capsys.readouterr().err
    assert not terminal.out.exists()


@pytest.mark.parametrize("key", ["", "no key", READER.pem, '{"kty": "RSA"}'])
def test_with_a_key_that_cannot_be_used_nothing_is_written_in_clear(
    terminal: Terminal, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.encrypts(key)
    assert terminal.run() == exits.REFUSED
    assert "support.encrypt_to" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.zip*"))


def test_open_and_key_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["bundle", "--open", "x.jwe"])
    assert "--open and --key go together" in capsys.readouterr().err


def test_a_bundle_names_the_terminal_and_the_moment(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["bundle", "--settings", str(terminal.settings)]) == exits.OK
    (made,) = tmp_path.glob("schalter-demo-*.zip")
    with zipfile.ZipFile(made) as archive:
        assert json.loads(archive.read("about.json"))["terminal"] == "demo"


def test_the_same_files_make_the_same_archive(tmp_path: Path) -> None:
    made = members(found(tmp_path), REPORT, tmp_path / "audit.jsonl", "free")
    archive = packed(made, REPORT.made_at)
    assert archive == packed(made, REPORT.made_at)
    with zipfile.ZipFile(io.BytesIO(archive)) as whole:
        assert whole.testzip() is None
