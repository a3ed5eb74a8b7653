"""One wipe from its beginning to its end: off the screen's thread, then on it, in bounded time."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from kiosk.clock import Alarm, Clock
from kiosk.portals.portal import Portal
from kiosk.wiping import Wiper, wipe_all
from kiosk.worker import Worker

T = TypeVar("T")

LAST_SHEET_SECONDS = 20.0
"""So long a wipe waits for paper that is just coming out."""

GIVING_UP_SECONDS = 40.0
"""So long whoever follows a print job may take to notice that it was cancelled."""

LONGEST_WIPE_SECONDS = 150.0
"""A wipe that takes longer has failed, whatever it waits for."""


class Clearing:
    """Clears away what a visit left, one wipe at a time.

    Args:
        worker: where the core's wipers run.
        clock: rings when a wipe does not end.
        portal: returns the portal; called on the worker only.
        wipers: those of the core.
        screen_wipers: those of the screen; they run on its thread, after the core's.
    """

    def __init__(
        self,
        worker: Worker,
        clock: Clock,
        portal: Callable[[], Portal],
        wipers: tuple[Wiper, ...],
        screen_wipers: tuple[Wiper, ...],
    ) -> None:
        self._worker = worker
        self._clock = clock
        self._portal = portal
        self._wipers = wipers
        self._screen_wipers = screen_wipers
        self._thread_in_use = asyncio.Lock()
        self._alarm: Alarm | None = None
        self._ended: Callable[[tuple[str, ...]], None] | None = None

    async def blocking(self, work: Callable[[], T]) -> T:
        """Have `work` done on a thread of its own.

        A thread cannot be cancelled: a wipe waits for it, also when nobody else does any more.
        """
        await self._thread_in_use.acquire()
        thread = asyncio.ensure_future(asyncio.to_thread(work))
        thread.add_done_callback(lambda _: self._thread_in_use.release())
        return await asyncio.shield(thread)

    def begin(self, ended: Callable[[tuple[str, ...]], None]) -> None:
        """Wipe; `ended` is told once, on the screen's thread, the names of what failed."""
        self._ended = ended
        self._alarm = self._clock.after(LONGEST_WIPE_SECONDS, lambda: self._end(("deadline",)))
        self._worker.run(self._core, self._screen, lambda _: self._screen(("core",)))

    def stop(self) -> None:
        """Tell nothing any more."""
        self._ended = None
        if self._alarm is not None:
            self._alarm.cancel()

    async def _core(self) -> tuple[str, ...]:
        quiet = await self._quiet(LAST_SHEET_SECONDS)
        failed: tuple[str, ...] = ()
        try:
            await self._portal().renew()
        except Exception:  # noqa: BLE001 - whatever it was, something may be left
            failed = ("portal",)
        failed += await asyncio.to_thread(wipe_all, self._wipers)
        if quiet:
            return failed
        # A printer that jams or hangs: its job was cancelled just now, or handed over only now.
        if not await self._quiet(GIVING_UP_SECONDS):
            return (*failed, "blocked")
        return failed + await asyncio.to_thread(wipe_all, self._wipers)

    async def _quiet(self, seconds: float) -> bool:
        """Wait until nothing blocks; return whether that came within `seconds`."""
        try:
            async with asyncio.timeout(seconds), self._thread_in_use:
                return True
        except TimeoutError:
            return False

    def _screen(self, failed: tuple[str, ...]) -> None:
        self._end(failed + wipe_all(self._screen_wipers))

    def _end(self, failed: tuple[str, ...]) -> None:
        ended = self._ended
        self.stop()
        if ended is not None:
            ended(failed)
