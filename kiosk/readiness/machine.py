"""What this machine says about itself, read as it is now: the facts that the looks judge."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

MODPROBE = ("/etc/modprobe.d", "/run/modprobe.d", "/usr/lib/modprobe.d", "/lib/modprobe.d")
CUPSD = Path("/etc/cups/cupsd.conf")
MOST_BYTES = 1_000_000


def is_linux() -> bool:
    """Whether the looks at the system's lockdown know their way here."""
    return sys.platform == "linux"


def text(path: Path | str) -> str | None:
    """Return what a file of the system says; None where it is missing or may not be read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return None


def modprobe_rules() -> Iterator[str]:
    """Yield what each file of modprobe.d(5) says."""
    for folder in map(Path, MODPROBE):
        for path in sorted(folder.glob("*.conf")):
            yield text(path) or ""


def swap_limit() -> str | None:
    """Return how many bytes of this process's control group may be swapped, as the kernel says."""
    for line in (text("/proc/self/cgroup") or "").splitlines():
        if line.startswith("0::/"):  # version 2; proc(5)
            return text(Path("/sys/fs/cgroup") / line[4:] / "memory.swap.max")
    return None


def core_limit() -> int:
    """Return the size in bytes of a core dump that this process may leave; -1 is any."""
    import resource  # noqa: PLC0415 - Windows has none

    return resource.getrlimit(resource.RLIMIT_CORE)[0]


def user() -> tuple[int, str]:
    """Return number and name of who runs this process; a number without a name stands for it."""
    import pwd  # noqa: PLC0415 - Windows has none

    number = os.geteuid()
    try:
        return number, pwd.getpwuid(number).pw_name
    except KeyError:
        return number, str(number)
