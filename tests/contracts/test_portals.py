"""What every portal keeps to: over real HTTP, and in memory as a stand-in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Protocol

import pytest

from kiosk.catalogue import FormReference
from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Unintelligible,
    Unreachable,
    Withdrawn,
)
from kiosk.forms.attachment import Attachment
from kiosk.portals.access import Access
from kiosk.portals.adapters import adapters
from kiosk.portals.budget import SUBMISSION, SUBMITTING
from kiosk.portals.lucerne import client
from kiosk.portals.portal import Portal, Submission
from kiosk.portals.retry import Timing
from kiosk.sandbox import Sandbox
from kiosk.sending import Outgoing
from tests.fakes.lucerne import no_wait
from tests.fakes.portal import FakePortal
from tests.fakes.submissions import ANSWERS, BFS, SERVICE, written
from tests.fakes.visitor import OFFER

ALWAYS = SUBMITTING.attempts * 10
"""More often than anybody tries."""

REFUSALS: dict[str, type[PortalError]] = {
    "unauthorized": NotAllowed,
    "forbidden": NotAllowed,
    "withdrawn": Withdrawn,
    "form-changed": FormChanged,
    "too-many-requests": Busy,
    "unavailable": Busy,
    "invalid-request": Unintelligible,
}


class Bench(Protocol):
    """A portal, and a hand on what it does."""

    portal: Portal

    def filed(self) -> int:
        """Return how many submissions were stored."""

    def received(self) -> object:
        """Return the answers of the last one stored."""

    def refuse(self, word: str) -> None:
        """Refuse submissions with this word of the contract from now on."""

    def lose_answers(self, times: int) -> None:
        """Store the next submissions, and lose the answers on the way."""

    def answer_late(self) -> None:
        """Store submissions, but answer after the deadline."""

    def vanish(self) -> None:
        """Be unreachable."""

    def recover(self) -> None:
        """Do everything right again."""


class OverHttp:
    """The portal of Lucerne against the embedded one."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.portal: Portal = _client(sandbox.url)

    def filed(self) -> int:
        return len(self._sandbox.submissions)

    def received(self) -> object:
        return self._sandbox.submissions[-1]["answers"]

    def refuse(self, word: str) -> None:
        self._sandbox.mischief("/v1/submissions", method="POST", problem=word, times=ALWAYS)

    def lose_answers(self, times: int) -> None:
        self._sandbox.mischief("/v1/submissions", trick="drop_after", times=times)

    def answer_late(self) -> None:
        self._sandbox.mischief("/v1/submissions", hold_s=30, times=ALWAYS)

    def vanish(self) -> None:
        self.portal = _client("http://127.0.0.1:9")

    def recover(self) -> None:
        self._sandbox.calm()


class InMemory:
    """The fake."""

    def __init__(self) -> None:
        self._fake = FakePortal()
        self.portal: Portal = self._fake

    def filed(self) -> int:
        return len(self._fake.filed)

    def received(self) -> object:
        return [*self._fake.filed.values()][-1].answers

    def refuse(self, word: str) -> None:
        self._fake.fail("submit", REFUSALS[word](), times=ALWAYS)

    def lose_answers(self, times: int) -> None:
        for call in ("submit", "outcome"):
            self._fake.fail(call, OutcomeUnknown(), times=times, afterwards=True)

    def answer_late(self) -> None:
        self.lose_answers(ALWAYS)

    def vanish(self) -> None:
        for call in ("municipalities", "catalogue", "service", "form", "attach", "submit"):
            self._fake.fail(call, Unreachable(), times=ALWAYS)

    def recover(self) -> None:
        self._fake.recover()


def _client(url: str) -> Portal:
    return client.LucernePortal(Access(url), timing=Timing(sleep=no_wait))


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, mischief=True, remember=True, sources=OFFER) as running:
        yield running


