"""What every portal keeps to about a case on its way: over real HTTP, and in memory."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import pytest

from kiosk.errors import Busy, Declined, Withdrawn
from kiosk.portals.access import Access, SecretCredential
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.portal import Handover, Portal
from kiosk.portals.retry import Timing
from kiosk.sandbox import Sandbox
from kiosk.sandbox.brake import FREE
from tests.fakes.handovers import ELSEWHERE
from tests.fakes.portal import NOW, FakePortal
from tests.fakes.visitor import OFFER

SEALED = "aGVhZGVy..aXY.Y2lwaGVy.dGFn"
DRAFT = Handover("a" * 64, SEALED)
LIFE = timedelta(minutes=15)


class Bench(Protocol):
    """Two terminals of one portal, and time."""

    here: Portal
    there: Portal

    def passes(self, span: timedelta) -> None:
        """Let time pass at the portal."""


@dataclass(frozen=True)
class Secret:
    """A terminal that knows its secret."""

    id: str
    secret: str

    def credential(self) -> SecretCredential:
        return SecretCredential(self.id, self.secret)


async def at_once(_seconds: float) -> None:
    """Wait for nothing."""


class OverHttp:
    def __init__(self, sandbox: Sandbox, clock: "Hands") -> None:
        self._clock = clock
        self.here, self.there = (self._terminal(sandbox, id_) for id_ in ("t-1", "t-2"))

    def _terminal(self, sandbox: Sandbox, id_: str) -> Portal:
        identity = Secret(id_, sandbox.client_secret(id=id_))
        return LucernePortal(Access(sandbox.url, identity=identity), Timing(sleep=at_once))

    def passes(self, span: timedelta) -> None:
        self._clock.now += span


class InMemory:
    def __init__(self) -> None:
        self._here, elsewhere = FakePortal(), FakePortal()
        elsewhere.handovers, elsewhere.terminal = self._here.handovers, ELSEWHERE
        self.here: Portal = self._here
        self.there: Portal = elsewhere

    def passes(self, span: timedelta) -> None:
        self._here.handovers.passed += span


@dataclass
class Hands:
    """Those of the portal's clock."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(params=["lucerne", "in memory"])
def bench(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    if request.param == "in memory":
        yield InMemory()
        return
    clock, folder = Hands(), tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, sources=OFFER, sign_in=True, clock=clock) as sandbox:
        yield OverHttp(sandbox, clock)


def run(bench: Bench, passing: Callable[[Portal, Portal], Awaitable[Any]]) -> None:
    async def whole() -> None:
        try:
            await passing(bench.here, bench.there)
        finally:
            await bench.here.close()
            await bench.there.close()

    asyncio.run(whole())


def test_a_draft_waits_is_taken_once_and_whoever_laid_it_hears_of_it(bench: Bench) -> None:
    async def passing(here: Portal, there: Portal) -> None:
        until = await here.lay_handover(DRAFT)
        assert timedelta() < until - NOW <= LIFE
        assert await here.handover_waits(DRAFT.id)
        assert await there.take_handover(DRAFT.id) == SEALED
        assert not await here.handover_waits(DRAFT.id)
        with pytest.raises(Withdrawn):
            await here.take_handover(DRAFT.id)

    run(bench, passing)


def test_an_answer_that_was_lost_is_given_again_for_a_minute(bench: Bench) -> None:
    async def passing(here: Portal, there: Portal) -> None:
        await here.lay_handover(DRAFT)
        await there.take_handover(DRAFT.id)
        bench.passes(timedelta(seconds=59))
        assert await there.take_handover(DRAFT.id) == SEALED
        bench.passes(timedelta(seconds=2))
        with pytest.raises(Withdrawn):
            await there.take_handover(DRAFT.id)
        assert not await here.handover_waits(DRAFT.id)

    run(bench, passing)


def test_after_a_quarter_of_an_hour_nobody_gets_it(bench: Bench) -> None:
    async def passing(here: Portal, there: Portal) -> None:
        await here.lay_handover(DRAFT)
        bench.passes(LIFE + timedelta(seconds=1))
        for asked in (here.handover_waits(DRAFT.id), there.take_handover(DRAFT.id)):
            with pytest.raises(Withdrawn):
                await asked

    run(bench, passing)


def test_only_whoever_laid_it_there_asks_how_it_stands_or_takes_it_back(bench: Bench) -> None:
    async def passing(here: Portal, there: Portal) -> None:
        await here.lay_handover(DRAFT)
        with pytest.raises(Withdrawn):
            await there.handover_waits(DRAFT.id)
        await there.withdraw_handover(DRAFT.id)
        assert await here.handover_waits(DRAFT.id)
        await here.withdraw_handover(DRAFT.id)
        await here.withdraw_handover(DRAFT.id)
        with pytest.raises(Withdrawn):
            await there.take_handover(DRAFT.id)

    run(bench, passing)


def test_the_same_draft_may_be_laid_again_and_another_under_its_id_may_not(bench: Bench) -> None:
    async def passing(here: Portal, there: Portal) -> None:
        assert await here.lay_handover(DRAFT) == await here.lay_handover(DRAFT)
        for portal, sealed in ((here, "b..b.b.b"), (there, SEALED)):
            with pytest.raises(Declined):
                await portal.lay_handover(Handover(DRAFT.id, sealed))
        assert await there.take_handover(DRAFT.id) == SEALED

    run(bench, passing)


def test_a_fourth_draft_of_one_terminal_ends_its_oldest(bench: Bench) -> None:
    async def passing(here: Portal, there: Portal) -> None:
        await there.lay_handover(Handover("f" * 64, SEALED))
        for digit in "0123":
            await here.lay_handover(Handover(digit * 64, SEALED))
        with pytest.raises(Withdrawn):
            await here.handover_waits("0" * 64)
        assert await here.handover_waits("1" * 64)
        assert await there.handover_waits("f" * 64)

    run(bench, passing)


def test_whoever_guesses_is_slowed_and_nobody_else(bench: Bench) -> None:
    async def passing(here: Portal, there: Portal) -> None:
        await here.lay_handover(DRAFT)
        for number in range(FREE + 1):
            with pytest.raises(Withdrawn):
                await there.take_handover(f"{number:064x}")
        with pytest.raises(Busy):
            await there.take_handover(DRAFT.id)
        assert await here.take_handover(DRAFT.id) == SEALED

    run(bench, passing)


def test_the_draft_is_not_in_what_may_be_logged() -> None:
    assert SEALED not in repr(DRAFT)
