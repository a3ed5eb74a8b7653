"""A screen says what somebody did; what the world answers is said by those who asked it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from kiosk.flow.staff import REACHES_BELOW

UI = Path(__file__).parent.parent.parent / "ui"
ANSWERS = {event.__name__ for event in REACHES_BELOW}


def made_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="flow"), attr=name)):
                yield name
            case _:
                pass


def test_no_screen_makes_an_event_that_reaches_a_visit_behind_the_lock() -> None:
    files = [path for path in UI.rglob("*.py") if "tour" not in path.name]
    assert len(files) > 100
    found = {(path.name, name) for path in files for name in made_in(path) if name in ANSWERS}
    assert not found


def test_the_search_finds_what_a_screen_makes() -> None:
    assert "Begun" in set(made_in(UI / "pages" / "introducing.py"))
