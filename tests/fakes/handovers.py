"""The drafts of a portal in memory, and the other terminals that ask it for them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.errors import Busy, Declined, Withdrawn
from kiosk.portals.portal import Handover

LIFE = timedelta(minutes=15)
AGAIN = timedelta(minutes=1)
FREE, MOST_WAITING = 5, 3
HERE, ELSEWHERE = "here", "elsewhere"


@dataclass
class Draft:
    """What waits, by whom it was laid and taken, and when (since the test began)."""

    terminal: str
    sealed: str
    laid: timedelta
    taker: str = ""
    taken: timedelta = timedelta()


class FakeHandovers:
    """See the hand-over of `kiosk.portals.portal.Portal`; several terminals may share one.

    Attributes:
        drafts: what waits or was taken, by id.
        withdrawn: the ids that were withdrawn, in order.
        passed: how much time went by.
    """

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self.withdrawn: list[str] = []
        self.passed = timedelta()
        self._wrong: Counter[str] = Counter()

    def lay(self, handover: Handover, now: datetime, terminal: str = HERE) -> datetime:
        self._forget_old()
        before = self.drafts.get(handover.id)
        if before is not None and (before.terminal, before.sealed) != (terminal, handover.sealed):
            raise Declined("422 key-reused")
        if before is None:
            ours = [id_ for id_, draft in self.drafts.items() if draft.terminal == terminal]
            for id_ in ours[: max(0, len(ours) - MOST_WAITING + 1)]:
                del self.drafts[id_]
            self.drafts[handover.id] = Draft(terminal, handover.sealed, self.passed)
        return now + self.passed + LIFE

    def take(self, id_: str, terminal: str = HERE) -> str:
        self._forget_old()
        if self._wrong[terminal] > FREE:
            raise Busy("429 too-many-requests", retry_after=60)
        draft = self.drafts.get(id_)
        if draft is None or not self._may_take(draft, terminal):
            self._wrong[terminal] += 1
            raise Withdrawn("404 not-found")
        if not draft.taker:
            draft.taker, draft.taken = terminal, self.passed
        return draft.sealed

    def waits(self, id_: str, terminal: str = HERE) -> bool:
        self._forget_old()
        if id_ not in self.drafts or self.drafts[id_].terminal != terminal:
            raise Withdrawn("410 gone")
        return not self.drafts[id_].taker

    def withdraw(self, id_: str, terminal: str = HERE) -> None:
        self.withdrawn.append(id_)
        if id_ in self.drafts and self.drafts[id_].terminal == terminal:
            del self.drafts[id_]

    def _may_take(self, draft: Draft, terminal: str) -> bool:
        again = draft.taker == terminal and self.passed < draft.taken + AGAIN
        return not draft.taker or again

    def _forget_old(self) -> None:
        kept = (found for found in self.drafts.items() if self.passed < found[1].laid + LIFE)
        self.drafts = dict(kept)

    # --- Elsewhere -----------------------------------------------------------------------------

    def is_taken_elsewhere(self) -> str:
        """Let another terminal take what was laid last; return what it got."""
        return self.take([*self.drafts][-1], ELSEWHERE)
