"""How long from starting the program to its first painted page, and what it weighs then.

    .venv/bin/python tests/bench/bench_start.py [runs]

Prints median and range; compares with importing Qt alone, the floor of any Qt program, and with
the demo, whose portal starts beside it and enrols its terminal.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.bootstrap import Kiosk

ROOT = Path(__file__).parent.parent.parent
FLOOR = "from PySide6.QtWidgets import QApplication, QWidget"


def terminal() -> None:
    """Start the kiosk of a terminal whose portal is away."""
    from kiosk.settings import PaperSettings, PortalSettings, ScreenSettings, Settings
    from ui.bootstrap import build

    settings = Settings(
        portal=PortalSettings(url="http://127.0.0.1:9", sign_in="none"),
        screen=ScreenSettings(full_screen=False),
        paper=PaperSettings(printer="none"),
        state_folder=os.environ["BENCH_FOLDER"],
    )
    show(lambda: build(settings))


def demo() -> None:
    """Start the kiosk of the demo, and its portal."""
    from ui.demo import EnrolsItself, demo_settings, embedded_portal

    folder = Path(os.environ["BENCH_FOLDER"])
    with embedded_portal(1061) as started:
        from ui.bootstrap import build

        url, code = started()
        settings = demo_settings(url, 1061, folder, "none")
        show(lambda: build(settings, secrets=EnrolsItself(url, code, folder)))


def show(built: "Callable[[], Kiosk]") -> None:
    """Start a kiosk, say when its first page was painted, and end."""
    from PySide6.QtCore import QTimer

    from ui.bootstrap import application

    app = application(["schalter"])
    kiosk = built()
    kiosk.shell.resize(1080, 1920)

    def painted() -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(time.monotonic(), peak, flush=True)
        app.quit()

    kiosk.start()
    kiosk.shell.repaint()
    QTimer.singleShot(0, painted)
    app.exec()
    kiosk.close()


def started(arguments: list[str]) -> tuple[float, float]:
    """Return ms until the first painted page and the peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "BENCH_FOLDER": folder,
            "XDG_RUNTIME_DIR": folder,
        }
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, *arguments],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        painted, peak = (float(figure) for figure in done.stdout.split())
        return (painted - begun) * 1000, peak


def main() -> None:
    """Measure in turn, so that a drifting machine touches both alike."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    kiosk, trained, floor, peaks = [], [], [], []
    for _ in range(runs):
        begun = time.monotonic()
        subprocess.run([sys.executable, "-c", FLOOR], check=True)
        floor.append((time.monotonic() - begun) * 1000)
        took, peak = started([__file__, "terminal"])
        kiosk.append(took)
        peaks.append(peak)
        trained.append(started([__file__, "demo"])[0])
    ratio = statistics.median(a / b for a, b in zip(kiosk, floor, strict=True))
    rows = ("first painted page", kiosk), ("of the demo", trained), ("importing Qt alone", floor)
    for name, figures in rows:
        middle = statistics.median(figures)
        print(f"{name:20} {middle:6.0f} ms  ({min(figures):.0f} to {max(figures):.0f})")
    print(f"ratio                {ratio:6.2f}")
    print(f"peak memory          {statistics.median(peaks):6.0f} MB")


if __name__ == "__main__":
    {"terminal": terminal, "demo": demo}.get(sys.argv[-1], main)()
