"""What a visitor read on their own screen is looked for in the memory of the counter afterwards."""

import os
import subprocess
import sys
from pathlib import Path
from secrets import choice

import pytest

from kiosk.sandbox import Sandbox
from tests.journeys.test_wipe import MEMORY, ROOT, occurrences

PROGRAM = Path(__file__).with_name("canary_two_screens.py")


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read from /proc")
def test_the_memory_does_not_hold_what_the_visitor_read(portal: Sandbox, tmp_path: Path) -> None:
    canary = "".join(choice("abcdefghkmnpqrstuvwxyz") for _ in range(14))
    environment = {**os.environ, **MEMORY, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment["XDG_RUNTIME_DIR"] = str(tmp_path / "runtime")
    with subprocess.Popen(
        [sys.executable, PROGRAM, portal.url, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(canary[::-1] + "\n")
        process.stdin.flush()
        word, read = process.stdout.readline().split() or ("nothing", "0")
        assert word == "wiped"
        assert int(read) >= 3
        found = occurrences(process.pid, canary), occurrences(process.pid, canary[::-1])
        process.communicate("leave\n")
    assert found[0] == 0, f"{found[0]} copies are left"
    assert found[1] > 0, "the search finds nothing, not even what is there"
