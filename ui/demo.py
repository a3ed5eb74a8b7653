"""The embedded portal and the kiosk on one machine: to look at, to train on, to photograph."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.settings import PaperSettings, PortalSettings, ScreenSettings, Settings, TerminalSettings

DEMO_SERVICE = "lu.wohnsitzbestaetigung"


def demo(bfs: int, out: Path) -> int:
    """Show the kiosk in a window; where there is no display walk one visit offscreen."""
    if not has_display():
        from ui.tour import Look  # noqa: PLC0415 - the window needs none of it

        print("There is no display: walking one visit offscreen.")
        return tour(bfs, Look("de"), [DEMO_SERVICE], out)
    from ui import terminal  # noqa: PLC0415 - Qt loads when it is known to be of use

    with embedded_portal() as url, tempfile.TemporaryDirectory() as folder:
        print(f"The embedded portal is at {url}/sandbox/ (Ctrl+C ends both)")
        return terminal.run(demo_settings(url, bfs, Path(folder), folder_of_paper(out)))


def tour(bfs: int, look: "object", services: Sequence[str] | None, out: Path) -> int:
    """Walk whole visits offscreen; leave every screen as PNG and every paper as PDF in `out`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.tour import Look, walk  # noqa: PLC0415 - after the platform was chosen

    assert isinstance(look, Look)
    with embedded_portal() as url, tempfile.TemporaryDirectory() as folder:
        settings = demo_settings(url, bfs, Path(folder), folder_of_paper(out))
        count = walk(settings, look, services, out)
    print(f"{count} pictures and the confirmations are in {out.resolve()}")
    return 0


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def folder_of_paper(out: Path) -> str:
    """Return the printer setting that lays paper in `out`."""
    return f"folder:{out.resolve() / 'printed'}"


def demo_settings(url: str, bfs: int, folder: Path, printer: str) -> Settings:
    """Return the settings of a terminal in the town hall of municipality `bfs`."""
    return Settings(
        portal=PortalSettings(url=url, sign_in="none"),
        terminal=TerminalSettings(
            id="demo-1",
            bfs=bfs,
            place="Eingangshalle",
            counter="Schalter 1, Erdgeschoss",
            phone="+41 41 000 00 00",
        ),
        screen=ScreenSettings(full_screen=False),
        paper=PaperSettings(printer=printer),
        state_folder=str(folder),
    )


@contextmanager
def embedded_portal() -> Iterator[str]:
    """Run the embedded portal as a program of its own; yield its address.

    Raises:
        RuntimeError: it did not start; says what it printed.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kiosk.sandbox", "--port", "0", "--folder", folder]
        with subprocess.Popen(  # noqa: S603 - our own program
            command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent
        ) as process:
            try:
                yield _address(process)
            finally:
                process.terminate()


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        for word in line.split():
            if word.startswith("http://127.0.0.1:"):
                return word.rstrip("/.")
    raise RuntimeError(f"the embedded portal did not start: {printed}")
