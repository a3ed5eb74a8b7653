"""The program of a terminal, and the supervisor that starts and stops it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from kiosk.settings import PaperSettings, PortalSettings, ScreenSettings, Settings
from ui import terminal
from ui.bootstrap import application

settings = Settings(
    portal=PortalSettings(url="http://127.0.0.1:9", sign_in="none"),
    screen=ScreenSettings(full_screen=True),
    paper=PaperSettings(printer="none"),
    state_folder=sys.argv[1],
)
application(["kiosk"])
{before}
sys.exit(terminal.run(settings))
"""


def run(before: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the program full-screen, with `before` done just before it."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(before=before), str(folder)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder)},
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_supervisor_can_stop_a_kiosk_that_refuses_to_be_closed(
    tmp_path: Path, stop: signal.Signals
) -> None:
    done = run(f"QTimer.singleShot(0, lambda: os.kill(os.getpid(), {int(stop)}))", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_kiosk_that_went_out_of_service_ends_so_that_it_is_started_anew(tmp_path: Path) -> None:
    before = """
from kiosk.receipt.printers import NoPrinter
terminal.CLOSED_SECONDS = 0
NoPrinter.purge = lambda _: 1 / 0
"""
    done = run(before, tmp_path)
    assert (done.returncode, done.stderr) == (3, "")
    assert '"outcome": "print queue"' in (tmp_path / "audit.jsonl").read_text()


def test_a_fault_in_a_page_says_nothing_that_was_typed(tmp_path: Path) -> None:
    before = f"""
QTimer.singleShot(0, lambda: int("Meier"))
QTimer.singleShot(0, lambda: os.kill(os.getpid(), {int(signal.SIGINT)}))
"""
    done = run(before, tmp_path)
    assert "fault: ValueError" in done.stderr
    assert "Meier" not in done.stderr
