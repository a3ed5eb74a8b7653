"""A real CUPS queue in front of a real (virtual) IPP Everywhere printer, private and on loopback.

Everything lives in one folder and is ended by name: a message bus and avahi, which
`ippeveprinter` wants, the printer, and a CUPS scheduler of our own.
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
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("dbus-daemon", "avahi-daemon", "ippeveprinter", "ipptool", "cupsd", "lpadmin", "lp")
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

_AVAHI = """[server]
host-name=counter
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[publish]
publish-hinfo=no
publish-workstation=no
"""

_COMMAND = """#!/bin/sh
# What the printer does with a sheet: it reads its mood, and reports its troubles on stderr.
mood=$(cat {folder}/mood)
case "$mood" in
  jam) echo "STATE: +media-jam-error" >&2; exit 1 ;;
  empty)
    echo "STATE: +media-empty-error" >&2
    read refilled < {folder}/refill
    echo "STATE: -media-empty-error" >&2
    [ "$refilled" = paper ] || exit 1 ;;
esac
cp "$1" {folder}/tray/$$.pdf.part && mv {folder}/tray/$$.pdf.part {folder}/tray/$$.pdf
"""

_CUPSD = """Listen {folder}/cups.sock
LogLevel warn
Browsing No
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
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
        """Return the documents that came out."""
        return [path.read_bytes() for path in sorted((self.folder / "tray").glob("*.pdf"))]

    def become(self, mood: str) -> None:
        """Make the printer `ready`, `empty` or `jam`."""
        (self.folder / "mood").write_text(mood)

    def refill(self, what: str = "paper") -> None:
        """Put paper into a printer that waits for it."""
        (self.folder / "refill").write_text(what + "\n")

    def vanish(self) -> None:
        """Pull the printer's plug."""
        self.printer.send_signal(signal.SIGKILL)
        self.printer.wait()


@contextmanager
def printing() -> Iterator[Rig]:
    """Bring everything up, and take all of it down again."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="rig-", dir="/tmp"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        _write(folder)
        environment = {
            **os.environ,
            "PATH": _PATH,
            "LC_ALL": "C",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus",
            "CUPS_SERVER": str(folder / "cups.sock"),
        }

        def start(name: str, *words: str) -> "subprocess.Popen[bytes]":
            with (folder / f"{name}.log").open("wb") as log:
                started = subprocess.Popen(
                    [name, *words], env=environment, stdout=log, stderr=log, cwd=folder
                )
            stack.callback(_end, started)
            return started

        def works(*words: str) -> bool:
            return not subprocess.run(
                words, env=environment, capture_output=True, timeout=_PATIENCE, check=False
            ).returncode

        start("dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile")
        _until(lambda: (folder / "bus").exists(), folder)
        start(
            "avahi-daemon", "-f", f"{folder}/avahi.conf",
            "--no-chroot", "--no-drop-root", "--no-rlimits",
        )  # fmt: skip
        _until(lambda: b"startup complete" in (folder / "avahi-daemon.log").read_bytes(), folder)
        port = _free_port()
        address = f"ipp://localhost:{port}/ipp/print"
        printer = start(
            "ippeveprinter", "-k", "-d", f"{folder}/jobs", "-p", str(port), "-n", "localhost",
            "-f", "application/pdf", "-c", f"{folder}/command", "Counter",
        )  # fmt: skip
        start("cupsd", "-f", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf")
        _until(lambda: works("ipptool", "-q", address, "get-printer-attributes.test"), folder)
        _until(lambda: (folder / "cups.sock").exists(), folder)
        _until(
            lambda: works("lpadmin", "-p", QUEUE, "-E", "-v", address, "-m", "everywhere"), folder
        )
        yield Rig(folder, printer)


def _write(folder: Path) -> None:
    folder.chmod(0o755)
    for name in ("jobs", "tray", "cups/spool/tmp", "cups/cache", "cups/state", "cups/temp"):
        (folder / name).mkdir(parents=True)
    for name, text in {
        "bus.conf": _BUS,
        "avahi.conf": _AVAHI,
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
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
