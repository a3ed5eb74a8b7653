"""Brings what lies in the outbox to the portal: in order, once under its key, again and again.

It knows no visit and nobody of staff: it begins with the program, and a wipe that cuts its line
off only makes it try again.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from kiosk.audit import AuditEvent
from kiosk.clock import Alarm, Clock
from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    NotAllowed,
    PortalError,
    SecretsUnavailable,
    Unreachable,
    Withdrawn,
)
from kiosk.outbox.outbox import Outbox
from kiosk.outbox.store import Kept, StoreError
from kiosk.portals.portal import Portal
from kiosk.worker import Task, Worker

FIRST_WAIT = 5.0
LONGEST_WAIT = 600.0
"""Seconds between two rounds: the first, and the most, unless the portal asks for more."""
LONGEST_RETRY_AFTER = 3_600.0
"""A portal that asks for more patience is asked again all the same."""

Told: TypeAlias = tuple[AuditEvent, dict[str, str]]


@dataclass
class Round:
    """One way to the portal and back: what is to be written down, and when to go again."""

    told: list[Told] = field(default_factory=list)
    failed: bool = False
    """Whether something is still to be sent."""
    retry_after: float = 0.0


class Courier:
    """Goes on its rounds; called on the screen's thread.

    Args:
        outbox: what is sent; its file is opened in the first round.
        portal: returns the portal; called on the worker only.
        record: writes down what became of a submission.
        changed: is told after each round: a page may say something else now.
        chance: a number from 0 to 1, so that terminals do not all come at once.
    """

    def __init__(
        self,
        outbox: Outbox,
        portal: Callable[[], Portal],
        worker: Worker,
        clock: Clock,
        record: Callable[..., None],
        changed: Callable[[], None],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._outbox, self._portal = outbox, portal
        self._worker, self._clock = worker, clock
        self._record, self._changed, self._chance = record, changed, chance
        self._failures = 0
        self._alarm: Alarm | None = None
        self._under_way: Task | None = None
        self._again = False

    def start(self) -> None:
        """Begin with the program: what a power cut left here is sent."""
        self.go()

    def go(self) -> None:
        """Go now, or once more after the round that is under way."""
        self._quiet()
        if self._under_way is not None:
            self._again = True
            return
        self._under_way = self._worker.run(self._round, self._back, lambda _: self._lost())

    def stop(self) -> None:
        """Go no more; what is under way is dropped, and sent again some time."""
        self._quiet()
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None

    # --- On the screen's thread ----------------------------------------------------------------

    def _back(self, done: Round) -> None:
        self._under_way = None
        for event, fields in done.told:
            self._record(event, **fields)
        self._failures = self._failures + 1 if done.failed else 0
        if self._again:
            self._again = False
            self.go()
        elif self._outbox.kept or done.failed:
            self._alarm = self._clock.after(self._wait(done), self.go)
        self._changed()

    def _lost(self) -> None:
        """A fault of ours, or the worker was stopped: what is kept is still kept."""
        self._back(Round(failed=True))

    def _wait(self, done: Round) -> float:
        """Return the seconds until the next round; exponential, with jitter (a half at least)."""
        if not done.failed:  # only refused ones are left; they wait for their end
            return LONGEST_WAIT
        backoff = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(self._failures - 1, 16))
        jittered = backoff * (0.5 + self._chance() / 2)
        return max(jittered, min(done.retry_after, LONGEST_RETRY_AFTER))

    def _quiet(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    # --- On the worker -------------------------------------------------------------------------

    async def _round(self) -> Round:
        done = Round()
        try:
            await asyncio.to_thread(self._outbox.look)
            await self._expire(done)
            for kept in tuple(self._outbox.kept):
                if not kept.refused and not await self._brought(kept, done):
                    break
            await asyncio.to_thread(self._outbox.look)
        except StoreError:
            done.failed = True
        return done

    async def _expire(self, done: Round) -> None:
        now = self._clock.now()
        for key in await asyncio.to_thread(self._outbox.store.expire, now):
            done.told.append((AuditEvent.STORED_EXPIRED, {"key": key}))
        await asyncio.to_thread(self._outbox.look)

    async def _brought(self, kept: Kept, done: Round) -> bool:
        """Send one; return whether the next one may be sent in this round."""
        store = self._outbox.store
        letter = await asyncio.to_thread(store.sealed, kept.key)
        try:
            await self._portal().submit_sealed(letter)
        except (PortalError, SecretsUnavailable) as error:
            refused = is_final(error)
            await asyncio.to_thread(store.note, kept.key, error.code, refused=refused)
            if refused:
                told = {"key": kept.key, "code": error.code}
                done.told.append((AuditEvent.STORED_REFUSED, told))
                return True
            done.failed = True
            done.retry_after = error.retry_after if isinstance(error, Busy) else 0.0
            return not is_about_the_line(error)
        done.told.append((AuditEvent.STORED_SENT, {"key": kept.key}))
        await asyncio.to_thread(store.remove, kept.key)
        return True


def is_final(error: PortalError | SecretsUnavailable) -> bool:
    """Whether the portal refused a submission for good: it would say the same again."""
    return isinstance(error, Declined | FormChanged | Withdrawn)


def is_about_the_line(error: PortalError | SecretsUnavailable) -> bool:
    """Whether nothing else would arrive now either."""
    return isinstance(error, Unreachable | Busy | NotAllowed | SecretsUnavailable)
