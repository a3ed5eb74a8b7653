"""A portal that says odd things to staff who sign in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from kiosk.errors import Busy, NotAllowed, PortalError, Unintelligible
from kiosk.portals.access import Access, SecretCredential
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.lucerne.staff import LucerneStaff
from kiosk.portals.retry import Timing
from kiosk.portals.staff import DENIED, EXPIRED, SIGNED_OUT, Offer
from tests.fakes.lucerne import no_wait, told
from tests.fakes.raw_server import RawServer, Script, serving

WAITING = Offer("WDJB-MJHT", "https://portal.example/device", 900, 5, "device")
PAIR = {
    "access_token": "access-1",
    "token_type": "Bearer",
    "expires_in": 300,
    "scope": "staff",
    "refresh_token": "refresh-1",
    "actor": "s-7f3k",
    "name": "A. Muster",
}
CODES = {
    "device_code": "device",
    "user_code": "WDJB-MJHT",
    "verification_uri": "https://portal.example/device",
    "expires_in": 900,
    "interval": 5,
}


class Terminal:
    """See `kiosk.portals.access.Identity`."""

    def credential(self) -> SecretCredential:
        return SecretCredential("t-1", "secret")


Ask = Callable[[LucerneStaff], Awaitable[Any]]


def shift(ask: Ask, script: Script) -> tuple[Any, RawServer]:
    """Return what `ask` returns of a portal that answers with `script`, and the server."""

    async def whole() -> tuple[Any, RawServer]:
        async with serving(script) as server:
            access = Access(server.url, identity=Terminal())
            portal = LucernePortal(access, Timing(sleep=no_wait))
            try:
                return await ask(portal.staff), server
            finally:
                await portal.close()

    return asyncio.run(whole())


def asked(answer: dict[str, Any], ask: Ask) -> Any:
    return shift(ask, told(answer))[0]


def error_of(word: str, ask: Ask) -> PortalError:
    with pytest.raises(PortalError) as caught:
        shift(ask, told({"error": word}, "400 Bad Request"))
    return caught.value


def test_the_whole_address_is_offered_and_else_the_one_without_the_code() -> None:
    whole = {**CODES, "verification_uri_complete": "https://portal.example/device?c=WDJB-MJHT"}
    assert asked(whole, lambda staff: staff.offer()).url.endswith("c=WDJB-MJHT")
    assert asked(CODES, lambda staff: staff.offer()).url == "https://portal.example/device"


@pytest.mark.parametrize(
    "address",
    ["http://portal.example/device", "https://", "javascript:alert(1)", "https://a:b/", ""],
)
def test_no_phone_is_led_to_an_address_that_is_not_safe(address: str) -> None:
    with pytest.raises(Unintelligible):
        asked({**CODES, "verification_uri": address}, lambda staff: staff.offer())


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "A. Muster"},
        {"actor": "citizen"},
        {"actor": "s-"},
        {"refresh_token": ""},
        {"refresh_token": "x" * 1025},
        {"access_token": "a\r\nb"},
        {"name": ""},
        {"expires_in": 0},
    ],
    ids=list,
)
def test_a_pair_that_cannot_be_is_not_taken(change: dict[str, Any]) -> None:
    with pytest.raises(Unintelligible):
        asked({**PAIR, **change}, lambda staff: staff.signed_in(WAITING))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("slow_down", Busy("slow_down")),
        ("access_denied", NotAllowed("access_denied", DENIED)),
        ("expired_token", NotAllowed("expired_token", EXPIRED)),
        ("invalid_grant", NotAllowed("invalid_grant", EXPIRED)),
        ("something-else", NotAllowed("something-else")),
    ],
)
def test_each_word_of_the_device_flow_has_its_meaning(word: str, expected: PortalError) -> None:
    assert error_of(word, lambda staff: staff.signed_in(WAITING)) == expected


def test_only_a_refusal_of_the_token_itself_ends_a_sign_in() -> None:
    ended = error_of("invalid_grant", lambda staff: staff.renew("refresh-1"))
    assert ended.code == SIGNED_OUT
    assert error_of("invalid_client", lambda staff: staff.renew("refresh-1")).code != SIGNED_OUT


def test_a_token_goes_with_what_its_own_actor_sends_only() -> None:
    async def ask(staff: LucerneStaff) -> None:
        assert staff.headers("s-7f3k") == {}
        await staff.signed_in(WAITING)
        assert staff.headers("s-7f3k") == {"Authorization": "Bearer access-1"}
        assert staff.headers("citizen") == staff.headers("s-other") == staff.headers("") == {}

    asked(PAIR, ask)


def test_a_renewal_whose_answer_is_lost_is_not_asked_for_again_by_itself() -> None:
    """A refresh token that comes twice ends its family."""

    async def ask(staff: LucerneStaff) -> None:
        with pytest.raises(PortalError):
            await staff.renew("refresh-1")

    _, server = shift(ask, b"")
    assert len(server.requests) == 1


def test_a_terminal_that_does_not_sign_in_signs_no_staff_in() -> None:
    async def whole() -> None:
        portal = LucernePortal(Access("http://127.0.0.1:9"))
        with pytest.raises(NotAllowed, match="not-enrolled"):
            await portal.staff.offer()
        await portal.close()

    asyncio.run(whole())
