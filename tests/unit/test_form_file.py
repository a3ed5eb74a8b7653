"""What `kiosk form check` says about files, good and bad, and how it leaves."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk import form_file
from kiosk.__main__ import main
from kiosk.forms import limits
from kiosk.forms.check import Weight
from kiosk.portals.budget import FORM
from kiosk.sandbox.sources import RESOURCES
from tests.fakes.form_document import changed, document

SOURCES = sorted((RESOURCES / "forms").glob("*.json"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "form.json"


def written(file: Path, content: Any) -> str:
    file.write_text(json.dumps(content), encoding="utf-8")
    return str(file)


def complete() -> dict[str, Any]:
    """Return a document that says everything in every language."""
    found = document()
    found["texts"] = dict.fromkeys(("de", "fr", "it", "en"), found["texts"]["de"])
    return found


def unexpanded(source: dict[str, Any], file: Path) -> Mapping[str, Any]:
    raise AssertionError(f"{file} holds no blocks")


def said(file: Path, body: bytes) -> str:
    file.write_bytes(body)
    (found,) = form_file.check(file, unexpanded, date(2026, 11, 24)).remarks
    assert found.weight is Weight.PROBLEM
    return found.reason


def test_a_form_without_fault_leaves_with_0(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "check", "--strict", written(file, complete())]) == 0
    assert capsys.readouterr().out.endswith(f"{file}: in order\n")


def test_warnings_leave_with_1_only_where_they_are_meant_to(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = written(file, document())
    assert main(["form", "check", name]) == 0
    assert main(["form", "check", "--strict", name]) == 1
    said = capsys.readouterr().out
    assert "warning: /texts/fr: " in said
    assert said.endswith(f"{name}: can be used, with warnings\n")


def test_everything_that_is_wrong_is_said_with_place_reason_and_hint(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = changed("/schema/properties/case/enum", [])
    wrong["schema"]["properties"]["rent"]["multipleOf"] = 5
    assert main(["form", "check", written(file, wrong)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == ("problem: /schema/properties/case/enum: must be 1 to 2000 different texts")
    assert lines[1].startswith(
        "problem: /schema/properties/rent/multipleOf: outside the profile (known here: "
    )
    assert lines[2:] == [
        "note: /ui: the pages were not looked at (they are when what is above is in order)"
    ]


def wrong_pages() -> dict[str, Any]:
    """Return a document whose data are in order and whose first page is not."""
    found = document()
    first = found["ui"]["elements"][0]
    first["elements"][0]["scope"] = "#/properties/casse"
    first["elements"][1]["options"] = {"tone": "loud"}
    decides = {"scope": "#/properties/also", "schema": {"contains": {"const": "b"}}}
    first["rule"] = {"effect": "SHOW", "condition": decides}
    table = {"scope": "#/properties/case", "values": {"out": "1 Fr."}}
    note = {"type": "Label", "i18n": "stop", "options": {"amount": {"amounts": table}}}
    first["elements"] += [{"type": "Control", "scope": "#/properties/person"}, note]
    del found["texts"]["de"]["address.label"]
    return found


def wrong_data() -> dict[str, Any]:
    """Return a document with a slip in each part of its data and texts."""
    found = changed("/schema/properties/case/enum", ["in", "in"])
    found["schema"]["required"].append("nobody")
    found["schema"]["properties"]["rent"]["maximum"] = 0
    found["schema"]["properties"]["movers"]["items"]["properties"]["name"]["format"] = "uri"
    found["texts"]["fr"] = {"case.label": 7}
    return found


def wrong_ways() -> dict[str, Any]:
    """Return a document in which questions wait for each other, or are asked twice or never."""
    found = document()
    first, second, _ = found["ui"]["elements"]
    seen = {"scope": "#/properties/rent", "schema": {"minimum": 1}}
    first["elements"][0]["rule"] = {"effect": "SHOW", "condition": seen}
    known = {"scope": "#/properties/case", "schema": {"const": "in"}}
    rent = next(one for one in second["elements"] if one.get("scope") == "#/properties/rent")
    rent["rule"] = {"effect": "SHOW", "condition": known}
    second["elements"].append({"type": "Control", "scope": "#/properties/also"})
    found["schema"]["properties"]["left"] = {"type": "string"}
    found["schema"]["required"].append("left")
    return found


@pytest.mark.parametrize(
    ("broken", "places"),
    [
        (
            wrong_pages(),
            {
                "/ui/elements/0/elements/0/scope",
                "/ui/elements/0/elements/1/options",
                "/ui/elements/0/elements/2/scope",
                "/ui/elements/0/elements/3/i18n",
                "/ui/elements/0/elements/3/options/amount/amounts/scope",
                "/ui/elements/0/elements/3/options/amount/amounts/values/out",
                "/ui/elements/0/rule/condition/schema",
                "/ui/elements/1/elements/1",
                "/schema",
            },
        ),
        (
            wrong_data(),
            {
                "/schema/properties/case/enum",
                "/schema/required",
                "/schema/properties/rent/minimum",
                "/schema/properties/movers/items/properties/name/format",
                "/texts/fr/case.label",
                "/ui",
            },
        ),
        (
            wrong_ways(),
            {"/ui/elements/0/elements/0", "/ui/elements/1/elements/6", "/schema"},
        ),
    ],
    ids=["pages", "data", "ways"],
)
def test_of_many_mistakes_each_is_said_with_its_place(
    file: Path, broken: dict[str, Any], places: set[str]
) -> None:
    file.write_text(json.dumps(broken), encoding="utf-8")
    found = form_file.check(file, unexpanded, date(2026, 11, 24)).remarks
    assert {one.pointer for one in found} == places
    explained = [one for one in found if one.pointer.startswith("/ui")]
    assert [one.pointer for one in explained if not one.hint] == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"id": "a",\n  "version" "1"}', "not JSON: line 2, column 13: Expecting ':' delimiter"),
        ('{\n "ü": "'.encode() + b'\xe4"}', "not UTF-8: line 2, column 8, byte 0xe4"),
        (b'{"id": 1, "id": 2}', "a name stands twice"),
        (b'{"id": NaN}', "not a number"),
        (b"[" * 200_000, "nested too deep"),
        (b"", "not JSON: line 1, column 1: Expecting value"),
        (b"[]", "must be an object"),
        (b" " * (FORM.max_bytes + 1), "too large"),
    ],
)
def test_a_file_that_is_no_document_is_explained(file: Path, body: bytes, reason: str) -> None:
    assert said(file, body) == reason


def test_a_file_that_is_not_there_is_explained(file: Path) -> None:
    (found,) = form_file.check(file, unexpanded, date(2026, 11, 24)).remarks
    assert found.reason == "cannot be read: No such file or directory"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_embedded_portals_own_forms_are_in_order(source: Path) -> None:
    assert main(["form", "check", "--strict", str(source)]) == 0


def test_a_source_without_its_block_is_explained(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = changed("/schema/properties/person", {"$ref": "block:nobody"})
    assert main(["form", "check", written(file, broken)]) == 2
    assert "lu.test: there is no block 'nobody'" in capsys.readouterr().out


def test_a_source_of_any_shape_is_explained(file: Path) -> None:
    for broken in ({"ui": "block:person"}, {"id": 1, "ui": {"type": "Block"}}):
        assert main(["form", "check", written(file, broken)]) == 2


def test_every_cap_is_printed_with_its_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "check", "--limits"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == sum(name.isupper() for name in vars(limits))
    assert any(line.split() == ["fields", f"{limits.FIELDS:,}"] for line in lines)
    assert any("2,000  Choices of one field." in line for line in lines)


def test_nothing_to_do_is_a_mistake_of_use() -> None:
    with pytest.raises(SystemExit) as left:
        main(["form", "check"])
    assert left.value.code == 2
