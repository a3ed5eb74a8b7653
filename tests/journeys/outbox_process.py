"""A program with an outbox that dies where it is told to; test_outbox_killed.py starts it.

Each line of its input is `FOLDER URL KEY POINT` as a JSON array: it begins once more, in a process
of its own, at a point of `POINTS` ended by the system without a word (SIGKILL), and prints how that
process ended. With a key it confirms a submission and seals it; then it sends until nothing waits.
The product knows nothing of this.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from kiosk.audit import Audit
from kiosk.outbox import sealing
from kiosk.outbox.courier import Courier
from kiosk.outbox.outbox import Outbox
from kiosk.outbox.store import OutboxStore
from kiosk.portals.access import Access
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.portal import Submission
from kiosk.worker import LoopThread
from tests.fakes.sealing import typed
from tests.fakes.submissions import BFS, SERVICE

CANARY = "Canary-Xyzzy-Łódź"
STORED = "stored"
"""The file that is made once the paper may say so."""
PATIENCE_S = 30


def die(*_: object) -> None:
    """Be gone, as if the power was cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str) -> None:
    """Die in the place of a call."""
    setattr(owner, name, die)


def after(owner: Any, name: str) -> None:
    """Die when a call has done its work, before anybody hears of it."""
    honest = getattr(owner, name)

    def done(*values: Any, **named: Any) -> None:
        honest(*values, **named)
        die()

    setattr(owner, name, done)


def after_sending(owner: Any, name: str) -> None:
    """Die when the portal has answered, before anything is done with it."""
    honest = getattr(owner, name)

    async def done(*values: Any) -> None:
        with suppress(Exception):
            await honest(*values)
        die()

    setattr(owner, name, done)


def at_sql(words: str) -> None:
    """Die when the database is asked for `words`, before it does them."""
    from kiosk.outbox import store

    honest = store._connected

    def connected(path: Path) -> Any:
        database = honest(path)
        database.set_trace_callback(lambda said: die() if said.startswith(words) else None)
        return database

    store._connected = connected


POINTS: dict[str, Callable[[], None]] = {
    "seal": lambda: before(sealing, "encrypted_to"),
    "sealed": lambda: after(sealing, "encrypted_to"),
    "open": lambda: before(OutboxStore, "open"),
    "insert": lambda: at_sql("INSERT INTO waiting"),
    "commit": lambda: at_sql("COMMIT"),
    "committed": lambda: after(OutboxStore, "add"),
    "send": lambda: before(LucernePortal, "submit_sealed"),
    "filed": lambda: after_sending(LucernePortal, "submit_sealed"),
    "delete": lambda: before(OutboxStore, "remove"),
    "deleting": lambda: at_sql("DELETE FROM waiting"),
    "deleted": lambda: after(OutboxStore, "remove"),
}


class Hours:
    """The machine's clock; nothing rings, as the program goes on its rounds itself."""

    def monotonic(self) -> float:
        raise NotImplementedError

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def after(self, _seconds: float, ring: Callable[[], None]) -> "Soon":
        return Soon(ring)


class Soon:
    """Rings at once: nobody waits here for a line that is away."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._timer = threading.Timer(0.05, ring)
        self._timer.start()

    def cancel(self) -> None:
        self._timer.cancel()


async def confirmed(url: str, key: str) -> tuple[Submission, Mapping[str, str]]:
    """Return what a visitor confirmed under `key`, and the key of its sender."""
    portal = LucernePortal(Access(url))
    submission = await typed(portal)
    service = await portal.service(SERVICE, BFS)
    await portal.close()
    answers = {**submission.answers, "person": {"firstName": CANARY, "foreign": False}}
    return replace(submission, key=key, answers=answers), service.sender.encryption_key


def run(folder: Path, url: str, key: str, point: str) -> None:
    """Store, where a key is told, and send until nothing waits."""
    if point:
        POINTS[point]()
    portal, clock, worker = LucernePortal(Access(url)), Hours(), LoopThread(lambda call: call())
    outbox, empty = Outbox(folder / "outbox.sqlite", clock), threading.Event()
    if key:
        submission, senders_key = asyncio.run(confirmed(url, key))
        outbox.keep(submission, senders_key)
        (folder / STORED).touch()

    def changed() -> None:
        if not outbox.kept:
            empty.set()

    audit = Audit(folder / "audit.jsonl")
    courier = Courier(outbox, lambda: portal, worker, clock, audit.record, changed)
    courier.start()
    if not empty.wait(PATIENCE_S):
        raise TimeoutError("something still waits")
    courier.stop()
    worker.close(portal.close)
    outbox.store.close()


def began(line: str) -> int:
    """Run in a process of its own; return how it ended, below 0 by which signal."""
    folder, url, key, point = json.loads(line)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            run(Path(folder), url, key, point)
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    for late in ("httpx", "truststore", "kiosk.portals.lucerne.sealed"):
        import_module(late)  # once, and not in each of the processes
    for told in sys.stdin:
        print(began(told), flush=True)  # noqa: T201 - what whoever told it waits for
