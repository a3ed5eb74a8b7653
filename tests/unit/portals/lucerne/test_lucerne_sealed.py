"""A submission of the outbox: whose token goes with it, and what is believed of the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from kiosk.encryption import new_key
from kiosk.errors import (
    Busy,
    Declined,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Unintelligible,
    Unreachable,
    Unverified,
    Withdrawn,
)
from kiosk.outbox.courier import is_final
from kiosk.portals.access import Access, SecretCredential
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.lucerne.sealed import with_usable_key
from kiosk.portals.portal import SealedSubmission
from kiosk.portals.retry import Timing
from kiosk.sandbox import Sandbox
from tests.fakes import lucerne as made_up
from tests.fakes.lucerne import KEY, no_wait
from tests.fakes.raw_server import answer
from tests.fakes.sealing import STORED_AT, kept, typed
from tests.fakes.visitor import OFFER

PLACE = "/v1/sealed-submissions"
GOOD = new_key().public
LETTER = SealedSubmission("key-1", "s-1", "a.b.c.d.e", "t-1", "staff", STORED_AT)


class Secret:
    def __init__(self, secret: str) -> None:
        self._known = SecretCredential("t-1", secret)

    def credential(self) -> SecretCredential:
        return self._known


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(
        folder, sources=OFFER, sign_in=True, mischief=True, remember=True
    ) as running:
        yield running


@pytest.fixture
def secret(sandbox: Sandbox) -> str:
    sandbox.submissions.clear()
    return sandbox.client_secret(id="t-1", bfs=1061)


def at(
    sandbox: Sandbox, secret: str, sending: Callable[[LucernePortal], Awaitable[Any]]
) -> LucernePortal:
    portal = LucernePortal(Access(sandbox.url, identity=Secret(secret)), Timing(sleep=no_wait))

    async def whole() -> None:
        try:
            await sending(portal)
        finally:
            await portal.close()

    asyncio.run(whole())
    return portal


async def signed_in(sandbox: Sandbox, portal: LucernePortal) -> str:
    offer = await portal.staff.offer()
    sandbox.approve_staff(offer.user_code)
    tokens = await portal.staff.signed_in(offer)
    assert tokens is not None
    return tokens.actor


# --- Who sends -----------------------------------------------------------------------------------


def test_it_is_sent_as_whoever_signed_in_and_as_the_terminal_once_they_went(
    sandbox: Sandbox, secret: str
) -> None:
    async def sending(portal: LucernePortal) -> None:
        actor = await signed_in(sandbox, portal)
        await portal.submit_sealed(await kept(portal, await typed(portal, actor)))
        await portal.submit_sealed(await kept(portal, await typed(portal, "s-gone-home")))

    at(sandbox, secret, sending)
    assert len(sandbox.submissions) == 2


def test_a_sign_in_that_has_ended_is_no_reason_to_wait(sandbox: Sandbox, secret: str) -> None:
    async def sending(portal: LucernePortal) -> None:
        actor = await signed_in(sandbox, portal)
        letter = await kept(portal, await typed(portal, actor))
        sandbox.expire_tokens()
        await portal.submit_sealed(letter)

    at(sandbox, secret, sending)
    assert len(sandbox.submissions) == 1


def test_another_terminals_submission_is_refused_for_good(sandbox: Sandbox, secret: str) -> None:
    async def sending(portal: LucernePortal) -> None:
        letter = await kept(portal, await typed(portal), terminal="t-2")
        with pytest.raises(Declined) as refused:
            await portal.submit_sealed(letter)
        assert refused.value.code == "not-allowed"

    at(sandbox, secret, sending)
    assert not sandbox.submissions


# --- What is believed ----------------------------------------------------------------------------


@pytest.mark.parametrize("trick", ["wrong_signature", "wrong_key", "wrong_digest"])
def test_a_proof_that_proves_nothing_is_none(sandbox: Sandbox, secret: str, trick: str) -> None:
    async def sending(portal: LucernePortal) -> None:
        letter = await kept(portal, await typed(portal))
        sandbox.mischief(PLACE, trick=trick)
        with pytest.raises(Unverified):
            await portal.submit_sealed(letter)
        await portal.submit_sealed(letter)

    at(sandbox, secret, sending)
    assert len(sandbox.submissions) == 1


@pytest.mark.parametrize(
    ("how", "expected", "final"),
    [
        ({"trick": "drop_after"}, OutcomeUnknown, False),
        ({"trick": "truncate"}, OutcomeUnknown, False),
        ({"trick": "content_type"}, OutcomeUnknown, False),
        ({"trick": "html"}, OutcomeUnknown, False),
        ({"status": 500}, OutcomeUnknown, False),
        ({"status": 503, "retry_after": "9"}, Busy, False),
        ({"problem": "unauthorized"}, NotAllowed, False),
        ({"problem": "invalid-request"}, Unintelligible, False),
        ({"problem": "in-progress"}, OutcomeUnknown, False),
        ({"problem": "forbidden"}, Declined, True),
        ({"problem": "invalid-answers"}, Declined, True),
        ({"problem": "withdrawn"}, Withdrawn, True),
        ({"problem": "too-large"}, Declined, True),
    ],
    ids=str,
)
def test_what_the_portal_decided_is_told_from_what_went_wrong_on_the_way(
    sandbox: Sandbox,
    secret: str,
    how: dict[str, Any],
    expected: type[PortalError],
    final: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    async def sending(portal: LucernePortal) -> None:
        letter = await kept(portal, await typed(portal))
        sandbox.mischief(PLACE, **how)
        with pytest.raises(PortalError) as raised:
            await portal.submit_sealed(letter)
        assert (type(raised.value), is_final(raised.value)) == (expected, final)
        await portal.submit_sealed(letter)

    try:
        at(sandbox, secret, sending)
    finally:
        sandbox.calm()
    assert len(sandbox.submissions) == 1


def test_a_proxy_that_forbids_it_refuses_nothing_for_good() -> None:
    """Its page is no problem document of the contract."""
    page = answer(b"<h1>Blocked</h1>", "403 Forbidden", "text/html")

    async def sending(portal: LucernePortal) -> None:
        await portal.submit_sealed(LETTER)

    error = made_up.failure(made_up.keys(KEY), page, visit=sending)
    assert not is_final(error)


def test_without_the_portals_keys_nothing_is_sent() -> None:
    async def sending(portal: LucernePortal) -> None:
        await portal.submit_sealed(LETTER)

    error = made_up.failure(made_up.told({}, "500 Internal Server Error"), visit=sending)
    assert isinstance(error, Unreachable)


# --- To whom -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        {**GOOD, "use": "sig"},
        {**GOOD, "crv": "P-384"},
        {**GOOD, "kid": "another"},
        {**GOOD, "d": "secret"},
        {**GOOD, "key_ops": ["deriveKey"]},
        {"kty": "RSA", "n": "x", "e": "AQAB"},
        {},
        "text",
        None,
    ],
    ids=lambda key: str(key)[:20],
)
def test_a_key_that_nothing_can_be_sealed_to_counts_as_none(
    key: Any, caplog: pytest.LogCaptureFixture
) -> None:
    service = {"id": "x", "sender": {"id": "s-1", "encryption_key": key}}
    assert with_usable_key(service) == {"id": "x", "sender": {"id": "s-1"}}
    assert "left out" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("service", [{"sender": {"encryption_key": GOOD}}, {"sender": {}}, [], {}])
def test_all_else_is_as_it_was(service: Any) -> None:
    assert with_usable_key(service) is service


def test_a_sender_with_a_bad_key_is_known_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    told = made_up.service(sender=made_up.sender(encryption_key={"kty": "OKP"}))

    async def asking(portal: LucernePortal) -> Any:
        return await portal.service("demo.service", 1061)

    found, _ = made_up.visited(made_up.told(told), visit=asking)
    assert not found.sender.encryption_key
    caplog.clear()
