"""What enrolment writes into the settings leaves the rest as it is, and never half a file."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings import SettingsError
from kiosk.settings.writing import Draft, Tables

BEFORE = """\
# Ours; see\u2028the\x85handbook: a line ends with LF.
state_folder = "/var/lib/schalter"

[terminal]  # this device
id = "old" # "quoted" # twice
place = 'Haus # 3'
bfs = 1061

[screen]
language = "fr"
"""
values = st.text(max_size=30) | st.integers(-(2**63), 2**63 - 1)


def changed(path: Path, text: str, tables: Tables) -> str:
    path.write_text(text, encoding="utf-8", newline="")
    Draft(path).write(tables)
    return path.read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


def test_keys_are_replaced_where_they_stand_and_the_rest_stays(path: Path) -> None:
    told = changed(path, BEFORE, {"terminal": {"id": "t-7", "place": "Saal"}})
    assert told == BEFORE.replace('"old"', '"t-7"').replace("'Haus # 3'", '"Saal"')


def test_new_keys_and_tables_are_added_at_the_end_of_theirs(path: Path) -> None:
    told = changed(path, BEFORE, {"terminal": {"phone": "1"}, "portal": {"url": "x"}})
    assert 'bfs = 1061\nphone = "1"\n\n[screen]' in told
    assert told.endswith('language = "fr"\n\n[portal]\nurl = "x"\n')


def test_a_file_that_is_not_there_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "etc" / "kiosk.toml"
    Draft(path).write({"terminal": {"id": "t-7"}})
    assert tomllib.loads(path.read_text()) == {"terminal": {"id": "t-7"}}


@given(before=st.dictionaries(st.sampled_from(["id", "place"]), values, min_size=1), value=values)
def test_any_value_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, str | int], value: str | int
) -> None:
    path = tmp_path_factory.mktemp("settings") / "kiosk.toml"
    Draft(path).write({"terminal": before})
    Draft(path).write({"terminal": {"place": value}, "portal": {"url": value}})
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert told == {"terminal": {**before, "place": value}, "portal": {"url": value}}


@pytest.mark.parametrize(
    "text",
    [
        'terminal = {id = "old"}\n',
        'terminal.id = "old"\n',
        '["terminal"]\nid = "old"\n',
        'x = """\n[terminal]\nid = 1\n"""\n[terminal]\nid = "old"\n',
        "terminal = 3\n",
    ],
)
def test_a_file_that_cannot_be_changed_by_line_stays_and_the_lines_are_said(
    path: Path, text: str
) -> None:
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"write terminal\.id yourself"):
        Draft(path).write({"terminal": {"id": "t-7"}})
    assert path.read_text() == text
    assert [*path.parent.iterdir()] == [path]


def test_a_file_that_is_not_toml_is_refused_before_anything_happens(path: Path) -> None:
    path.write_text("[terminal\n")
    with pytest.raises(SettingsError, match="cannot be read as TOML"):
        Draft(path)


@pytest.mark.skipif(os.name == "nt", reason="rights are kept elsewhere there")
def test_rights_stay_as_they_were(path: Path) -> None:
    path.write_text("")
    path.chmod(0o640)
    Draft(path).write({"terminal": {"id": "t-7"}})
    assert path.stat().st_mode & 0o777 == 0o640


def test_trying_whether_it_could_be_written_writes_nothing(path: Path) -> None:
    path.write_text(BEFORE)
    Draft(path).check()
    assert path.read_text() == BEFORE
    assert [*path.parent.iterdir()] == [path]


def test_where_it_may_not_be_written_is_said_before(tmp_path: Path) -> None:
    (tmp_path / "etc").write_text("a file where a folder should be")
    with pytest.raises(SettingsError, match="cannot be"):
        Draft(tmp_path / "etc" / "kiosk.toml").check()
