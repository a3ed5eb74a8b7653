"""A terminal and the real portal: who is refused and why, and what a lost token does to filing."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kiosk.errors import (
    Busy,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    SecretsUnavailable,
    Unintelligible,
    Unreachable,
)
from kiosk.identity import KeyIdentity, SecretIdentity
from kiosk.portals.access import Access, Identity, KeyCredential
from kiosk.portals.http import Http
from kiosk.portals.lucerne import sign_in
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.lucerne.tokens import PROVED_SECONDS
from kiosk.portals.portal import Submission
from kiosk.portals.retry import Timing
from kiosk.receipt.receipt import Receipt
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.signatures import new_key
from tests.fakes.lucerne import no_wait
from tests.fakes.submissions import written
from tests.fakes.terminal import identity, known
from tests.fakes.visitor import OFFER

T = TypeVar("T")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(
        folder, sources=OFFER, sign_in=True, mischief=True, remember=True
    ) as sandbox:
        yield sandbox


@pytest.fixture
def portal(running: Sandbox) -> Iterator[Sandbox]:
    running.submissions.clear()
    yield running
    running.calm()


def at(
    portal: Sandbox,
    who: Identity,
    visit: Callable[[LucernePortal], Awaitable[T]],
    **timing: Callable[[], float],
) -> T:
    async def whole() -> T:
        client = LucernePortal(Access(portal.url, identity=who), Timing(sleep=no_wait, **timing))
        try:
            return await visit(client)
        finally:
            await client.close()

    return asyncio.run(whole())


async def ready(client: LucernePortal) -> None:
    await client.ready()


async def submission(client: LucernePortal) -> Submission:
    """Return something that the portal takes."""
    return await written(client, terminal="t-1")


# --- Who is refused, by the real portal ----------------------------------------------------------


def test_a_terminal_with_its_key_may_send(portal: Sandbox) -> None:
    at(portal, known(portal), ready)


def test_a_terminal_with_a_shared_secret_may_send(portal: Sandbox) -> None:
    secrets = MemorySecrets()
    secrets.put(SecretName.CLIENT_SECRET, portal.client_secret(id="t-secret"))
    at(portal, SecretIdentity("t-secret", secrets), ready)


def refusal(portal: Sandbox, who: Identity, **timing: Callable[[], float]) -> NotAllowed:
    with pytest.raises(NotAllowed) as caught:
        at(portal, who, ready, **timing)
    return caught.value


def test_a_key_that_the_portal_never_saw_is_unknown(portal: Sandbox) -> None:
    assert refusal(portal, identity("t-1", new_key())).code == "not-enrolled"


def test_a_key_that_was_revoked_is_said_to_be(portal: Sandbox) -> None:
    who = known(portal, "t-revoked")
    portal.revoke("t-revoked")
    assert refusal(portal, who).code == "terminal-revoked"


def test_another_terminals_key_proves_nothing(portal: Sandbox) -> None:
    who = known(portal, "t-mine")
    assert refusal(portal, KeyIdentity("t-yours", who.secrets)).code == "not-enrolled"


def test_a_wrong_secret_is_unknown(portal: Sandbox) -> None:
    secrets = MemorySecrets()
    secrets.put(SecretName.CLIENT_SECRET, "guessed")
    assert refusal(portal, SecretIdentity("t-secret", secrets)).code == "not-enrolled"


@pytest.mark.parametrize("hours", [-24, 24])
def test_a_clock_that_is_a_day_wrong_is_named(portal: Sandbox, hours: int) -> None:
    error = refusal(portal, known(portal), wall=lambda: time.time() + hours * 3600)
    assert error.code == "clock-wrong"
    seconds = float(error.detail.split()[-2])
    assert abs(seconds - hours * 3600) <= 5


@pytest.mark.parametrize("days", [-1, 1])
def test_a_portal_whose_own_clock_is_a_day_wrong_is_told_apart(tmp_path: Path, days: int) -> None:
    def wrong() -> datetime:
        return datetime.now().astimezone() + timedelta(days=days)

    with Sandbox.start(tmp_path, sources=OFFER, sign_in=True, clock=wrong) as portal:
        assert refusal(portal, known(portal)).code == "clock-wrong"


def said_to(portal: Sandbox, proof: sign_in.Proof) -> str:
    """Return the word with which the portal refuses `proof`, or `granted`."""

    async def whole() -> str:
        http = Http(portal.url)
        fields = {"grant_type": "client_credentials", **proof.fields}
        try:
            await sign_in.asked(http, sign_in.TOKEN, fields, time.time(), proof.headers)
        except sign_in.RefusedError as error:
            return error.reason
        finally:
            await http.close()
        return "granted"

    return asyncio.run(whole())


def test_an_assertion_is_taken_once(portal: Sandbox) -> None:
    credential = known(portal).credential()
    proof = sign_in.proof(credential, portal.url + sign_in.TOKEN, time.time())
    assert [said_to(portal, proof) for _ in range(2)] == ["granted", "replayed"]


def test_an_assertion_for_another_portal_proves_nothing_here(portal: Sandbox) -> None:
    credential = known(portal).credential()
    proof = sign_in.proof(credential, "https://other.example/oauth/token", time.time())
    assert said_to(portal, proof) == "audience"


def test_a_proof_is_good_for_a_minute(portal: Sandbox) -> None:
    now = [0.0]
    who = known(portal, "t-proof")

    async def visit(client: LucernePortal) -> None:
        await client.ready()
        portal.revoke("t-proof")
        now[0] += PROVED_SECONDS
        await client.ready()
        now[0] += 1
        await client.ready()

    with pytest.raises(NotAllowed) as caught:
        at(portal, who, visit, now=lambda: now[0])
    assert (caught.value.code, now[0]) == ("terminal-revoked", PROVED_SECONDS + 1)


def test_a_key_that_was_replaced_is_used_for_the_next_token(portal: Sandbox) -> None:
    who = known(portal, "t-again")

    async def visit(client: LucernePortal) -> None:
        await client.ready()
        await asyncio.to_thread(replace_key)
        await client.ready()

    def replace_key() -> None:
        name = SecretName.TERMINAL_KEY
        who.secrets.put(name, known(portal, "t-again").secrets.get(name) or "")

    now = iter(range(0, 10**6, int(PROVED_SECONDS) + 1))
    at(portal, who, visit, now=lambda: float(next(now)))


# --- Filing --------------------------------------------------------------------------------------


def file_at(portal: Sandbox, before: Callable[[], None], who: Identity | None = None) -> Receipt:
    """File something; `before` happens when everything else is ready."""

    async def visit(client: LucernePortal) -> Receipt:
        await client.ready()
        body = await submission(client)
        before()
        return await client.submit(body)

    return at(portal, who or known(portal), visit)


def test_a_token_that_ends_just_before_filing_is_renewed_and_it_is_stored_once(
    portal: Sandbox,
) -> None:
    assert file_at(portal, portal.expire_tokens).case
    assert len(portal.submissions) == 1


def test_a_key_that_is_revoked_just_before_filing_files_nothing(portal: Sandbox) -> None:
    with pytest.raises(NotAllowed) as caught:
        file_at(portal, lambda: portal.revoke("t-1"))
    assert caught.value.code == "terminal-revoked"
    assert not portal.submissions


@pytest.mark.parametrize(
    ("mischief", "kind"),
    [
        ({"status": 503}, Busy),
        ({"status": 500}, Unreachable),
        ({"trick": "drop_before"}, Unreachable),
        ({"trick": "drop_after"}, Unreachable),
        ({"trick": "html"}, Unreachable),
        ({"trick": "truncate"}, Unintelligible),
        ({"redirect": "https://elsewhere.example/"}, Unreachable),
    ],
)
def test_where_no_token_can_be_got_nothing_was_sent(
    portal: Sandbox, mischief: dict[str, Any], kind: type[PortalError]
) -> None:
    def spoil() -> None:
        portal.expire_tokens()
        portal.mischief("/oauth/token", times=99, **mischief)

    with pytest.raises(PortalError) as caught:
        file_at(portal, spoil)
    assert type(caught.value) is kind
    assert not portal.submissions


def test_where_the_keyring_gives_nothing_any_more_nothing_was_sent(portal: Sandbox) -> None:
    who = known(portal)

    class Locking:
        terminal = "t-1"
        locked = False

        def credential(self) -> KeyCredential:
            if self.locked:
                raise SecretsUnavailable(code="keyring-locked")
            return who.credential()

    locking = Locking()

    def lock() -> None:
        portal.expire_tokens()
        locking.locked = True

    with pytest.raises(SecretsUnavailable):
        file_at(portal, lock, locking)
    assert not portal.submissions


def test_once_it_may_have_arrived_a_lost_token_does_not_make_it_certain(portal: Sandbox) -> None:
    def spoil() -> None:
        portal.mischief("/v1/submissions", method="POST", trick="drop_after")

    async def visit(client: LucernePortal) -> None:
        body = await submission(client)
        spoil()
        with suppress(OutcomeUnknown):
            await client.submit(body)
        portal.expire_tokens()
        portal.mischief("/oauth/token", times=99, status=503)
        await client.outcome(body)

    with pytest.raises(OutcomeUnknown):
        at(portal, known(portal), visit)
