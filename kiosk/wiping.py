"""The wipe: what has to forget a visitor, in order; all are tried, one failure closes the kiosk.

The promise and its limits stand in ARCHITECTURE.md. A `Wiper` raises when it cannot promise.
"""

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Wiper:
    """One thing that forgets. `wipe` raises anything at all when something may be left."""

    name: str
    wipe: Callable[[], object]


def wipe_all(wipers: Iterable[Wiper]) -> tuple[str, ...]:
    """Try every one of `wipers` in order; return the names of those that failed."""
    return tuple(wiper.name for wiper in wipers if not _wiped(wiper))


def _wiped(wiper: Wiper) -> bool:
    try:
        wiper.wipe()
    except Exception:  # noqa: BLE001 - whatever it was, something may be left
        return False
    return True


class VisitFolder:
    """The visit's temporary folder: 0700, in memory where the machine has a tmpfs for the user."""

    def __init__(self, parent: Path) -> None:
        self.path = parent / "visit"
        self.empty()

    def empty(self) -> None:
        """Remove the folder with all that is in it, and make it anew.

        Raises:
            OSError: something could not be removed.
        """
        if self.path.exists():
            shutil.rmtree(self.path)
        self.path.mkdir(parents=True, mode=0o700)


def return_freed_memory() -> None:
    """Give freed memory back to the system, where the C library can (glibc `malloc_trim`).

    With `MALLOC_PERTURB_` set by the launcher, freed memory was overwritten before.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:  # musl has none
            trim(0)
