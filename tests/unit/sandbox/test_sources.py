import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.sandbox.blocks import SourceError
from kiosk.sandbox.sources import read
from tests.fakes.visitor import OFFER

Change = Callable[[str, Callable[[Any], None]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFER, tmp_path / "offer"))


@pytest.fixture
def change(folder: Path) -> Change:
    def changed(name: str, edit: Callable[[Any], None]) -> None:
        path = folder / name
        value = json.loads(path.read_text(encoding="utf-8"))
        edit(value)
        path.write_text(json.dumps(value), encoding="utf-8")

    return changed


def test_everything_is_read(folder: Path) -> None:
    sources = read(folder)
    assert set(sources.municipalities) == {1005, 1024, 1061}
    assert set(sources.services) == {"demo.confirmation", "demo.permit", "demo.closed"}
    assert set(sources.forms) == {"demo.confirmation", "demo.permit"}
    assert "$defs" in sources.forms["demo.confirmation"]["schema"]


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "senders.json").unlink()
    with pytest.raises(SourceError, match=r"senders\.json"):
        read(folder)


def test_a_broken_file_is_named(folder: Path) -> None:
    (folder / "categories.json").write_text("[", encoding="utf-8")
    with pytest.raises(SourceError, match=r"categories\.json"):
        read(folder)


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("sender", "nobody", "sender"),
        ("form", "nothing", "form"),
        ("categories", ["nowhere"], "category"),
        ("bfs", [1], "municipality"),
    ],
)
def test_what_a_service_names_has_to_be_there(
    folder: Path, change: Change, field: str, value: Any, what: str
) -> None:
    change("services/demo.permit.json", lambda service: service.update({field: value}))
    with pytest.raises(SourceError, match=f"demo.permit: there is no {what}"):
        read(folder)
