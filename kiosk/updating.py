"""How a kiosk and an update speak: two small files in the state folder, written whole.

The kiosk says in one what it is; the update asks in the other that nobody may begin. An update
that is never taken back is forgotten after a while, and the terminal serves again.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.presence import Presence

PRESENCE, PENDING = "presence.json", "update-pending.json"
TOUCH_SECONDS = 3.0
"""So often the kiosk shows that it still runs."""
GONE_SECONDS = 60.0
"""A kiosk that has not for so long does not run; or it hangs, and nobody is served."""
MOST_HOLD_SECONDS = 2 * 3600.0
"""Nothing keeps visitors away for longer, whatever a file says."""


@dataclass(frozen=True)
class Told:
    """What a running kiosk says of itself."""

    presence: Presence
    version: str
    at: float
    """When it said so last, in seconds since 1970."""


class UpdateGate:
    """Both sides of the gate, in the folder of one terminal. Nothing here raises but `ask`.

    Args:
        folder: where the terminal keeps its state.
        now: seconds since 1970; files are compared with it.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._presence, self._pending = folder / PRESENCE, folder / PENDING
        self._now = now
        self._said: Presence | None = None
        self._touched = 0.0

    # --- The kiosk's side ----------------------------------------------------------------------

    def tell(self, presence: Presence) -> None:
        """Say what the terminal is; called several times a second, it writes when that changes."""
        now = self._now()
        if presence is self._said and abs(now - self._touched) < TOUCH_SECONDS:
            return
        with suppress(OSError):
            if presence is self._said and self._presence.exists():
                os.utime(self._presence, (now, now))
            else:
                told = {"presence": presence.value, "version": __version__}
                _write(self._presence, told, now)
            self._said, self._touched = presence, now

    def leave(self) -> None:
        """Say that no kiosk runs any more."""
        self._said = None
        with suppress(OSError):
            self._presence.unlink()

    @property
    def holds(self) -> bool:
        """Whether nobody may begin, because an update is about to."""
        until = _number(_read(self._pending), "until")
        return 0 < until - self._now() <= MOST_HOLD_SECONDS

    @property
    def waiting(self) -> float:
        """For how long (s) an update has waited for its turn; 0 where none does."""
        since = _number(_read(self._pending), "since")
        return max(0.0, self._now() - since) if since else 0.0

    # --- The update's side ---------------------------------------------------------------------

    @property
    def told(self) -> Told | None:
        """What the kiosk is; None where none runs."""
        try:
            at = self._presence.stat().st_mtime
        except OSError:
            return None
        said = _read(self._presence)
        words = {presence.value: presence for presence in Presence}
        presence = words.get(str(said.get("presence")))
        if presence is None or abs(self._now() - at) > GONE_SECONDS:
            return None
        return Told(presence, str(said.get("version", "")), at)

    @property
    def clear(self) -> bool:
        """Whether the program may be stopped now, and nobody can begin meanwhile."""
        told = self.told
        return told is None or told.presence.may_be_stopped

    def ask(self, seconds: float) -> None:
        """Ask that nobody may begin for so long; asking again remembers since when.

        Raises:
            OSError: the folder cannot be written.
        """
        now = self._now()
        since = _number(_read(self._pending), "since") or now
        _write(self._pending, {"since": since, "until": now + seconds}, now)

    def give_up(self) -> None:
        """Let visitors begin again, and remember that the update still waits."""
        with suppress(OSError):
            if self._pending.exists():
                self.ask(0)

    def release(self) -> None:
        """Let visitors begin again: the update is done, or was taken back."""
        with suppress(OSError):
            self._pending.unlink()


def _write(path: Path, told: dict[str, Any], now: float) -> None:
    """Write beside the file, and rename: a link that lies there is replaced, never followed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(told, file)
        os.utime(name, (now, now))
        Path(name).chmod(0o644)  # an update may run as another user than the kiosk
        Path(name).replace(path)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_bytes()[:4096])
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _number(told: dict[str, Any], name: str) -> float:
    value = told.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0