@pytest.fixture(params=[*adapters(), "in memory"])
def bench(
    request: pytest.FixtureRequest, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    """One bench for each portal there is; a new adapter without one fails here."""
    monkeypatch.setattr(client, "SUBMISSION", replace(SUBMISSION, seconds=0.5))
    sandbox.submissions.clear()
    benches: dict[str, Callable[[], Bench]] = {
        "lucerne": lambda: OverHttp(sandbox),
        "in memory": InMemory,
    }
    yield benches[request.param]()
    sandbox.calm()


def run(bench: Bench, visit: Callable[[Portal], Awaitable[None]]) -> None:
    """Run a visit and let go of the portal, as every visit ends."""

    async def whole() -> None:
        try:
            await visit(bench.portal)
        finally:
            await bench.portal.renew()
            await bench.portal.close()

    asyncio.run(whole())


async def submission(portal: Portal, **changes: Any) -> Submission:
    return replace(await written(portal, language="fr", terminal="t-0001"), **changes)


# --- Looking -------------------------------------------------------------------------------------


def test_it_offers_services_with_forms_that_can_be_read(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        assert BFS in {found.bfs for found in await portal.municipalities()}
        catalogue = await portal.catalogue(BFS)
        assert SERVICE in {found.id for found in catalogue.listings}
        service = await portal.service(SERVICE, BFS)
        assert (service.id, service.bfs) == (SERVICE, BFS)
        form = await portal.form(service.form)
        assert (form.id, form.version, form.digest) == (
            service.form.id,
            service.form.version,
            service.form.digest,
        )

    run(bench, visit)


def test_what_is_not_offered_is_withdrawn(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        for unknown in ("demo.nothing", "../keys", "ä/ö"):
            with pytest.raises(Withdrawn):
                await portal.service(unknown, BFS)
        with pytest.raises(Withdrawn):
            await portal.form(FormReference("demo.nothing", "1", "0" * 64))

    run(bench, visit)


def test_without_a_network_every_question_says_so(bench: Bench) -> None:
    bench.vanish()

    async def visit(portal: Portal) -> None:
        for ask in (
            portal.municipalities,
            lambda: portal.catalogue(BFS),
            lambda: portal.service(SERVICE, BFS),
            lambda: portal.form(FormReference(SERVICE, "1", "0" * 64)),
            lambda: portal.attach(Attachment("a.pdf", "application/pdf", b"%PDF-")),
        ):
            with pytest.raises(Unreachable):
                await ask()

    run(bench, visit)


# --- Sending -------------------------------------------------------------------------------------


def test_a_submission_is_accepted_with_a_receipt_about_it(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        sent = await submission(portal)
        receipt = await portal.submit(sent)
        assert receipt.case
        assert (receipt.key, receipt.service, receipt.bfs) == (sent.key, SERVICE, BFS)
        assert (receipt.sender_id, receipt.sender_digest) == (sent.sender_id, sent.sender_digest)
        assert (receipt.form_id, receipt.form_version) == (sent.form.id, sent.form.version)
        assert receipt.received_at.tzinfo is not None
        assert await portal.outcome(sent) == receipt
        assert bench.filed() == 1

    run(bench, visit)


def test_a_document_gets_a_reference_and_arrives_with_the_submission(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        taken = await portal.attach(Attachment("Vertrag.pdf", "application/pdf", b"%PDF-1.7"))
        assert taken.reference
        assert len(taken.sha256) == 64
        answers = {**ANSWERS, "lease": [taken.reference]}
        sent = await submission(portal, answers=answers, attachments=(taken,), later=())
        assert (await portal.submit(sent)).case

    run(bench, visit)


def test_answers_are_declined_field_by_field(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        answers = {"person": {"firstName": "", "foreign": False}, "copies": 0}
        with pytest.raises(Declined) as caught:
            await portal.submit(await submission(portal, answers=answers))
        pointers = {remark.pointer for remark in caught.value.remarks}
        assert pointers == {"/person/firstName", "/copies"}
        assert "firstName" not in str(caught.value)
        assert bench.filed() == 0

    run(bench, visit)


@pytest.mark.parametrize("word", REFUSALS)
def test_a_refusal_is_told_as_what_it_is_and_nothing_is_filed(bench: Bench, word: str) -> None:
    async def visit(portal: Portal) -> None:
        sent = await submission(portal)
        bench.refuse(word)
        with pytest.raises(REFUSALS[word]):
            await portal.submit(sent)
        assert bench.filed() == 0

    run(bench, visit)


def test_a_form_that_was_replaced_meanwhile_is_noticed(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        old = FormReference(SERVICE, "1", "0" * 64)
        with pytest.raises(FormChanged):
            await portal.submit(await submission(portal, form=old))
        with pytest.raises(FormChanged):
            await portal.submit(await submission(portal, sender_digest="0" * 64))

    run(bench, visit)


ODD = ["Łukasz Šimůnek", "O'Neil Ğ", "名前 اسم", "👩‍👩‍👧", '"\\/<b>&{}', "\U0001fae0" * 100]


@pytest.mark.parametrize("text", ODD)
def test_odd_characters_arrive_as_they_were_typed(bench: Bench, text: str) -> None:
    async def visit(portal: Portal) -> None:
        answers = {"person": {"firstName": text, "foreign": False}, "copies": 1}
        await portal.submit(await submission(portal, answers=answers))
        assert bench.received() == answers

    run(bench, visit)


# --- Once ----------------------------------------------------------------------------------------


def test_the_same_key_with_the_same_answers_is_one_record_and_one_case(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        sent = await submission(portal)
        assert await portal.submit(sent) == await portal.submit(sent)
        assert bench.filed() == 1

    run(bench, visit)


def test_the_same_key_with_other_answers_is_never_a_second_record(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        sent = await submission(portal)
        await portal.submit(sent)
        with pytest.raises(OutcomeUnknown):
            await portal.submit(replace(sent, answers={**ANSWERS, "copies": 2}))
        assert bench.filed() == 1

    run(bench, visit)


@pytest.mark.parametrize("times", [1, SUBMITTING.attempts + 1])
def test_k42_a_lost_answer_leaves_one_record_and_gives_the_same_case(
    bench: Bench, times: int
) -> None:
    async def visit(portal: Portal) -> None:
        sent = await submission(portal)
        bench.lose_answers(times)
        outgoing = Outgoing(sent)
        with suppress(OutcomeUnknown):
            await outgoing.send(portal)
        bench.recover()
        receipt = await outgoing.send(portal)
        assert bench.filed() == 1
        assert await portal.outcome(sent) == receipt

    run(bench, visit)


def test_a_late_answer_is_an_unknown_outcome_until_the_portal_is_asked(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        sent = await submission(portal)
        bench.answer_late()
        with pytest.raises(OutcomeUnknown):
            await portal.submit(sent)
        bench.recover()
        receipt = await portal.outcome(sent)
        assert receipt is not None
        assert receipt == await portal.submit(sent)
        assert bench.filed() == 1

    run(bench, visit)


def test_a_key_that_never_arrived_has_no_outcome(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        assert await portal.outcome(await submission(portal)) is None

    run(bench, visit)


def test_letting_go_twice_is_fine(bench: Bench) -> None:
    async def visit(portal: Portal) -> None:
        await portal.renew()
        await portal.renew()
        await portal.close()
        await portal.close()

    run(bench, visit)
