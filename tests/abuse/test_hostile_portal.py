"""A hostile or broken portal, over real HTTP, as far as its client answers it (K31-K47)."""

import asyncio
import gzip
import tracemalloc
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from threading import Event
from time import perf_counter

import pytest

from kiosk.errors import (
    Busy,
    FormChanged,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Unintelligible,
    Unreachable,
    Unverified,
    Withdrawn,
)
from kiosk.portals.access import Access
from kiosk.portals.budget import CATALOGUE_PAGE, MAX_FRESH, MIB, QUESTION, SUBMISSION, SUBMITTING
from kiosk.portals.lucerne import client
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.retry import Timing
from kiosk.problems import problem
from kiosk.receipt.receipt import Receipt
from kiosk.sandbox import Sandbox
from kiosk.worker import LoopThread
from tests.fakes import lucerne
from tests.fakes.raw_server import answer, serving, silence
from tests.fakes.submissions import BFS, SERVICE, written
from tests.fakes.visitor import OFFER

SERVICES = "/v1/services/"
SUBMISSIONS = "/v1/submissions"
LIMIT_S = 0.4
"""The total deadline of these tests, in seconds."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, mischief=True, remember=True, sources=OFFER) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    monkeypatch.setattr(client, "QUESTION", replace(QUESTION, seconds=LIMIT_S))
    monkeypatch.setattr(client, "SUBMISSION", replace(SUBMISSION, seconds=LIMIT_S))
    running.submissions.clear()
    yield running
    running.calm()


class Waits(list[float]):
    """Every wait between two attempts, none of them waited; and the time, which stands still."""

    time = 0.0

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)
        await asyncio.sleep(0)


def visit(
    sandbox: Sandbox,
    what: Callable[[LucernePortal], Awaitable[object]],
    waits: Waits | None = None,
) -> Waits:
    """Let somebody do `what` at the portal; return the waits."""
    waits = Waits() if waits is None else waits
    timing = Timing(lambda: waits.time, waits.sleep, lambda: 0.5)

    async def whole() -> None:
        portal = LucernePortal(Access(sandbox.url), timing=timing)
        try:
            await what(portal)
        finally:
            await portal.close()

    asyncio.run(whole())
    return waits


async def open_service(portal: LucernePortal) -> object:
    return await portal.service(SERVICE, BFS)


async def submit(portal: LucernePortal) -> Receipt:
    return await portal.submit(await written(portal))


def failure(sandbox: Sandbox, what: Callable[[LucernePortal], Awaitable[object]]) -> PortalError:
    with pytest.raises(PortalError) as caught:
        visit(sandbox, what)
    return caught.value


BROKEN = ["truncate", "bom", "nan", "duplicate_keys", "big_int", "deep", "not_utf8"]


@pytest.mark.parametrize("trick", BROKEN)
def test_k31_broken_json_is_a_clear_state_and_the_last_good_catalogue_stays(
    sandbox: Sandbox, trick: str
) -> None:
    waits = Waits()

    async def scenario(portal: LucernePortal) -> None:
        sandbox.mischief(SERVICES, trick=trick)
        with pytest.raises(Unintelligible):
            await open_service(portal)
        good = await portal.catalogue(BFS)
        waits.time += MAX_FRESH
        sandbox.mischief("/v1/catalogue", trick=trick)
        assert await portal.catalogue(BFS) == good

    visit(sandbox, scenario, waits)


def test_k32_ten_thousand_services_are_read_page_by_page_in_two_seconds() -> None:
    pages = [
        lucerne.told(
            lucerne.page(*(f"s{page}-{line}" for line in range(100)), number=page, pages=100)
        )
        for page in range(1, 101)
    ]

    async def scenario() -> None:
        async with serving(*pages) as server:
            portal = LucernePortal(Access(server.url))
            await portal._line._http.open()
            began = perf_counter()
            catalogue = await portal.catalogue(BFS)
            assert perf_counter() - began < 2
            assert len(catalogue.listings) == 10_000
            await portal.close()

    asyncio.run(scenario())


def test_k32_a_catalogue_over_its_budget_is_refused() -> None:
    one = lucerne.listing("s")
    huge = lucerne.page(services=[{**one, "summary": {"de": "x" * 60_000}}] * 100)

    error = lucerne.failure(lucerne.told(huge), visit=lambda portal: portal.catalogue(BFS))
    assert (type(error), error.detail) == (Unintelligible, "larger than its budget")


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "http://127.0.0.1:1/", "/v1/keys", "//x.example"]
)
def test_k36_no_body_ever_leaves_for_where_a_redirect_points(sandbox: Sandbox, target: str) -> None:
    async def scenario(portal: LucernePortal) -> None:
        sent = await written(portal)
        sandbox.mischief(SUBMISSIONS, redirect=target, times=SUBMITTING.attempts)
        with pytest.raises(OutcomeUnknown):
            await portal.submit(sent)
        assert await portal.outcome(sent) is None

    visit(sandbox, scenario)
    assert not sandbox.submissions


def test_k36_redirects_in_a_circle_end(sandbox: Sandbox) -> None:
    sandbox.mischief(SERVICES, redirect=f"{SERVICES}{SERVICE}?bfs={BFS}", times=100)
    error = failure(sandbox, open_service)
    assert (type(error), error.code) == (Unreachable, "redirected")


@pytest.mark.parametrize(
    "mischief", [{"trick": "slow_drip"}, {"delay_s": 30.0}, {"trick": "endless_headers"}], ids=str
)
def test_k37_what_never_ends_is_ended_by_the_deadline(
    sandbox: Sandbox, mischief: dict[str, object]
) -> None:
    sandbox.mischief(SERVICES, times=3, **mischief)
    began = perf_counter()
    assert isinstance(failure(sandbox, open_service), Unreachable)
    assert perf_counter() - began < 3 * LIMIT_S + 1


def test_k37_a_half_open_connection_does_not_delay_leaving() -> None:
    told: list[object] = []
    asked = Event()
    worker = LoopThread(deliver=told.append)

    async def say_nothing(writer: asyncio.StreamWriter) -> None:
        asked.set()
        await silence(writer)

    async def endless() -> object:
        async with serving(say_nothing) as server:
            portal = LucernePortal(Access(server.url))
            try:
                return await portal.municipalities()
            finally:
                await portal.close()

    async def farewell() -> None:
        told.append("farewell")

    worker.run(endless, told.append, told.append)
    assert asked.wait(timeout=10)
    began = perf_counter()
    worker.close(farewell)
    assert perf_counter() - began < 1
    assert told == ["farewell"]


def test_k38_a_gzip_bomb_is_never_unpacked() -> None:
    bomb = answer(gzip.compress(b" " * 64 * MIB), headers={"Content-Encoding": "gzip"})

    def explode() -> PortalError:
        return lucerne.failure(bomb, visit=lambda portal: portal.municipalities())

    explode()  # what is imported and cached once is not the bomb's
    tracemalloc.start()
    try:
        assert isinstance(explode(), Unintelligible)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 4 * CATALOGUE_PAGE.max_bytes


def test_k39_a_captive_portal_is_a_network_problem(sandbox: Sandbox) -> None:
    sandbox.mischief(SERVICES, trick="html", times=9)
    error = failure(sandbox, open_service)
    assert (type(error), error.code) == (Unreachable, "captive-portal")


def test_k39_a_wrong_content_type_is_not_guessed_at(sandbox: Sandbox) -> None:
    sandbox.mischief(SERVICES, trick="content_type", times=9)
    assert isinstance(failure(sandbox, open_service), Unreachable)


@pytest.mark.parametrize("word", ["unauthorized", "forbidden"])
def test_k40_a_terminal_that_is_not_known_any_more_keeps_the_answers(
    sandbox: Sandbox, word: str
) -> None:
    sandbox.mischief(SUBMISSIONS, problem=word)
    error = failure(sandbox, submit)
    assert isinstance(error, NotAllowed)
    assert problem(error).back
    assert problem(error).call_staff


@pytest.mark.parametrize("problem_word", ["too-many-requests", "unavailable"])
@pytest.mark.parametrize(
    ("asked", "waited"),
    [("5", 5.25), ("", 0.25), ("0", 0.25), ("-7", 0.25), ("soon", 0.25)],
)
def test_k41_a_busy_portal_is_waited_for_as_it_asks(
    sandbox: Sandbox, problem_word: str, asked: str, waited: float
) -> None:
    sandbox.mischief(SUBMISSIONS, problem=problem_word, retry_after=asked)
    assert visit(sandbox, submit) == [waited]
    assert len(sandbox.submissions) == 1


@pytest.mark.parametrize("asked", ["3600", "Fri, 31 Dec 2199 23:59:59 GMT", "9" * 300])
def test_k41_a_portal_that_asks_for_an_hour_is_not_waited_for(sandbox: Sandbox, asked: str) -> None:
    sandbox.mischief(SUBMISSIONS, problem="unavailable", retry_after=asked, times=9)
    error = failure(sandbox, submit)
    assert isinstance(error, Busy)
    assert error.retry_after >= 3600
    assert problem(error).retry


@pytest.mark.parametrize("mischief", [{"trick": "drop_after"}, {"trick": "cut"}], ids=str)
def test_k42_a_lost_answer_is_one_record_with_one_case(
    sandbox: Sandbox, mischief: dict[str, object]
) -> None:
    async def scenario(portal: LucernePortal) -> None:
        sent = await written(portal)
        sandbox.mischief(SUBMISSIONS, **mischief)
        receipt = await portal.submit(sent)
        assert await portal.outcome(sent) == receipt

    visit(sandbox, scenario)
    assert len(sandbox.submissions) == 1


def test_k42_an_error_before_storing_ends_in_one_record_too(sandbox: Sandbox) -> None:
    sandbox.mischief(SUBMISSIONS, status=500, times=2)
    visit(sandbox, submit)
    assert len(sandbox.submissions) == 1


@pytest.mark.parametrize(
    ("word", "kind"), [("form-changed", FormChanged), ("withdrawn", Withdrawn)]
)
def test_k43_a_form_that_changed_or_went_is_explained_and_the_answers_stay(
    sandbox: Sandbox, word: str, kind: type[PortalError]
) -> None:
    sandbox.mischief(SUBMISSIONS, problem=word)
    error = failure(sandbox, submit)
    assert type(error) is kind
    assert problem(error).back  # type: ignore[arg-type] # the family is closed


def test_k43_a_form_with_other_content_under_the_same_name_is_never_shown(
    sandbox: Sandbox,
) -> None:
    async def scenario(portal: LucernePortal) -> None:
        service = await portal.service(SERVICE, BFS)
        await portal.form(service.form)

    sandbox.mischief("/v1/forms/", trick="wrong_digest")
    error = failure(sandbox, scenario)
    assert (type(error), error.code) == (Unintelligible, "form-digest")


@pytest.mark.parametrize("trick", ["wrong_key", "wrong_digest", "wrong_signature"])
def test_k44_somebody_elses_receipt_is_never_received(sandbox: Sandbox, trick: str) -> None:
    sandbox.mischief(SUBMISSIONS, trick=trick)
    error = failure(sandbox, submit)
    assert isinstance(error, Unverified)
    assert not problem(error).back
    assert problem(error).call_staff


def test_k46_a_wall_clock_that_jumps_changes_no_deadline(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: 0.0)
    visit(sandbox, submit)
    assert len(sandbox.submissions) == 1


def test_k47_an_address_where_nobody_is_ends_after_a_few_attempts() -> None:
    waits = Waits()

    async def scenario() -> None:
        portal = LucernePortal(Access("http://127.0.0.1:9"), timing=Timing(sleep=waits.sleep))
        with pytest.raises(Unreachable):
            await portal.municipalities()
        await portal.close()

    asyncio.run(scenario())
    assert len(waits) == 2
