"""Slows down whoever guesses codes: a few wrong ones are free, then each costs twice the wait."""

import threading
from collections.abc import Callable
from datetime import datetime

FREE = 5
LONGEST_WAIT_S = 300
FORGIVEN_S = 900
"""After so long without a wrong one, all is forgotten."""


class Brake:
    """Counts wrong codes by who sent them, in memory."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._wrong: dict[str, tuple[int, float]] = {}

    def wait_s(self, who: str) -> int:
        """Return how many seconds `who` still has to wait; 0 if none."""
        with self._lock:
            self._forgive()
            count, last = self._wrong.get(who, (0, 0.0))
            return max(0, round(last + _penalty_s(count) - self._moment()))

    def wrong(self, who: str) -> None:
        """Note that `who` sent a wrong code just now."""
        with self._lock:
            self._forgive()
            count, _ = self._wrong.get(who, (0, 0.0))
            self._wrong[who] = (count + 1, self._moment())

    def _forgive(self) -> None:
        long_ago = self._moment() - FORGIVEN_S
        self._wrong = {who: known for who, known in self._wrong.items() if known[1] > long_ago}

    def _moment(self) -> float:
        return self._now().timestamp()


def _penalty_s(count: int) -> int:
    return 0 if count <= FREE else int(min(LONGEST_WAIT_S, 2 ** min(count - FREE, 20)))
