"""How staff sign in: at the embedded portal over real HTTP, and in memory as a stand-in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

import pytest

from kiosk.errors import Declined, NotAllowed, PortalError, Remark
from kiosk.portals.access import Access, SecretCredential
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.portal import Portal, Submission
from kiosk.portals.retry import Timing
from kiosk.portals.staff import DENIED, EXPIRED, SIGNED_OUT, Offer, StaffTokens
from kiosk.sandbox import Sandbox
from kiosk.session import IdentityDocument, SeenIdentity
from tests.fakes.lucerne import no_wait
from tests.fakes.portal import FakePortal
from tests.fakes.submissions import written
from tests.fakes.visitor import OFFER

TERMINAL = "t-0001"


class Bench(Protocol):
    """A portal, and somebody of staff with a device of their own."""

    portal: Portal

    def approve(self, offer: Offer) -> None: ...

    def deny(self, offer: Offer) -> None: ...

    def expire_access(self) -> None: ...


class Secret:
    """See `kiosk.portals.access.Identity`."""

    def __init__(self, secret: str) -> None:
        self._known = SecretCredential(TERMINAL, secret)

    def credential(self) -> SecretCredential:
        return self._known


class OverHttp:
    def __init__(self, sandbox: Sandbox, secret: str) -> None:
        self._sandbox = sandbox
        access = Access(sandbox.url, identity=Secret(secret))
        self.portal: Portal = LucernePortal(access, Timing(sleep=no_wait))

    def approve(self, offer: Offer) -> None:
        self._sandbox.approve_staff(offer.user_code)

    def deny(self, offer: Offer) -> None:
        self._sandbox.deny(offer.user_code)

    def expire_access(self) -> None:
        self._sandbox.expire_tokens()


class InMemory:
    def __init__(self) -> None:
        self._fake = FakePortal()
        self.portal: Portal = self._fake

    def approve(self, _: Offer) -> None:
        self._fake.staff.approve()

    def deny(self, _: Offer) -> None:
        self._fake.staff.deny()

    def expire_access(self) -> None:
        self._fake.staff.expire_access()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=OFFER, sign_in=True) as running:
        yield running


@pytest.fixture(scope="module")
def secret(sandbox: Sandbox) -> str:
    return sandbox.client_secret(id=TERMINAL, bfs=1061)


@pytest.fixture(params=["lucerne", "in memory"])
def bench(request: pytest.FixtureRequest, sandbox: Sandbox, secret: str) -> Bench:
    return InMemory() if request.param == "in memory" else OverHttp(sandbox, secret)


def run(bench: Bench, shift: Callable[[Portal], Awaitable[None]]) -> None:
    async def whole() -> None:
        try:
            await shift(bench.portal)
        finally:
            await bench.portal.close()

    asyncio.run(whole())


async def signed_in(bench: Bench) -> StaffTokens:
    offer = await bench.portal.staff.offer()
    bench.approve(offer)
    tokens = await bench.portal.staff.signed_in(offer)
    assert tokens is not None
    return tokens


async def code_of(asked: Awaitable[object]) -> str:
    try:
        await asked
    except PortalError as error:
        return error.code
    return ""


async def submission(portal: Portal, actor: str) -> Submission:
    answers = {"duration": "month"}
    permit = await written(portal, "demo.permit", answers=answers, later=())
    return replace(permit, terminal=TERMINAL, actor=actor)


def test_who_approves_at_another_device_is_signed_in(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        offer = await portal.staff.offer()
        assert offer.user_code in offer.url
        assert await portal.staff.signed_in(offer) is None
        bench.approve(offer)
        tokens = await portal.staff.signed_in(offer)
        assert tokens is not None
        assert (tokens.actor[:2], tokens.name) == ("s-", "A. Muster")
        assert tokens.expires_in > 0

    run(bench, shift)


def test_an_offer_is_good_for_one_sign_in(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        offer = await portal.staff.offer()
        bench.approve(offer)
        await portal.staff.signed_in(offer)
        assert await code_of(portal.staff.signed_in(offer)) == EXPIRED

    run(bench, shift)


def test_a_no_at_the_other_device_is_told(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        offer = await portal.staff.offer()
        bench.deny(offer)
        assert await code_of(portal.staff.signed_in(offer)) == DENIED

    run(bench, shift)


def test_a_refresh_token_signs_the_same_person_in_again_and_brings_the_next(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        first = await signed_in(bench)
        second = await portal.staff.renew(first.refresh_token)
        third = await portal.staff.renew(second.refresh_token)
        assert first.actor == second.actor == third.actor
        assert len({first.refresh_token, second.refresh_token, third.refresh_token}) == 3

    run(bench, shift)


def test_a_refresh_token_that_comes_twice_ends_all_that_came_of_it(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        first = await signed_in(bench)
        second = await portal.staff.renew(first.refresh_token)
        assert await code_of(portal.staff.renew(first.refresh_token)) == SIGNED_OUT
        assert await code_of(portal.staff.renew(second.refresh_token)) == SIGNED_OUT

    run(bench, shift)


def test_who_signed_out_is_not_signed_in_again_and_ending_twice_is_fine(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        tokens = await signed_in(bench)
        await portal.staff.end(tokens.refresh_token)
        await portal.staff.end(tokens.refresh_token)
        assert await code_of(portal.staff.renew(tokens.refresh_token)) == SIGNED_OUT

    run(bench, shift)


def test_a_submission_is_sent_as_who_signed_in_and_found_again(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        tokens = await signed_in(bench)
        sent = await submission(portal, tokens.actor)
        receipt = await portal.submit(sent)
        await portal.renew()  # the visit ends, the staff member stays
        assert await portal.outcome(sent) == receipt
        assert (await portal.submit(await submission(portal, tokens.actor))).case != receipt.case

    run(bench, shift)


def test_what_staff_saw_and_how_the_visitor_agreed_goes_with_it(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        tokens = await signed_in(bench)
        seen = SeenIdentity(IdentityDocument.PASSPORT, date(2026, 11, 24))
        sent = await submission(portal, tokens.actor)
        await portal.submit(replace(sent, identity=seen, agreement="on-screen"))

    run(bench, shift)


@pytest.mark.parametrize(
    "said",
    [
        {"agreement": "in-words"},
        {"identity": SeenIdentity(IdentityDocument.OTHER, date(2026, 11, 24))},
    ],
    ids=["agreement", "identity"],
)
def test_nobody_says_for_a_citizen_what_only_staff_can_say(
    bench: Bench, said: dict[str, Any]
) -> None:
    async def shift(portal: Portal) -> None:
        sent = await submission(portal, "citizen")
        with pytest.raises(Declined) as refused:
            await portal.submit(replace(sent, **said))
        assert refused.value.remarks == (Remark(f"/{next(iter(said))}", "unknown"),)

    run(bench, shift)


def test_nothing_is_sent_as_somebody_whom_the_portal_does_not_know_any_more(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        tokens = await signed_in(bench)
        bench.expire_access()
        sent = await submission(portal, tokens.actor)
        with pytest.raises(NotAllowed, match=SIGNED_OUT):
            await portal.submit(sent)
        await portal.staff.renew(tokens.refresh_token)
        assert (await portal.submit(sent)).key == sent.key

    run(bench, shift)


def test_no_secret_of_theirs_is_in_a_repr(bench: Bench) -> None:
    async def shift(portal: Portal) -> None:
        offer = await portal.staff.offer()
        bench.approve(offer)
        tokens = await portal.staff.signed_in(offer)
        assert tokens is not None
        told = f"{offer!r} {tokens!r}"
        assert not {offer.device_code, tokens.refresh_token, tokens.name} & set(told.split("'"))

    run(bench, shift)
