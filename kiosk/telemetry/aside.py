"""Work that blocks and that nobody waits for when the program ends, unlike `asyncio.to_thread`."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises, from a daemon thread of its own."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def give(value: T) -> None:
        if not future.done():
            future.set_result(value)

    def fail(error: Exception) -> None:
        if not future.done():
            future.set_exception(error)

    def run() -> None:
        with suppress(RuntimeError):  # the loop has closed meanwhile, and nobody waits
            try:
                value = work()
            except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told
                loop.call_soon_threadsafe(fail, error)
            else:
                loop.call_soon_threadsafe(give, value)

    Thread(target=run, name="telemetry", daemon=True).start()
    return await future
