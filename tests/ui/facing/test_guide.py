"""docs/counter.md names keys and settings that there are."""

import re
import tomllib
from pathlib import Path

from kiosk.facing import Stage
from kiosk.settings.keys import keys
from ui.counter.keys import COMMANDS
from ui.facing.asking import BACK

GUIDE = (Path(__file__).parents[3] / "docs" / "counter.md").read_text(encoding="utf-8")
KEY = re.compile(r"`((?:(?:Ctrl|Shift|Alt)\+)*(?:F\d+|Esc|Tab|Enter|[A-Z0-9]))(?: … [^`]+)?`")
EVERYBODYS = {"Tab"}


def test_every_key_that_the_guide_names_does_something() -> None:
    known = {cap for one in COMMANDS for cap in (*one.caps, *one.keys)} | EVERYBODYS
    named = set(KEY.findall(GUIDE))
    assert {"F9", "Shift+F9", "Ctrl+L"} <= named
    assert named <= known


def test_the_keys_that_give_a_screen_back_are_named() -> None:
    assert f"| `{BACK[0]}`, `{BACK[1]}` | take the screen back" in GUIDE


def test_the_settings_of_the_example_exist() -> None:
    example = tomllib.loads(GUIDE.partition("```toml\n")[2].partition("```")[0])
    named = {f"{section}.{key}" for section, values in example.items() for key in values}
    assert named <= keys().keys()


def test_what_the_visitor_reads_is_described_for_every_stage() -> None:
    """One row each, but *closed* and *paused* are both what a lock does."""
    rows = GUIDE.partition("### What the visitor reads")[2].partition("\n\nThe visitor can")[0]
    assert rows.count("\n| ") - 1 == len(Stage) - 1
