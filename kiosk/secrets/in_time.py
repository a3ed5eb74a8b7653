"""Work that blocks, within a deadline: a keyring may wait for an answer that nobody will give."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class InTime(Generic[T]):
    """Has work done within `seconds`, or gives it up.

    A thread cannot be stopped. Work that was given up stays on a daemon thread, for which no exit
    waits, and as long as it stays no other is begun: a counter that asks for weeks keeps one.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._given_up: threading.Thread | None = None

    def do(self, work: Callable[[], T]) -> T:
        """Return what `work`, which must not raise, returns.

        Raises:
            TimeoutError: it takes too long, or the work before it still does.
        """
        if self._given_up is not None and self._given_up.is_alive():
            raise TimeoutError
        returned: SimpleQueue[T] = SimpleQueue()
        thread = threading.Thread(target=lambda: returned.put(work()), name="keyring", daemon=True)
        thread.start()
        try:
            return returned.get(timeout=self._seconds)
        except Empty:
            self._given_up = thread
            raise TimeoutError from None
