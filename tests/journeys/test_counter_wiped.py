"""What visitors typed at a counter is gone once staff signed out, also what was held till then."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from secrets import choice

import pytest

from kiosk.sandbox import Sandbox
from tests.journeys.test_wipe import MEMORY, ROOT, Visit, forms, occurrences

PROGRAM = Path(__file__).with_name("canary_counter.py")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of a process is read from /proc"
)


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("counter")
    canary = "".join(choice("abcdefghkmnpqrstuvwxyz") for _ in range(14))
    environment = {**os.environ, **MEMORY, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment["XDG_RUNTIME_DIR"] = str(folder / "runtime")
    with Sandbox.start(folder / "portal", remember=True, sign_in=True) as portal:
        code = portal.enrolment_code(id="demo-1", bfs=1061, policy="assisted")
        with subprocess.Popen(
            [sys.executable, PROGRAM, portal.url, code, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(canary[::-1] + "\n")
            process.stdin.flush()
            assert process.stdout.readline().split() == ["wiped", "1"]
            assert canary in str(list(portal.submissions)), "the canary was never sent"
            yield Visit(process, canary, folder)
            process.communicate("leave\n")
            assert process.returncode == 0


def test_the_memory_of_the_counter_does_not_hold_it(shift: Visit) -> None:
    found = occurrences(shift.process.pid, shift.canary)
    assert found == 0, f"{found} copies are left"


def test_no_file_of_the_counter_holds_it(shift: Visit) -> None:
    elsewhere = {"printed", "portal"}
    kept = [
        path
        for path in shift.folder.rglob("*")
        if path.is_file() and not elsewhere & set(path.parts)
        if any(form in path.read_bytes() for form in forms(shift.canary))
    ]
    assert kept == []


def test_the_search_finds_what_is_there(shift: Visit) -> None:
    assert occurrences(shift.process.pid, shift.canary[::-1]) > 0
