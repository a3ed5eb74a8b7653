"""Work off the screen's thread: the port, and the one thread with its asyncio loop.

The loop carries every request and, through `asyncio.to_thread`, everything that blocks. An
outcome is handed back through `deliver`, which the screen supplies (ui/worker.py).
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Work = Callable[[], Coroutine[Any, Any, T]]

CLOSING_SECONDS = 10
"""So long the work under way may take to notice that it was cancelled."""


class StoppedError(Exception):
    """Work stopped of itself, without an outcome."""


class Task(Protocol):
    """Work under way."""

    def cancel(self) -> object:
        """Stop it; neither outcome will be told."""


class Worker(Protocol):
    """Runs `work` elsewhere and tells exactly one outcome on the caller's thread."""

    def run(
        self, work: Work[T], succeed: Callable[[T], None], fail: Callable[[Exception], None]
    ) -> Task:
        """Start `work`."""

    def close(self, farewell: Work[None]) -> None:
        """Cancel everything, have `farewell` done, and let go; nothing is told afterwards."""


class LoopThread:
    """One background thread running one asyncio loop, closed by name.

    Args:
        deliver: puts a call on the screen's thread; must be safe to use from any thread.
    """

    def __init__(self, deliver: Callable[[Callable[[], None]], None]) -> None:
        self._deliver = deliver
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="worker", daemon=True)
        self._closed = False
        self._thread.start()

    def run(
        self, work: Work[T], succeed: Callable[[T], None], fail: Callable[[Exception], None]
    ) -> Task:
        """Start `work` on the loop; see `Worker`."""
        future = asyncio.run_coroutine_threadsafe(_awaited(work), self._loop)

        def ended(done: Future[T]) -> None:
            if done.cancelled():
                return
            self._deliver(lambda: self._tell(done, succeed, fail))

        future.add_done_callback(ended)
        return future

    def _tell(
        self, done: Future[T], succeed: Callable[[T], None], fail: Callable[[Exception], None]
    ) -> None:
        if self._closed or done.cancelled():
            return
        error = done.exception()
        if error is None:
            succeed(done.result())
        elif isinstance(error, Exception) and not isinstance(error, CancelledError):
            fail(error)
        else:
            raise error

    def close(self, farewell: Work[None]) -> None:
        """Cancel, wait for the cancelled to end, do `farewell`, stop the loop, join its thread.

        Never raises. A thread that blocks is not waited for: its outcome is not wanted.
        """
        if self._closed:
            return
        self._closed = True
        ending = asyncio.run_coroutine_threadsafe(_end(farewell), self._loop)
        with contextlib.suppress(Exception):  # who leaves cannot be helped any more
            ending.result(timeout=CLOSING_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=CLOSING_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()


async def _awaited(work: Work[T]) -> T:
    try:
        return await work()
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise StoppedError from None  # nobody asked for it: an outcome is owed all the same


async def _end(farewell: Work[None]) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await farewell()
