"""Drafts on their way to another screen: sealed, in memory only, for a quarter of an hour."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.sandbox.brake import Brake
from kiosk.sandbox.problems import Problem

LIFE = timedelta(minutes=15)
AGAIN = timedelta(seconds=60)
"""So long the same terminal gets it again: an answer may have been lost."""
MOST_WAITING = 3
"""Of one terminal; the oldest makes room for a fourth."""
MOST_WRONG = 100
"""Wrong ids of all terminals together within `LIFE`; more and every one has to wait."""


@dataclass
class Waiting:
    """One draft, by whom it was laid here, and who took it when."""

    terminal: str
    id: str = field(repr=False)
    sealed: str = field(repr=False)
    expires_at: datetime
    taker: str | None = None
    gone_at: datetime | None = None
    """When the taker does not get it any more, either."""


class Handovers:
    """What waits. Use it on the portal's event loop only.

    Nothing that is given as a reason tells a wrong id from one that is old or was taken.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._waiting: dict[str, Waiting] = {}
        self._brake = Brake(now)
        self._wrong: deque[datetime] = deque()

    def lay(self, terminal: str, id_: str, sealed: str) -> datetime:
        """Take a draft of `terminal`; return until when it waits. The same again is fine.

        Raises:
            Problem: `key-reused`; another draft has this id.
        """
        self._forget_old()
        before = self._waiting.get(id_)
        if before is not None:
            if (before.terminal, before.sealed) != (terminal, sealed):
                raise Problem("key-reused")
            return before.expires_at
        older = [one.id for one in self._waiting.values() if one.terminal == terminal]
        for id_before in older[: max(0, len(older) - MOST_WAITING + 1)]:
            del self._waiting[id_before]
        waiting = Waiting(terminal, id_, sealed, self._now() + LIFE)
        self._waiting[id_] = waiting
        self._forget_in(LIFE)
        return waiting.expires_at

    def take(self, terminal: str, id_: str) -> str:
        """Give the draft `id_` to `terminal`, and to nobody else afterwards.

        Raises:
            Problem: `not-found`, or `too-many-requests` while wrong ids come too fast.
        """
        self._forget_old()
        if wait := max(self._brake.wait_s(terminal), self._wait_s()):
            raise Problem("too-many-requests", headers={"Retry-After": str(wait)})
        waiting = self._waiting.get(id_)
        if waiting is None or not waiting.sealed or waiting.taker not in {None, terminal}:
            self._brake.wrong(terminal)
            self._wrong.append(self._now())
            raise Problem("not-found")
        if waiting.taker is None:
            waiting.taker, waiting.gone_at = terminal, self._now() + AGAIN
            self._forget_in(AGAIN)
        return waiting.sealed

    def state(self, terminal: str, id_: str) -> str:
        """Return how the draft stands that `terminal` laid here, as a word of the contract.

        Raises:
            Problem: `gone`; it expired, or never was one of this terminal.
        """
        self._forget_old()
        waiting = self._waiting.get(id_)
        if waiting is None or waiting.terminal != terminal:
            raise Problem("gone")
        return "waiting" if waiting.taker is None else "taken"

    def withdraw(self, terminal: str, id_: str) -> None:
        """Forget a draft that `terminal` laid here; one that is gone is fine."""
        waiting = self._waiting.get(id_)
        if waiting is not None and waiting.terminal == terminal:
            del self._waiting[id_]

    def _wait_s(self) -> int:
        """Return how many seconds everybody has to wait: many guess at once."""
        while self._wrong and self._wrong[0] + LIFE <= self._now():
            self._wrong.popleft()
        if len(self._wrong) < MOST_WRONG:
            return 0
        return max(1, round((self._wrong[0] + LIFE - self._now()).total_seconds()))

    def _forget_in(self, span: timedelta) -> None:
        later = span.total_seconds() + 1
        asyncio.get_running_loop().call_later(later, self._forget_old)

    def _forget_old(self) -> None:
        """Forget what expired, and of what was taken all but that it was."""
        now = self._now()
        kept = {id_: one for id_, one in self._waiting.items() if now < one.expires_at}
        for one in kept.values():
            if one.gone_at is not None and now >= one.gone_at:
                one.sealed = ""
        self._waiting = kept
