"""A real CUPS queue in front of a real (virtual) IPP Everywhere printer, private and on loopback.

Everything lives in one folder and is ended by name: a message bus, without
which `ippeveprinter` does not start, the printer, and a CUPS scheduler of our own.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("dbus-daemon", "ippeveprinter", "ipptool", "cupsd", "lpadmin", "lp")
QUEUE = "kiosk"

_PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"
_PATIENCE = 20.0
"""Seconds that a part may take to be ready; each is up in about one."""

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>
"""

_COMMAND = """#!/bin/sh
# What the printer does with a sheet: it reads its mood, and reports its troubles on stderr.
mood=$(cat {folder}/mood)
echo "STATE: -media-jam-error,media-empty-error" >&2
case "$mood" in
  slow) read told < {folder}/refill; [ "$told" = paper ] || exit 1 ;;
  jam) echo "STATE: +media-jam-error" >&2; exit 1 ;;
  empty)
    echo "STATE: +media-empty-error" >&2
    read refilled < {folder}/refill
    echo "STATE: -media-empty-error" >&2
    [ "$refilled" = paper ] || exit 1 ;;
esac
sheet={folder}/tray/$(date +%s%N)-$$
cp "$1" $sheet.part && mv $sheet.part $sheet.pdf
"""

_CUPSD = """Listen {folder}/cups.sock
LogLevel warn
Browsing No
DefaultAuthType None
WebInterface No
PreserveJobHistory 60
PreserveJobFiles No
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

_CUPS_FILES = """ServerRoot {folder}/cups
RequestRoot {folder}/cups/spool
CacheDir {folder}/cups/cache
StateDir {folder}/cups/state
TempDir {folder}/cups/temp
ErrorLog {folder}/cups/error_log
AccessLog {folder}/cups/access_log
PageLog {folder}/cups/page_log
FileDevice Yes
Sandboxing relaxed
"""


def missing() -> list[str]:
    """Return the programs that the rig needs and this machine lacks."""
    return [name for name in PROGRAMS if shutil.which(name, path=_PATH) is None]


@dataclass
class Rig:
    """A queue that is up, and the printer behind it."""

    folder: Path
    printer: "subprocess.Popen[bytes]"

    @property
    def environment(self) -> dict[str, str]:
        """What a client needs to reach this queue and no other."""
        return {"CUPS_SERVER": str(self.folder / "cups.sock")}

    def sheets(self) -> list[bytes]:
        """Return the documents that came out, in that order."""
        came_out = (self.folder / "tray").glob("*.pdf")
        in_order = sorted(came_out, key=lambda path: path.stat().st_mtime_ns)
        return [path.read_bytes() for path in in_order]

    def become(self, mood: str) -> None:
        """Make the printer `ready`, `slow`, `empty` or `jam`."""
        (self.folder / "mood").write_text(mood)

    def refill(self) -> None:
        """Put paper in, or tell a slow printer to go on, as soon as it waits for that."""
        (self.folder / "refill").write_text("paper\n")

    def settle(self) -> None:
        """Let go of a printer that still waits."""
        try:
            waiting = os.open(self.folder / "refill", os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return  # it does not wait
        os.write(waiting, b"none\n")
        os.close(waiting)

    def vanish(self) -> None:
        """Pull the printer's plug."""
        self.printer.send_signal(signal.SIGKILL)
        self.printer.wait()


@contextmanager
def printing() -> Iterator[Rig]:
    """Bring everything up, and take all of it down again."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="rig-", dir="/tmp"))  # sockets need a short path
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        _write(folder)
        programs = _Programs(folder, stack)
        programs.start_bus()
        address = f"ipp://localhost:{_free_port()}/ipp/print"
        printer = programs.start_printer(address)
        programs.start_queue(address)
        yield Rig(folder, printer)


@dataclass
class _Programs:
    """The programs of a rig; whatever is started is ended by `stack`."""

    folder: Path
    stack: ExitStack

    def start_bus(self) -> None:
        self._start("dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork")
        _until((self.folder / "bus").exists, self.folder)

    def start_printer(self, address: str) -> "subprocess.Popen[bytes]":
        port = address.split(":")[2].split("/", maxsplit=1)[0]
        printer = self._start(
            "ippeveprinter", "-r", "off", "-k", "-p", port, "-n", "localhost",
            "-d", f"{self.folder}/jobs", "-c", f"{self.folder}/command",
            "-f", "application/pdf", "Counter",
        )  # fmt: skip
        question = ("ipptool", "-q", address, "get-printer-attributes.test")
        _until(lambda: self._works(*question), self.folder)
        return printer

    def start_queue(self, address: str) -> None:
        files = f"{self.folder}/cups-files.conf"
        self._start("cupsd", "-f", "-c", f"{self.folder}/cupsd.conf", "-s", files)
        _until((self.folder / "cups.sock").exists, self.folder)
        queue = ("lpadmin", "-p", QUEUE, "-E", "-v", address, "-m", "everywhere")
        _until(lambda: self._works(*queue), self.folder)

    def _start(self, name: str, *words: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{name}.log").open("wb") as log:
            started = subprocess.Popen(
                [name, *words],
                env=self._environment,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # it is ended together with what it starts
            )
        self.stack.callback(_end, started)
        return started

    def _works(self, *words: str) -> bool:
        done = subprocess.run(
            words, env=self._environment, capture_output=True, timeout=_PATIENCE, check=False
        )
        return done.returncode == 0

    @property
    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": _PATH,
            "LC_ALL": "C",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder}/bus",
            "CUPS_SERVER": str(self.folder / "cups.sock"),
        }


def _write(folder: Path) -> None:
    folder.chmod(0o755)
    for name in ("jobs", "tray", "cups/spool/tmp", "cups/cache", "cups/state", "cups/temp"):
        (folder / name).mkdir(parents=True)
    for name, text in {
        "bus.conf": _BUS,
        "command": _COMMAND,
        "cupsd.conf": _CUPSD,
        "cups-files.conf": _CUPS_FILES,
        "mood": "ready",
    }.items():
        (folder / name).write_text(text.replace("{folder}", str(folder)))
    (folder / "command").chmod(0o755)
    os.mkfifo(folder / "refill")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _until(ready: Callable[[], bool], folder: Path) -> None:
    """Ask `ready` until it says yes.

    Raises:
        TimeoutError: it never did; carries what the programs logged.
    """
    deadline = time.monotonic() + _PATIENCE
    pause = threading.Event()
    while not ready():
        if time.monotonic() > deadline:
            logs = {log.name: log.read_text()[-500:] for log in folder.glob("*.log")}
            raise TimeoutError(str(logs))
        pause.wait(0.02)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
