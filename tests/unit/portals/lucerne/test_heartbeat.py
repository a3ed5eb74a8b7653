"""A terminal says that it is there whenever it proves that it may send, and nothing hangs on it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.portals.access import Access
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.sandbox import Sandbox
from tests.fakes.terminal import known
from tests.fakes.visitor import OFFER
from tests.unit.portals.lucerne.test_signed_in import at, ready

HEARTBEAT = "/v1/terminal/heartbeat"


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path, sources=OFFER, sign_in=True, mischief=True) as running:
        yield running


def heard(portal: Sandbox) -> dict[str, str]:
    """Return which version each terminal said that it has."""
    return {each.terminal.id: each.version for each in portal.terminals if each.heard_at}


def test_the_portal_knows_when_a_terminal_was_last_heard_of(portal: Sandbox) -> None:
    who = known(portal)
    assert heard(portal) == {}
    at(portal, who, ready)
    assert heard(portal) == {"t-1": __version__}


@pytest.mark.parametrize("trick", [{"problem": "internal"}, {"problem": "not-found"}])
def test_a_portal_that_does_not_listen_keeps_nobody_from_sending(
    portal: Sandbox, trick: dict[str, str]
) -> None:
    portal.mischief(HEARTBEAT, method="POST", times=50, **trick)
    at(portal, known(portal), ready)
    assert heard(portal) == {}


def test_who_signs_in_nowhere_says_nothing(portal: Sandbox) -> None:
    async def whole() -> None:
        client = LucernePortal(Access(portal.url))
        await client.ready()
        await client.close()

    asyncio.run(whole())
    assert heard(portal) == {}
