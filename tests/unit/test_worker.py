"""The loop thread: one outcome a piece of work, and an end that comes in any case."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from queue import Empty, Queue

import pytest

from kiosk.worker import LoopThread, StoppedError, Task, Work

PATIENCE = 10


class Bench:
    """A loop thread whose outcomes wait here until they are let through."""

    def __init__(self) -> None:
        self.arrived: Queue[Callable[[], None]] = Queue()
        self.told: list[object] = []
        self.thread = LoopThread(self.arrived.put)

    def run(self, work: Work[object]) -> Task:
        return self.thread.run(work, self.told.append, self.told.append)

    def let_through(self) -> None:
        self.arrived.get(timeout=PATIENCE)()

    def close(self) -> list[str]:
        """Close, and return who was heard to say farewell."""
        heard = []

        async def farewell() -> None:
            heard.append(threading.current_thread().name)

        self.thread.close(farewell)
        return heard


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


async def value() -> object:
    return "value"


async def for_ever() -> object:
    return await asyncio.Event().wait()


def test_an_outcome_is_told_once_and_only_when_it_is_let_through(bench: Bench) -> None:
    bench.run(value)
    call = bench.arrived.get(timeout=PATIENCE)
    assert bench.told == []
    call()
    assert bench.told == ["value"]
    with pytest.raises(Empty):
        bench.arrived.get_nowait()


def test_an_error_is_told_as_it_is(bench: Bench) -> None:
    error = ValueError("x")

    async def fails() -> object:
        raise error

    bench.run(fails)
    bench.let_through()
    assert bench.told == [error]


def test_work_that_stops_of_itself_is_told_as_an_error(bench: Bench) -> None:
    async def stops() -> object:
        raise asyncio.CancelledError

    bench.run(stops)
    bench.let_through()
    assert [type(found) for found in bench.told] == [StoppedError]


def test_cancelled_work_ends_and_tells_nothing(bench: Bench) -> None:
    begun, ended = threading.Event(), threading.Event()

    async def work() -> object:
        begun.set()
        try:
            return await for_ever()
        finally:
            ended.set()

    task = bench.run(work)
    assert begun.wait(PATIENCE)
    task.cancel()
    assert ended.wait(PATIENCE)
    bench.run(value)
    bench.let_through()
    assert bench.told == ["value"]


def test_closing_ends_what_is_under_way_says_farewell_and_joins(bench: Bench) -> None:
    bench.run(for_ever)
    assert bench.close() == ["worker"]
    assert bench.told == []
    assert bench.close() == []
    assert "worker" not in {thread.name for thread in threading.enumerate()}


def test_an_outcome_that_waits_is_not_told_after_closing(bench: Bench) -> None:
    bench.run(value)
    call = bench.arrived.get(timeout=PATIENCE)
    bench.close()
    call()
    assert bench.told == []


def test_a_farewell_that_fails_does_not_keep_the_thread(bench: Bench) -> None:
    async def fails() -> None:
        raise OSError("x")

    bench.thread.close(fails)
    assert "worker" not in {thread.name for thread in threading.enumerate()}


def test_a_thread_that_blocks_does_not_keep_closing_from_its_end(
    bench: Bench,
) -> None:
    """A printer may be followed for a minute; the program must end all the same."""
    begun, free = threading.Event(), threading.Event()

    def block() -> None:
        begun.set()
        free.wait(PATIENCE)

    async def blocks() -> object:
        return await asyncio.to_thread(block)

    bench.run(blocks)
    assert begun.wait(PATIENCE)
    assert bench.close() == ["worker"]
    assert not free.is_set()
    free.set()
