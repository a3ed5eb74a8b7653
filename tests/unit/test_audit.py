"""The audit log: a catalogue, a chain, and no room for what a visitor typed."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.audit import LONGEST_LINE, LONGEST_VALUE, Audit, AuditEvent, broken_line


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "audit.jsonl"


def write(path: Path, count: int = 3) -> None:
    audit = Audit(path)
    for number in range(count):
        audit.record(AuditEvent.VISIT_BEGAN, visit=str(number))


def test_a_field_the_event_does_not_list_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        Audit(path).record(AuditEvent.VISIT_BEGAN, name="Meier")
    assert not path.exists()


def test_the_chain_holds_over_a_restart(path: Path) -> None:
    write(path)
    write(path)
    assert broken_line(path) is None


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_changed_line_breaks_the_chain_behind_it(path: Path, line: int) -> None:
    write(path, 4)
    lines = path.read_text().splitlines()
    changed = json.loads(lines[line - 1]) | {"visit": "99"}
    lines[line - 1] = json.dumps(changed)
    path.write_text("\n".join(lines))
    assert broken_line(path) == line + 1


def test_a_line_taken_away_breaks_the_chain(path: Path) -> None:
    write(path)
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[:1] + lines[2:]))
    assert broken_line(path) == 2


@given(st.text())
def test_one_event_stays_one_line(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    path = tmp_path_factory.mktemp("audit") / "audit.jsonl"
    Audit(path).record(AuditEvent.PROBLEM_SHOWN, problem=value, code="\r\n\x1b[31m")
    assert len(path.read_bytes().splitlines()) == 1
    assert broken_line(path) is None


def test_a_full_disk_is_counted_and_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.write_text("not a folder")
    audit = Audit(folder / "audit.jsonl")
    audit.record(AuditEvent.VISIT_BEGAN, visit="1")
    assert audit.lost == 1


def test_the_file_is_for_its_owner_only(path: Path) -> None:
    write(path)
    assert path.stat().st_mode & 0o077 == 0


def test_every_event_is_documented() -> None:
    for event in AuditEvent:
        assert event.meaning.endswith("."), event


def test_a_log_that_cannot_be_read_does_not_keep_the_kiosk_from_starting(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    write(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", _refuse)
        audit = Audit(path)
    assert audit.lost == 1
    audit.record(AuditEvent.VISIT_BEGAN, visit="1")
    assert broken_line(path) == 4


def test_a_log_of_years_goes_on_where_it_ended(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    audit = Audit(path)
    longest = "x" * LONGEST_VALUE
    for _ in range(100):
        audit.record(AuditEvent.PROBLEM_SHOWN, visit=longest, problem=longest, code=longest)
    assert path.stat().st_size > 2 * LONGEST_LINE
    Audit(path).record(AuditEvent.VISIT_BEGAN, visit="1")
    assert broken_line(path) is None


def _refuse(*_: object, **__: object) -> str:
    raise PermissionError


def test_listeners_are_told_what_was_written_and_what_could_not_be(tmp_path: Path) -> None:
    told: list[tuple[AuditEvent, dict[str, str]]] = []
    (tmp_path / "file").write_text("", encoding="ascii")
    for path in (tmp_path / "audit.jsonl", tmp_path / "file" / "audit.jsonl"):
        audit = Audit(path, listeners=(lambda event, fields: told.append((event, dict(fields))),))
        audit.record(AuditEvent.VISIT_BEGAN, visit="7")
    assert told == [(AuditEvent.VISIT_BEGAN, {"visit": "7"})] * 2
