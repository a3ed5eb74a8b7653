"""What every portal keeps to about submissions of an outbox: over real HTTP, and in memory."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pytest

from kiosk.encryption import encrypted_to, new_key
from kiosk.errors import Busy, Declined, OutcomeUnknown
from kiosk.forms.attachment import Attachment
from kiosk.portals.access import Access
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.portal import Portal
from kiosk.portals.retry import Timing
from kiosk.sandbox import Sandbox
from kiosk.sending import Outgoing
from tests.fakes.lucerne import no_wait
from tests.fakes.portal import FakePortal
from tests.fakes.sealing import kept, typed
from tests.fakes.submissions import BFS, SERVICE
from tests.fakes.visitor import OFFER

PLACE = "/v1/sealed-submissions"
KEYLESS = "demo.permit"
LEASE = Attachment("Müller.pdf", "application/pdf", b"%PDF-1.7 lease")


class Bench(Protocol):
    """A portal, and a hand on what it does."""

    portal: Portal

    def filed(self) -> int:
        """Return how many submissions were stored."""

    def lose_an_answer(self) -> None:
        """Store the next sealed submission, and lose the answer on the way."""

    def be_busy(self) -> None:
        """Ask whoever comes next for patience."""


@dataclass
class OverHttp:
    sandbox: Sandbox
    portal: Portal

    def filed(self) -> int:
        return len(self.sandbox.submissions)

    def lose_an_answer(self) -> None:
        self.sandbox.mischief(PLACE, trick="drop_after")

    def be_busy(self) -> None:
        self.sandbox.mischief(PLACE, status=503, retry_after="7")


class InMemory:
    def __init__(self) -> None:
        self._portal = FakePortal()
        self.portal: Portal = self._portal

    def filed(self) -> int:
        return len(self._portal.filed)

    def lose_an_answer(self) -> None:
        self._portal.fail("submit_sealed", OutcomeUnknown(), afterwards=True)

    def be_busy(self) -> None:
        self._portal.fail("submit_sealed", Busy(retry_after=7))


@pytest.fixture(params=["lucerne", "in memory"])
def bench(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    if request.param == "in memory":
        yield InMemory()
        return
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, sources=OFFER, mischief=True, remember=True) as sandbox:
        yield OverHttp(sandbox, LucernePortal(Access(sandbox.url), Timing(sleep=no_wait)))


def run(bench: Bench, sending: Callable[[Portal], Awaitable[Any]]) -> None:
    async def whole() -> None:
        try:
            await sending(bench.portal)
        finally:
            await bench.portal.close()

    asyncio.run(whole())


def test_what_was_sealed_is_filed_and_proved(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        case = await portal.submit_sealed(await kept(portal, await typed(portal)))
        assert case.startswith("LU-2026-")

    run(bench, sending)
    assert bench.filed() == 1


def test_an_answer_that_was_lost_files_nothing_twice(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        letter = await kept(portal, await typed(portal))
        bench.lose_an_answer()
        with pytest.raises(OutcomeUnknown):
            await portal.submit_sealed(letter)
        assert await portal.submit_sealed(letter) == await portal.submit_sealed(letter)

    run(bench, sending)
    assert bench.filed() == 1


def test_what_arrived_before_it_was_sealed_is_not_filed_twice(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        submission = await typed(portal)
        receipt = await Outgoing(submission).send(portal)
        assert await portal.submit_sealed(await kept(portal, submission)) == receipt.case

    run(bench, sending)
    assert bench.filed() == 1


def test_its_documents_go_with_it(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        answers = {**(await typed(portal)).answers, "lease": [LEASE.sha256]}
        submission = await typed(portal, answers=answers, attachments=(LEASE,), later=())
        await portal.submit_sealed(await kept(portal, submission))

    run(bench, sending)
    assert bench.filed() == 1


def test_answers_that_are_wrong_are_refused_for_good(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        letter = await kept(portal, await typed(portal, answers={"copies": 1}))
        with pytest.raises(Declined):
            await portal.submit_sealed(letter)

    run(bench, sending)
    assert bench.filed() == 0


def test_what_the_sender_cannot_open_is_refused(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        letter = await kept(portal, await typed(portal))
        for token in (encrypted_to(new_key().public, b"{}"), "a.b.c.d.e"):
            with pytest.raises(Declined):
                await portal.submit_sealed(replace(letter, sealed=token))

    run(bench, sending)
    assert bench.filed() == 0


def test_another_letter_than_its_envelope_says_is_refused(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        letter = await kept(portal, await typed(portal))
        others = (
            replace(letter, sender_id="demo.other"),
            replace(letter, actor="s-else"),
            replace(letter, terminal="t-9"),
        )
        for other in others:
            with pytest.raises(Declined) as refused:
                await portal.submit_sealed(other)
            assert [remark.rule for remark in refused.value.remarks] == ["sealed"]

    run(bench, sending)
    assert bench.filed() == 0


def test_a_visitor_alone_has_no_outbox(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        with pytest.raises(Declined):
            await portal.submit_sealed(await kept(portal, await typed(portal, actor="citizen")))

    run(bench, sending)
    assert bench.filed() == 0


def test_a_portal_that_asks_for_patience_says_how_long(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        letter = await kept(portal, await typed(portal))
        bench.be_busy()
        with pytest.raises(Busy) as busy:
            await portal.submit_sealed(letter)
        assert busy.value.retry_after == 7.0
        await portal.submit_sealed(letter)

    run(bench, sending)


def test_a_sender_has_a_key_or_none(bench: Bench) -> None:
    async def sending(portal: Portal) -> None:
        with_key = (await portal.service(SERVICE, BFS)).sender
        without = (await portal.service(KEYLESS, BFS)).sender
        assert with_key.encryption_key["crv"] == "P-256"
        assert not without.encryption_key

    run(bench, sending)
