"""The policy templates write what kiosk/settings/registry.py reads, and nothing else."""

import importlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element, parse

import pytest

from kiosk.settings import policy, registry, rules
from kiosk.settings.keys import keys, sections
from tests.fakes.winreg import REG_DWORD, REG_SZ, FakeWinreg, Values

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "packaging" / "windows" / "policy"
XML = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
LANGUAGES = ("de-DE", "en-US")
REFERENCE = re.compile(r"\$\((string|presentation)\.(\w+)\)")
EXAMPLES = {
    "portal.url": "https://portal.lu.example",
    "portal.proxy": "http://proxy.example:3128",
    "terminal.id": "halle-01",
    "paper.printer": "folder:D:\\Papier",
    "screen.px_per_mm": "3.78",
    "screen.visitor_px_per_mm": "5.5",
    "telemetry.endpoint": "127.0.0.1:9190",
    "telemetry.otlp": "https://collector.example",
    "telemetry.proxy": "none",
}
"""What an administrator may type into a text box; any other may hold any text."""


def admx() -> ModuleType:
    return importlib.import_module("admx")


def definitions() -> Element:
    return parse(FOLDER / "schalter.admx").getroot()


def policies() -> list[Element]:
    return definitions().findall(f"{XML}policies/{XML}policy")


def named(found: Element) -> str:
    """The setting a policy is for, by what it writes: its key of the registry and its value."""
    asked = found.findall(f"{XML}elements/*")
    value = found.get("valueName") or asked[0].get("valueName")
    below = found.attrib["key"].removeprefix(registry.POLICIES).strip("\\").lower()
    return f"{below}.{value}".removeprefix(".")


def choices(found: Element) -> Iterator[tuple[Any, int]]:
    """Every value that an administrator can have a policy write; of a text or number, some."""
    for state in ("enabledValue", "disabledValue"):
        for number in found.findall(f"{XML}{state}/{XML}decimal"):
            yield int(number.attrib["value"]), REG_DWORD
    for asked in found.findall(f"{XML}elements/*"):
        match asked.tag.removeprefix(XML):
            case "enum":
                yield from (
                    (word.text, REG_SZ)
                    for word in asked.findall(f"{XML}item/{XML}value/{XML}string")
                )
            case "decimal":
                yield int(asked.attrib["minValue"]), REG_DWORD
                yield int(asked.attrib["maxValue"]), REG_DWORD
            case _:
                yield EXAMPLES.get(named(found), "Stadthaus, Eingangshalle"), REG_SZ


def typed(name: str, data: Any) -> Any:
    """What the program makes of a value: yes and no are numbers, numbers with a point are text."""
    kind = str(keys()[name].kind)
    return bool(data) if "bool" in kind else float(data) if "float" in kind else data


def read_by_the_program(values: dict[str, Values], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setitem(sys.modules, "winreg", FakeWinreg(values))
    (layer,) = policy.from_registry(registry.policies())
    return layer


def test_the_files_are_what_the_settings_make_of_them() -> None:
    for path, text in admx().templates().items():
        again = "is not of these settings: write words into packaging/admx_german.toml, run admx.py"
        assert path.read_text(encoding="utf-8") == text, f"{path.name} {again}"


def test_no_other_file_lies_beside_them() -> None:
    found = {path for path in FOLDER.rglob("*") if path.is_file()}
    assert found == set(admx().templates())


def test_every_setting_has_one_policy_and_no_policy_has_none() -> None:
    assert [named(found) for found in policies()] == list(keys())


def test_a_policy_is_for_the_machine_and_writes_one_value() -> None:
    for found in policies():
        written = [
            found.get("valueName"),
            *(a.get("valueName") for a in found.iter() if a is not found),
        ]
        assert found.get("class") == "Machine"
        assert len([value for value in written if value]) == 1
        assert not found.findall(f".//{XML}enabledList")


@pytest.mark.parametrize("name", keys())
def test_whatever_a_policy_writes_is_read_as_that_setting(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "name", "nt")
    (found,) = [found for found in policies() if named(found) == name]
    written = list(choices(found))
    assert written
    for data, kind in written:
        value = found.get("valueName") or found.findall(f"{XML}elements/*")[0].attrib["valueName"]
        layer = read_by_the_program({found.attrib["key"]: {value: (data, kind)}}, monkeypatch)
        assert layer.values.keys() == {name}
        assert layer.locks
        assert list(rules.mistakes(layer)) == []
        assert layer.values[name] == typed(name, data)


def test_a_choice_offers_every_word_the_program_takes() -> None:
    for name, words in rules.choices().items():
        (found,) = [found for found in policies() if named(found) == name]
        assert tuple(data for data, _ in choices(found)) == words


def test_numbers_are_limited_as_the_program_limits_them() -> None:
    (found,) = [found for found in policies() if named(found) == "terminal.bfs"]
    assert [data for data, _ in choices(found)] == [1, 9999]


def test_a_list_of_words_in_a_pattern_becomes_a_choice() -> None:
    assert admx().options(keys()["paper.shape"]) == ("A4", "A5", "roll-80")
    assert admx().options(keys()["paper.printer"]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_asked_for_is_there_and_no_other(language: str) -> None:
    asked = {
        kind: {
            name
            for element in definitions().iter()
            for value in element.attrib.values()
            for found, name in REFERENCE.findall(value)
            if found == kind
        }
        for kind in ("string", "presentation")
    }
    words = parse(FOLDER / language / "schalter.adml").getroot()
    for kind, names in asked.items():
        said = [element.attrib["id"] for element in words.iter(f"{XML}{kind}")]
        assert len(said) == len(set(said))
        assert set(said) == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_box_belongs_to_what_the_policy_asks(language: str) -> None:
    boxes = {"enum": "dropdownList", "decimal": "decimalTextBox", "text": "textBox"}
    words = parse(FOLDER / language / "schalter.adml").getroot()
    shown = {found.attrib["id"]: found for found in words.iter(f"{XML}presentation")}
    for found in policies():
        for asked in found.findall(f"{XML}elements/*"):
            (box,) = shown[found.attrib["name"]]
            assert box.tag == XML + boxes[asked.tag.removeprefix(XML)]
            assert box.attrib["refId"] == asked.attrib["id"]


def test_names_are_unique_and_every_category_is_there() -> None:
    names = [found.attrib["name"] for found in policies()]
    categories = [found.attrib["name"] for found in definitions().iter(f"{XML}category")]
    assert len(set(names)) == len(names)
    assert set(categories) == {"schalter", *(found.name for found in sections() if found.name)}
    for parent in definitions().iter(f"{XML}parentCategory"):
        assert parent.attrib["ref"] in categories


def test_german_is_written_as_in_switzerland() -> None:
    text = (FOLDER / "de-DE" / "schalter.adml").read_text(encoding="utf-8")
    assert "ß" not in text
    german, english = admx().german(), admx().english()
    for key in keys().values():
        assert german.meaning(key) != english.meaning(key)


def test_the_printer_that_is_offered_is_one_of_windows() -> None:
    text = (FOLDER / "en-US" / "schalter.adml").read_text(encoding="utf-8")
    assert "<defaultValue>windows:</defaultValue>" in text
    assert "<defaultValue>cups:</defaultValue>" not in text
