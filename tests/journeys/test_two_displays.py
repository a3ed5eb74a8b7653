"""Two windows on two displays of a real X server, one lying and one upright."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.sandbox import Sandbox
from tests.journeys.pointer import has_pointer

SHAPES = ("1920x1080x24", "1080x1920x24")
ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
    pytest.mark.skipif(not has_pointer(), reason="libXtst is not installed"),
]


@pytest.fixture
def display() -> Iterator[str]:
    """Start an X server with two screens; it chooses a number that is free."""
    reading, writing = os.pipe()
    screens = [word for number, shape in enumerate(SHAPES) for word in _screen(number, shape)]
    command = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", *screens]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


def _screen(number: int, shape: str) -> tuple[str, str, str]:
    return "-screen", str(number), shape


def test_each_window_covers_its_display(portal: Sandbox, display: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "tests.journeys.two_displays", portal.url, str(tmp_path)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["staff"] == {"screen": 0, "covers": True}
    assert seen["visitor"] == {"screen": 1, "covers": True}
    assert seen["keyboard"] == "staff"
    (body,) = portal.submissions
    assert body["agreement"] == "on-screen"
    pictures = {path.stem: QImage(str(path)) for path in tmp_path.glob("*.png")}
    assert {f"{name}-{number}" for name in NAMES for number in (0, 1)} == set(pictures)
    for name in NAMES:
        assert colours(pictures[f"{name}-0"]) > 1, name
        assert colours(pictures[f"{name}-1"]) > 1, name
    assert pictures["welcome-1"] != pictures["asked-1"] != pictures["sent-1"]


NAMES = ("welcome", "entering", "asked", "sent", "goodbye")


def colours(picture: QImage) -> int:
    """Return how many colours are on a picture that was looked at in a hundred places."""
    return len(
        {
            picture.pixel(x * picture.width() // 10, y * picture.height() // 10)
            for x in range(10)
            for y in range(10)
        }
    )
