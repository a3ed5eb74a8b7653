"""packaging/ is a folder of scripts, which find one another beside them."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def beside_the_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("packaging", "packaging/pyinstaller"):
        monkeypatch.syspath_prepend(str(ROOT / folder))
