"""A worker that keeps its work until the test lets it end."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from kiosk.worker import Work

T = TypeVar("T")


class HeldTask:
    def __init__(self, work: Work[Any], succeed: Any, fail: Any) -> None:
        self.work = work
        self.succeed = succeed
        self.fail = fail
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class HeldWorker:
    """See `kiosk.worker.Worker`."""

    def __init__(self) -> None:
        self.held: list[HeldTask] = []
        self.closed = False

    def run(
        self, work: Work[T], succeed: Callable[[T], None], fail: Callable[[Exception], None]
    ) -> HeldTask:
        task = HeldTask(work, succeed, fail)
        self.held.append(task)
        return task

    def close(self, farewell: Work[None]) -> None:
        asyncio.run(farewell())
        self.closed = True

    def finish(self) -> None:
        """Let the oldest work that was not cancelled end, and tell its outcome."""
        while self.held:
            task = self.held.pop(0)
            if task.cancelled:
                continue
            try:
                value = asyncio.run(task.work())
            except Exception as error:  # noqa: BLE001 - any outcome is told
                task.fail(error)
            else:
                task.succeed(value)
            return

    def finish_all(self) -> None:
        """Let everything end, also what begins meanwhile."""
        while self.held:
            self.finish()
