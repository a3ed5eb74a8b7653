"""Work for a visit. What comes back for somebody who left, or who went on, is dropped."""

import logging
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from kiosk.errors import KioskError
from kiosk.worker import Task, Worker

T = TypeVar("T")

_log = logging.getLogger("kiosk")


class Errands:
    """Runs the work of one visit after the other.

    Args:
        worker: where it runs.
        safely: calls what it is given on the screen's thread, and survives a fault in it.

    Attributes:
        visit: the number of this visit; every piece of work is stamped with it.
    """

    def __init__(self, worker: Worker, safely: Callable[[Callable[[], None]], None]) -> None:
        self._worker = worker
        self._safely = safely
        self.visit = 0
        self._latest = Latest(self)

    def beside(
        self,
        work: Callable[[], Coroutine[Any, Any, T]],
        succeed: Callable[[T], None],
        fail: Callable[[Exception], None],
    ) -> Task:
        """Run `work` for this visit, whatever else is under way."""
        visit = self.visit

        def succeeded(outcome: T) -> None:
            if visit == self.visit:
                self._safely(lambda: succeed(outcome))

        def failed(error: Exception) -> None:
            if visit == self.visit:
                if not isinstance(error, KioskError):
                    _log.error("unexpected: %s", described(error))
                self._safely(lambda: fail(error))

        return self._worker.run(work, succeeded, failed)

    def instead(
        self,
        work: Callable[[], Coroutine[Any, Any, T]],
        succeed: Callable[[T], None],
        fail: Callable[[Exception], None],
    ) -> None:
        """Run `work` in place of the errand before, which nobody waits for any more."""
        self._latest.run(work, succeed, fail)

    def drop(self) -> None:
        """Wait no more for the errand under way."""
        self._latest.drop()

    def end_visit(self) -> int:
        """Begin the next visit; return the number of the one that ended."""
        self.drop()
        self.visit += 1
        return self.visit - 1


class Latest:
    """Of several pieces of work, run by `errands`, only the one that began last is heard."""

    def __init__(self, errands: Errands) -> None:
        self._errands = errands
        self._task: Task | None = None
        self._number = 0

    def run(
        self,
        work: Callable[[], Coroutine[Any, Any, T]],
        succeed: Callable[[T], None],
        fail: Callable[[Exception], None],
    ) -> None:
        """Run `work`; nothing that began before is waited for any more."""
        self.drop()
        number = self._number

        def succeeded(outcome: T) -> None:
            if number == self._number:
                succeed(outcome)

        def failed(error: Exception) -> None:
            if number == self._number:
                fail(error)

        self._task = self._errands.beside(work, succeeded, failed)

    def drop(self) -> None:
        """Wait for nothing, also not for an outcome that is already on its way back."""
        self._number += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None


def described(error: BaseException) -> str:
    """Return the kind of `error` and where it was raised; what it says may hold an answer."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
