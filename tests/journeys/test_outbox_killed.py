"""Power loss at every step of the outbox: in the end filed exactly once, or clearly not stored."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.outbox.store import OutboxStore, looked_at
from kiosk.sandbox import Sandbox
from tests.fakes.visitor import OFFER
from tests.journeys.outbox_process import CANARY, POINTS, STORED

ROOT = Path(__file__).parents[2]
KILLED = -9
NOT_STORED = ("seal", "sealed", "open", "insert", "commit")
"""Whoever dies there has not said that it was stored, and nothing is sent."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, sources=OFFER, remember=True, mischief=True) as sandbox:
        yield sandbox


@pytest.fixture
def portal(running: Sandbox) -> Sandbox:
    running.submissions.clear()
    return running


class Program:
    """The program of outbox_process.py, switched on as often as a test wants."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.journeys.outbox_process"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def __call__(self, folder: Path, portal: Sandbox, key: str = "", killed_at: str = "") -> int:
        """Switch it on; return how it ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        told = json.dumps([str(folder), portal.url, key, killed_at])
        self._process.stdin.write(f"{told}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    found = Program()
    yield found
    found.close()


def on_the_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("point", POINTS)
def test_killed_there_and_started_again_it_is_filed_once_or_never_said_to_be_stored(
    program: Program, portal: Sandbox, tmp_path: Path, point: str
) -> None:
    assert program(tmp_path, portal, str(uuid4()), killed_at=point) == KILLED
    assert CANARY.encode() not in on_the_disk(tmp_path)
    assert program(tmp_path, portal) == 0
    assert len(portal.submissions) == (0 if point in NOT_STORED else 1)
    assert (tmp_path / STORED).exists() <= (len(portal.submissions) == 1)
    assert looked_at(tmp_path / "outbox.sqlite") == ()


def test_killed_again_and_again_it_is_filed_once(
    program: Program, portal: Sandbox, tmp_path: Path
) -> None:
    key = str(uuid4())
    for point in ("committed", "send", "filed", "filed", "delete", "deleting"):
        assert program(tmp_path, portal, key, killed_at=point) == KILLED, point
        key = ""
    assert program(tmp_path, portal) == 0
    (filed,) = portal.submissions
    assert filed["answers"]["person"]["firstName"] == CANARY


def test_whoever_was_killed_keeps_nobody_else_away(
    program: Program, portal: Sandbox, tmp_path: Path
) -> None:
    program(tmp_path, portal, str(uuid4()), killed_at="committed")
    store = OutboxStore(tmp_path / "outbox.sqlite")
    store.open()
    assert len(store.kept()) == 1
    store.close()
