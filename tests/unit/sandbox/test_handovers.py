"""What the embedded portal keeps of a case on its way, and for how long."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from kiosk.sandbox import Sandbox
from kiosk.sandbox.brake import FREE
from kiosk.sandbox.handovers import AGAIN, LIFE, MOST_WRONG, Handovers
from kiosk.sandbox.problems import Problem
from kiosk.sandbox.schemas import MAX_SEALED_DRAFT

SEALED = "aGVhZGVy..aXY.Y2lwaGVy.dGFn"
ID = "a" * 64


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def played(play: Callable[[Handovers, Clock], None]) -> None:
    """Play on an event loop, as the portal does."""

    async def on_a_loop() -> None:
        clock = Clock()
        play(Handovers(clock), clock)

    asyncio.run(on_a_loop())


def refused(handovers: Handovers, terminal: str, id_: str) -> Problem:
    with pytest.raises(Problem) as problem:
        handovers.take(terminal, id_)
    return problem.value


def test_once_it_was_taken_the_portal_soon_holds_no_draft_any_more() -> None:
    def play(handovers: Handovers, clock: Clock) -> None:
        handovers.lay("t-1", ID, SEALED)
        handovers.take("t-2", ID)
        clock.now += AGAIN
        assert handovers.state("t-1", ID) == "taken"
        assert [waiting.sealed for waiting in handovers._waiting.values()] == [""]
        clock.now += LIFE
        with pytest.raises(Problem):
            handovers.state("t-1", ID)
        assert handovers._waiting == {}

    played(play)


def test_what_nobody_asks_about_is_forgotten_all_the_same() -> None:
    async def waits() -> None:
        clock = Clock()
        handovers = Handovers(clock)
        handovers.lay("t-1", ID, SEALED)
        clock.now += LIFE
        handovers._forget_old()
        assert handovers._waiting == {}

    asyncio.run(waits())


def test_a_wrong_id_an_old_one_and_a_taken_one_are_the_same_to_who_asks() -> None:
    def play(handovers: Handovers, clock: Clock) -> None:
        handovers.lay("t-1", "b" * 64, SEALED)
        clock.now += LIFE
        handovers.lay("t-1", ID, SEALED)
        handovers.take("t-2", ID)
        said = [refused(handovers, "t-3", id_) for id_ in ("c" * 64, "b" * 64, ID)]
        assert {problem.word for problem in said} == {"not-found"}
        assert len({str(problem.document("/v1")) for problem in said}) == 1

    played(play)


def test_each_wrong_id_after_the_fifth_costs_twice_the_wait() -> None:
    def play(handovers: Handovers, clock: Clock) -> None:
        waits = []
        for number in range(FREE + 4):
            while (problem := refused(handovers, "t-1", f"{number:064x}")).word != "not-found":
                wait = int(problem.headers["Retry-After"])
                waits.append(wait)
                clock.now += timedelta(seconds=wait)
        assert waits == [2, 4, 8]

    played(play)


def test_where_many_terminals_guess_at_once_all_of_them_wait() -> None:
    def play(handovers: Handovers, clock: Clock) -> None:
        handovers.lay("t-good", ID, SEALED)
        for number in range(MOST_WRONG):
            assert refused(handovers, f"t-{number}", f"{number:064x}").word == "not-found"
            clock.now += timedelta(seconds=1)
        problem = refused(handovers, "t-other", ID)
        assert problem.word == "too-many-requests"
        wait = int(problem.headers["Retry-After"])
        assert wait == LIFE.total_seconds() - MOST_WRONG
        clock.now += timedelta(seconds=wait)
        handovers.lay("t-good", ID, SEALED)
        assert handovers.take("t-other", ID) == SEALED

    played(play)


@pytest.mark.parametrize(
    "body",
    [
        {"id": ID},
        {"id": ID.upper(), "sealed": SEALED},
        {"id": ID, "sealed": "no jwe"},
        {"id": ID, "sealed": SEALED, "more": 1},
        {"id": ID, "sealed": f"a..b.{'c' * MAX_SEALED_DRAFT}.d"},
    ],
    ids=["nothing sealed", "another spelling", "no jwe", "more", "too long"],
)
def test_what_is_not_as_the_contract_says_is_not_kept(
    running: Sandbox, body: dict[str, str]
) -> None:
    answer = httpx.post(f"{running.url}/v1/handovers", json=body)
    assert answer.status_code in {400, 413}


def test_the_largest_draft_is_taken_and_given_out(running: Sandbox) -> None:
    sealed = f"a..b.{'c' * (MAX_SEALED_DRAFT - 8)}.d"
    assert len(sealed) <= MAX_SEALED_DRAFT
    laid = httpx.post(f"{running.url}/v1/handovers", json={"id": "e" * 64, "sealed": sealed})
    assert laid.status_code == 201
    taken = httpx.get(f"{running.url}/v1/handovers/{'e' * 64}")
    assert taken.json() == {"sealed": sealed}
    assert taken.headers["cache-control"] == "no-store"
