"""A wipe waits for paper, but not for ever; a printer that hangs does not close the kiosk."""

import asyncio
import threading

import pytest

from kiosk import clearing
from kiosk.clearing import Clearing
from kiosk.wiping import Wiper
from tests.fakes.clock import FakeClock
from tests.fakes.portal import FakePortal
from tests.fakes.worker import HeldWorker


class Jam:
    """A job that blocks until it is cancelled."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.begun = threading.Event()
        self.cancelled = threading.Event()
        self.purges = 0
        self._deaf = deaf

    def print(self) -> str:
        self.begun.set()
        self.cancelled.wait(30)
        return "cancelled"

    def purge(self) -> None:
        self.purges += 1
        if not self._deaf:
            self.cancelled.set()


async def wiped_while_printing(
    jam: Jam, portal: FakePortal, *, given_up: bool = False
) -> tuple[str, ...]:
    """Return what failed of a wipe that begins while `jam` blocks, waited for or not."""
    worker = HeldWorker()
    ended: list[tuple[str, ...]] = []
    wipe = Clearing(worker, FakeClock(), lambda: portal, (Wiper("queue", jam.purge),), ())
    printing = asyncio.create_task(wipe.blocking(jam.print))
    await asyncio.to_thread(jam.begun.wait, 30)
    if given_up:
        printing.cancel()
        await asyncio.wait([printing])
    wipe.begin(ended.append)
    (core,) = worker.held
    core.succeed(await core.work())
    jam.cancelled.set()
    await asyncio.wait([printing])
    (failed,) = ended
    return failed


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing, "LAST_SHEET_SECONDS", 0)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("given_up", [False, True])
def test_a_printer_that_jams_costs_its_job_and_not_the_kiosk(
    given_up: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    jam, portal = Jam(), FakePortal()
    assert asyncio.run(wiped_while_printing(jam, portal, given_up=given_up)) == ()
    assert portal.renewed == 1
    assert jam.purges == 2  # once more: the job may have been handed over after the first


@pytest.mark.usefixtures("impatient")
def test_a_printer_that_keeps_its_paper_closes_the_kiosk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing, "GIVING_UP_SECONDS", 0)
    portal = FakePortal()
    assert asyncio.run(wiped_while_printing(Jam(deaf=True), portal)) == ("blocked",)
    assert portal.renewed == 1


def test_where_the_core_cannot_be_asked_the_screen_is_wiped_all_the_same() -> None:
    worker = HeldWorker()
    wiped: list[str] = []
    ended: list[tuple[str, ...]] = []
    screen = Wiper("pages", lambda: wiped.append("pages"))
    Clearing(worker, FakeClock(), FakePortal, (), (screen,)).begin(ended.append)
    worker.held.pop().fail(RuntimeError())
    assert wiped == ["pages"]
    assert ended == [("core",)]


def test_a_portal_that_cannot_forget_is_named_and_the_rest_is_wiped() -> None:
    def broken() -> FakePortal:
        raise OSError("no such file")

    worker = HeldWorker()
    wiped: list[str] = []
    ended: list[tuple[str, ...]] = []
    core = Wiper("folder", lambda: wiped.append("folder"))
    Clearing(worker, FakeClock(), broken, (core,), ()).begin(ended.append)
    worker.finish()
    assert wiped == ["folder"]
    assert ended == [("portal",)]
