"""What `kiosk config schema` prints is JSON Schema, is what is read, and is what docs say."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from kiosk.settings import Settings, rules
from kiosk.settings.keys import keys
from kiosk.settings.layer import flat
from kiosk.settings.schema import DIALECT, kind, markdown, schema

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
WRONG: list[dict[str, Any]] = [
    {"colour": 1},
    {"portal": {"client_secret": "hidden"}},
    {"portal": {"kind": "nobodys"}},
    {"terminal": {"bfs": 0}},
    {"terminal": {"id": "a b"}},
    {"screen": {"px_per_mm": 20}},
    {"screen": {"full_screen": "yes"}},
    {"paper": {"printer": "usb:"}},
    {"portal": 8},
]


def complaints(settings: Any) -> list[str]:
    judge = jsonschema.Draft202012Validator(schema())
    return [error.message for error in judge.iter_errors(settings)]


def test_it_is_json_schema_of_2020() -> None:
    assert schema()["$schema"] == DIALECT == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


def test_the_defaults_keep_to_it() -> None:
    assert complaints(msgspec.to_builtins(Settings())) == []
    assert complaints({}) == []


@pytest.mark.parametrize("settings", WRONG, ids=str)
def test_what_it_refuses_the_kiosk_refuses_too(settings: dict[str, Any]) -> None:
    assert complaints(settings)
    assert not any(rules.in_order(name, value) for name, value in flat(settings).items())


def test_every_key_says_what_it_means_and_what_it_takes() -> None:
    for key in keys().values():
        section, _, name = key.name.rpartition(".")
        table = schema()["properties"][section] if section else schema()
        assert table["properties"][name]["description"] == key.meaning
        assert table["properties"][name]["default"] == key.default
        assert kind(key)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("portal.url", "text"),
        ("portal.sign_in", "one of key, secret, none"),
        ("terminal.bfs", "whole number from 1 to 9999"),
        ("screen.px_per_mm", "number over 1 under 20"),
        ("screen.full_screen", "true or false"),
    ],
)
def test_a_type_is_said_in_words(name: str, said: str) -> None:
    assert kind(keys()[name]) == said


@pytest.mark.skipif(os.name == "nt", reason="another default printer there")
def test_the_page_for_people_holds_what_is_printed() -> None:
    generated = PAGE.read_text(encoding="utf-8").partition("--markdown`. -->\n")[2]
    assert generated.strip() == markdown().strip()
