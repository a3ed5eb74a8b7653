"""The embedded portal and the kiosk on one machine: to look at, to train on, to photograph."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock

from kiosk.errors import SecretsUnavailable
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName, Secrets
from kiosk.settings import PaperSettings, PortalSettings, ScreenSettings, Settings, TerminalSettings

DEMO_SERVICE = "lu.wohnsitzbestaetigung"
ALONE, STAFFED = "self-service", "assisted"
"""The policies of kiosk/policy.py by which the demo's terminal may go."""


def demo(bfs: int, out: Path, policy: str = ALONE, *, two_windows: bool = False) -> int:
    """Show the kiosk in a window; where there is no display walk one visit offscreen.

    Where staff sign in, the embedded portal lets the first of them in. Of a counter, the screen
    that faces the visitor is on the second display, or with `two_windows` on the same one.
    """
    if not has_display():
        from ui.tour import Look  # noqa: PLC0415 - the window needs none of it

        print("There is no display: walking one visit offscreen.")
        return tour(bfs, Look("de"), [DEMO_SERVICE], out, policy)
    with embedded_portal(bfs, policy) as started, tempfile.TemporaryDirectory() as folder:
        from ui import terminal  # noqa: PLC0415 - Qt loads while the portal starts
        from ui.demo_staff import SignsInAlone  # noqa: PLC0415 - as above

        url, code = started()
        print(f"The embedded portal is at {url}/sandbox/ (Ctrl+C ends both)")
        facing = "window" if two_windows else "other"
        settings = demo_settings(
            url, bfs, Path(folder), folder_of_paper(out), policy, facing if policy != ALONE else ""
        )
        return terminal.run(settings, EnrolsItself(url, code, Path(folder)), SignsInAlone)


def tour(
    bfs: int, look: "object", services: Sequence[str] | None, out: Path, policy: str = ALONE
) -> int:
    """Walk whole visits offscreen; leave every screen as PNG and every paper as PDF in `out`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with embedded_portal(bfs, policy) as started, tempfile.TemporaryDirectory() as folder:
        from ui.tour import Look, Tour, walk  # noqa: PLC0415 - after the platform was chosen
        from ui.tour_counter import CounterTour  # noqa: PLC0415 - as above

        assert isinstance(look, Look)
        url, code = started()
        settings = demo_settings(url, bfs, Path(folder), folder_of_paper(out), policy)
        guide = CounterTour if policy == STAFFED else Tour
        count = walk(settings, EnrolsItself(url, code, Path(folder)), look, services, out, guide)
    print(f"{count} pictures and the confirmations are in {out.resolve()}")
    return 0


def tour_of_terminal(
    settings: Settings, look: "object", services: Sequence[str] | None, out: Path
) -> int:
    """Walk whole visits with a terminal's own settings, key and printer, offscreen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kiosk.secrets.choosing import secrets_for  # noqa: PLC0415 - only where it is needed
    from ui.tour import Look, walk  # noqa: PLC0415 - after the platform was chosen

    assert isinstance(look, Look)
    as_window = Settings(
        portal=settings.portal,
        terminal=settings.terminal,
        screen=ScreenSettings(px_per_mm=settings.screen.px_per_mm, full_screen=False),
        paper=settings.paper,
        state_folder=settings.state_folder,
    )
    count = walk(as_window, secrets_for(settings.portal.url), look, services, out)
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


def demo_terminal(bfs: int, policy: str = ALONE) -> TerminalSettings:
    """Return a terminal in the town hall of municipality `bfs`."""
    return TerminalSettings(
        id="demo-1",
        policy=policy,
        bfs=bfs,
        place="Eingangshalle",
        counter="Schalter 1, Erdgeschoss",
        phone="+41 41 000 00 00",
    )


def demo_settings(
    url: str, bfs: int, folder: Path, printer: str, policy: str = ALONE, facing: str = ""
) -> Settings:
    """Return the settings of that terminal, as a window; it keeps what it keeps in `folder`."""
    return Settings(
        portal=PortalSettings(url=url, sign_in="key"),
        terminal=demo_terminal(bfs, policy),
        screen=ScreenSettings(full_screen=False, visitor_display=facing),
        paper=PaperSettings(printer=printer),
        state_folder=str(folder),
    )


class EnrolsItself:
    """See `Secrets`. The terminal is enrolled when it is first asked who it is.

    That is behind the first frame, and the same way that `kiosk enrol --code` goes. What it keeps
    ends with the program.
    """

    def __init__(self, url: str, code: str, folder: Path) -> None:
        self._url, self._code = url, code
        self._file = folder / "kiosk.toml"
        self._one = Lock()

    def get(self, name: SecretName) -> str | None:
        """See `Secrets.get`."""
        with self._one:
            return self._kept.get(name)

    def put(self, name: SecretName, value: str) -> None:
        """See `Secrets.put`."""
        with self._one:
            self._kept.put(name, value)

    def delete(self, name: SecretName) -> None:
        """See `Secrets.delete`."""
        with self._one:
            self._kept.delete(name)

    @cached_property
    def _kept(self) -> Secrets:
        from kiosk.enrolment import Wish, enrol  # noqa: PLC0415 - behind the first frame
        from kiosk.enrolment_refusals import EnrolmentError  # noqa: PLC0415 - as above
        from kiosk.portals.access import Access  # noqa: PLC0415 - as above

        kept = MemorySecrets()
        wish = Wish(Access(self._url), self._file, self._code)
        try:
            asyncio.run(enrol(wish, kept, lambda _step: None))
        except EnrolmentError as error:
            print(error, file=sys.stderr)
            raise SecretsUnavailable("the demo's terminal was not enrolled") from error
        return kept


@contextmanager
def embedded_portal(bfs: int, policy: str = ALONE) -> Iterator[Callable[[], tuple[str, str]]]:
    """Run the embedded portal as a program of its own.

    Yields:
        What waits until it has started, and returns its address and the code that enrols the demo's
        terminal. It raises `RuntimeError` where it does not start; says what it printed.
    """
    terminal = demo_terminal(bfs, policy)
    lines = {name: getattr(terminal, name) for name in terminal.__struct_fields__}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kiosk.sandbox", "--port", "0", "--folder", folder]
        with subprocess.Popen(  # noqa: S603 - our own program
            [*command, "--sign-in", "--enrol", json.dumps(lines)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent,
        ) as process:
            try:
                yield lambda: _address_and_code(process)
            finally:
                process.terminate()


def _address_and_code(process: "subprocess.Popen[str]") -> tuple[str, str]:
    assert process.stdout is not None
    address, code = (process.stdout.readline().strip() for _ in range(2))
    if not code:
        printed = address + process.stdout.read()
        raise RuntimeError(f"the embedded portal did not start: {printed}")
    return address, code
