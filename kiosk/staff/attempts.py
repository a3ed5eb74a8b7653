"""Counts wrong PINs, and how long the next try has to wait.

The count lies in a file and is written *before* a PIN is checked: whoever pulls the plug has
used a try up. It is no secret and needs no more protection than the account: whoever can delete
it reads the keyring of the same account, too.
"""

import os
from collections.abc import Callable
from pathlib import Path

FREE = 3
"""So many tries have no delay: fingers slip."""

DELAYS = (5.0, 15.0, 60.0, 300.0, 900.0)
"""Seconds after the third wrong one, the fourth and so on; the last one stays."""

MOST = 10
"""After so many the staff member has to sign in anew."""


class Attempts:
    """The wrong PINs since the last right one.

    Args:
        path: the file of the count; its folder is made.
        monotonic: seconds that only grow. The time of day is never asked: a clock that is set
            back or forward changes no delay, and after a restart the whole delay begins anew.
    """

    def __init__(self, path: Path, monotonic: Callable[[], float]) -> None:
        self._path = path
        self._monotonic = monotonic
        self._count = _read(path)
        self._until = monotonic() + delay_after(self._count)

    @property
    def left(self) -> int:
        """How many tries are left, 0 for none."""
        return max(0, MOST - self._count)

    def wait(self) -> float:
        """Return the seconds until the next try, 0 for none."""
        return max(0.0, self._until - self._monotonic())

    def begin(self) -> None:
        """Count a try that is about to be made.

        Raises:
            OSError: it cannot be counted, and so must not be made.
        """
        _write(self._path, self._count + 1)
        self._count += 1
        self._until = self._monotonic() + delay_after(self._count)

    def forget(self) -> None:
        """Begin anew: the PIN was right, or a new sign-in proved who it is.

        Raises:
            OSError: the file keeps the old count.
        """
        self._count, self._until = 0, 0.0
        _write(self._path, 0)


def delay_after(count: int) -> float:
    """Return the seconds that the try after `count` wrong ones has to wait."""
    return 0.0 if count < FREE else DELAYS[min(count - FREE, len(DELAYS) - 1)]


def _read(path: Path) -> int:
    """Return the count; a file that holds none was tampered with, and leaves one try."""
    try:
        count = int(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0
    except (OSError, ValueError):
        return MOST - 1
    return count if 0 <= count <= MOST else MOST - 1


def _write(path: Path, count: int) -> None:
    """Write so that the file holds the old count or the new one, whatever happens meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{count}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
