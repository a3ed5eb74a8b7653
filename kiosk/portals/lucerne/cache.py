"""The last good public answers, in memory: ETag, `max-age`, `stale-if-error` (RFC 9111, 5861).

Only what is the same for everybody is kept here, so it may outlive a visit.
"""

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from kiosk.errors import Busy, Unintelligible, Unreachable
from kiosk.portals.budget import (
    ASKING,
    ASKING_ONCE,
    MAX_FRESH,
    MAX_KEPT_ANSWERS,
    MAX_STALE,
    REST,
    Patience,
)
from kiosk.portals.http import Answer

T = TypeVar("T")

NOT_MODIFIED = 304


@dataclass(frozen=True)
class _Kept:
    value: Any
    etag: str
    fresh_until: float
    usable_until: float


class Cache:
    """Answers by address. `now` counts seconds and never jumps."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._resting_until = 0.0
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    async def fetch(
        self,
        address: str,
        ask: Callable[[str, Patience], Awaitable[Answer]],
        read: Callable[[Answer], T],
    ) -> T:
        """Return what is at `address`: kept and fresh, confirmed, new, or the last good one.

        Args:
            address: the key.
            ask: is given the ETag of what is kept, or '', and how patient to be; returns a 200
                or a 304.
            read: makes a value of a 200.

        Raises:
            PortalError: it failed, and nothing that may still be used is kept.
        """
        kept = self._kept.get(address)
        if kept and self._may_be_used_unasked(kept):
            return cast("T", kept.value)  # one address, one `read`
        usable = kept is not None and self._now() < kept.usable_until
        try:
            answer = await ask(kept.etag if kept else "", ASKING_ONCE if usable else ASKING)
            if answer.status == NOT_MODIFIED and kept:
                return self._keep(address, answer, cast("T", kept.value), kept.etag)
            return self._keep(address, answer, read(answer), answer.headers.get("etag", ""))
        except (Unreachable, Busy, Unintelligible):
            if kept is None or not usable:
                raise
            self._resting_until = self._now() + REST
            return cast("T", kept.value)

    def _may_be_used_unasked(self, kept: _Kept) -> bool:
        """Whether it is fresh, or the portal just failed: many pages then fail only once."""
        resting = min(self._resting_until, kept.usable_until)
        return self._now() < max(kept.fresh_until, resting)

    def _keep(self, address: str, answer: Answer, value: T, etag: str) -> T:
        """Keep `value` for as long as the answer allows, the longest unused going first."""
        control = answer.headers.get("cache-control", "").lower()
        if "no-store" in control:
            self._kept.pop(address, None)
            return value
        fresh_until = self._now() + min(_seconds(control, "max-age"), MAX_FRESH)
        usable_until = fresh_until + min(_seconds(control, "stale-if-error"), MAX_STALE)
        self._kept[address] = _Kept(value, etag, fresh_until, usable_until)
        self._kept.move_to_end(address)
        while len(self._kept) > MAX_KEPT_ANSWERS:
            self._kept.popitem(last=False)
        return value


def _seconds(control: str, directive: str) -> float:
    found = re.search(rf"(?:^|[,\s]){directive}\s*=\s*\"?(\d{{1,10}})", control)
    return float(found[1]) if found else 0.0
