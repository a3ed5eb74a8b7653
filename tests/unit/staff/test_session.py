"""A refresh token is used once, and the next one is never lost half way."""

import asyncio
from pathlib import Path

import pytest

from kiosk.portals.staff import StaffTokens
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.staff.attempts import Attempts
from kiosk.staff.session import StaffSession
from kiosk.staff.vault import Vault
from tests.fakes.clock import FakeClock
from tests.fakes.events import PIN
from tests.fakes.staff import FakeStaff


class SlowStaff(FakeStaff):
    """Answers only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.asks, self.may_answer = asyncio.Event(), asyncio.Event()

    async def renew(self, refresh_token: str) -> StaffTokens:
        tokens = await super().renew(refresh_token)
        self.asks.set()
        await self.may_answer.wait()
        return tokens


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(MemorySecrets(), Attempts(tmp_path / "tries", FakeClock().monotonic))


async def signed_in(vault: Vault, portal: FakeStaff) -> StaffSession:
    session = StaffSession(vault, lambda: portal, FakeClock().monotonic)
    offer = await session.offer()
    portal.approve()
    accepted = await session.accept(offer)
    assert accepted is not None
    vault.keep_pin(PIN, accepted[0].actor)
    return session


def test_a_renewal_nobody_waits_for_any_more_keeps_the_next_token(vault: Vault) -> None:
    async def shift() -> None:
        portal = SlowStaff()
        session = await signed_in(vault, portal)
        before = vault.secrets.get(SecretName.STAFF_REFRESH_TOKEN)
        waiting = asyncio.ensure_future(session.renew())
        await portal.asks.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        portal.may_answer.set()
        assert (await session.renew()).actor == "s-a"
        assert vault.secrets.get(SecretName.STAFF_REFRESH_TOKEN) != before

    asyncio.run(shift())


def test_two_at_the_same_time_use_two_tokens(vault: Vault) -> None:
    async def shift() -> None:
        session = await signed_in(vault, FakeStaff())
        found = await asyncio.gather(*(session.renew() for _ in range(5)))
        assert len({tokens.refresh_token for tokens in found}) == 5

    asyncio.run(shift())


def test_who_signs_out_while_a_token_is_renewed_is_signed_out(vault: Vault) -> None:
    async def shift() -> None:
        portal = SlowStaff()
        session = await signed_in(vault, portal)
        renewing = asyncio.ensure_future(session.renew())
        await portal.asks.wait()
        ending = asyncio.ensure_future(session.end())
        portal.may_answer.set()
        tokens, _ = await asyncio.gather(renewing, ending)
        assert vault.secrets.get(SecretName.STAFF_REFRESH_TOKEN) is None
        assert await session.resume() is None
        assert not portal.knows(tokens.actor)

    asyncio.run(shift())
