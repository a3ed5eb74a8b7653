"""The terminal's token: asked for once, renewed in time, and never seen."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar
from urllib.parse import parse_qs

import pytest

from kiosk.errors import Busy, KioskError, NotAllowed
from kiosk.portals.http import Http, Request
from kiosk.portals.lucerne import sign_in
from kiosk.portals.lucerne.tokens import Line, Tokens
from kiosk.portals.retry import Timing
from kiosk.signatures import new_key
from tests.fakes.lucerne import no_wait, told
from tests.fakes.raw_server import RawServer, Script, answer, problem, serving
from tests.fakes.terminal import identity

T = TypeVar("T")
KEY = new_key()
ASK = Request("GET", "/v1/submissions", {"key": "6b0a4c1e-3f54-4d0c-9a0e-3a7d2f8f6f11"})
ENDED = answer(
    b"", "401 Unauthorized", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
)


def over_a_line(
    *scripts: Script, use: Callable[[Line], Awaitable[T]], **timing: Callable[[], float]
) -> tuple[T, RawServer]:
    """Return what `use` returns of a line to a portal that answers with `scripts`."""

    async def whole() -> tuple[T, RawServer]:
        async with serving(*scripts) as server:
            line = Line(Http(server.url), identity("t-1", KEY), Timing(sleep=no_wait, **timing))
            try:
                return await use(line), server
            finally:
                await line.close()

    return asyncio.run(whole())


def token(text: str = "token-1", expires_in: float = 300) -> bytes:
    return told({"access_token": text, "token_type": "Bearer", "expires_in": expires_in})


def paths(server: RawServer) -> list[str]:
    return [request.target.partition("?")[0] for request in server.requests]


# --- When it is renewed --------------------------------------------------------------------------


def test_many_who_ask_at_once_share_one_question() -> None:
    async def use(line: Line) -> list[int]:
        return [found.status for found in await asyncio.gather(*(line.send(ASK) for _ in range(8)))]

    statuses, server = over_a_line(token(), answer(), use=use)
    assert statuses == [200] * 8
    assert paths(server).count(sign_in.TOKEN) == 1


@pytest.mark.parametrize(
    ("expires_in", "later", "asked"), [(300, 269, 1), (300, 271, 2), (20, 9, 1), (20, 11, 2)]
)
def test_it_is_renewed_before_it_ends(expires_in: float, later: float, asked: int) -> None:
    now = [1000.0]

    async def use(line: Line) -> None:
        await line.send(ASK)
        now[0] += later
        await line.send(ASK)

    scripts = [token("token-1", expires_in), answer(), token("token-2", expires_in), answer()]
    _, server = over_a_line(*scripts[: 2 * asked], use=use, now=lambda: now[0])
    assert paths(server).count(sign_in.TOKEN) == asked
    assert server.requests[-1].headers["authorization"] == f"Bearer token-{asked}"


@pytest.mark.parametrize(("later", "asks"), [(299, True), (301, False)])
def test_where_it_cannot_be_renewed_it_is_used_to_its_end(later: float, *, asks: bool) -> None:
    now = [1000.0]

    async def use(line: Line) -> None:
        await line.send(ASK)
        now[0] += later
        with suppress(Busy):
            await line.send(ASK)

    scripts = token(), answer(), problem("unavailable", 503), answer()
    _, server = over_a_line(*scripts, use=use, now=lambda: now[0])
    assert paths(server) == [sign_in.TOKEN, ASK.path, sign_in.TOKEN, *[ASK.path] * asks]


def test_a_terminal_that_is_refused_uses_no_token_that_is_left() -> None:
    now = [1000.0]

    async def use(line: Line) -> None:
        await line.send(ASK)
        now[0] += 299
        with pytest.raises(NotAllowed):
            await line.send(ASK)

    said = {"error": "invalid_client", "error_description": "revoked"}
    scripts = token(), answer(), told(said, "401 Unauthorized"), answer()
    _, server = over_a_line(*scripts, use=use, now=lambda: now[0])
    assert len(server.requests) == 3


def test_many_whose_token_ended_share_one_new_one() -> None:
    given: list[str] = []
    good = ["token-1"]

    async def portal(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        if head.startswith(f"POST {sign_in.TOKEN} "):
            given.append(f"token-{len(given) + 1}")
            writer.write(token(given[-1]))
        else:
            writer.write(answer() if f"Bearer {good[0]}\r\n" in head else ENDED)
        await writer.drain()
        writer.close()

    async def whole() -> list[int]:
        listening = await asyncio.start_server(portal, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        line = Line(Http(f"http://127.0.0.1:{port}"), identity("t-1", KEY), Timing(sleep=no_wait))
        await line.send(ASK)
        good[0] = "token-2"
        answers = await asyncio.gather(*(line.send(ASK) for _ in range(4)))
        await line.close()
        listening.close()
        return [found.status for found in answers]

    assert asyncio.run(whole()) == [200] * 4
    assert given == ["token-1", "token-2"]


def test_its_end_is_counted_from_the_question_not_from_the_answer() -> None:
    now = [0.0]

    async def slow(writer: asyncio.StreamWriter) -> None:
        now[0] += 100
        writer.write(token())

    async def use(line: Line) -> None:
        await line.send(ASK)
        now[0] += 171
        await line.send(ASK)

    _, server = over_a_line(slow, answer(), token("token-2"), answer(), use=use, now=lambda: now[0])
    assert paths(server).count(sign_in.TOKEN) == 2


def test_a_token_that_ended_early_is_renewed_once_and_the_question_asked_again() -> None:
    async def use(line: Line) -> int:
        return (await line.send(ASK)).status

    status, server = over_a_line(token(), ENDED, token("token-2"), answer(), use=use)
    assert status == 200
    assert paths(server) == [sign_in.TOKEN, ASK.path] * 2
    assert server.requests[-1].headers["authorization"] == "Bearer token-2"


def test_a_portal_that_takes_no_token_is_not_asked_for_ever() -> None:
    async def use(line: Line) -> int:
        return (await line.send(ASK)).status

    status, server = over_a_line(token(), ENDED, token("token-2"), ENDED, use=use)
    assert status == 401
    assert len(server.requests) == 4


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_refusal_that_is_not_about_the_token_is_not_repeated(status: str) -> None:
    async def use(line: Line) -> int:
        return (await line.send(ASK)).status

    wrong = {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}
    came, server = over_a_line(token(), answer(b"", status, headers=wrong), use=use)
    assert f"{came} " in f"{status} "
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "path", ["/v1/catalogue", "/v1/keys", "/v1/submissionsx", "/v1/services/a"]
)
def test_what_is_public_is_asked_without_a_token(path: str) -> None:
    async def use(line: Line) -> None:
        await line.send(Request("GET", path))

    _, server = over_a_line(answer(), use=use)
    (asked,) = server.requests
    assert "authorization" not in asked.headers


def test_a_visit_s_end_drops_the_line_and_keeps_the_token() -> None:
    async def use(line: Line) -> None:
        await line.send(ASK)
        await line.renew()
        await line.send(ASK)

    _, server = over_a_line(token(), answer(), use=use)
    assert paths(server) == [sign_in.TOKEN, ASK.path, ASK.path]


# --- What is said of it --------------------------------------------------------------------------


def test_no_token_and_no_assertion_is_in_a_log_or_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    who = identity("t-1", KEY)
    shown: list[str] = []

    async def use(line: Line) -> None:
        for _ in range(3):
            with suppress(KioskError):
                await line.send(replace(ASK, body=b"what a visitor typed"))
        shown.append(repr([line, vars(line), vars(line._tokens), who]))

    async def tell(server_tokens: Tokens) -> None:
        shown.append(repr(server_tokens))

    refused = told({"error": "invalid_client", "error_description": "revoked"}, "401 No")
    scripts = token("secret-1"), ENDED, token("secret-2"), problem("forbidden", 403), refused
    _, server = over_a_line(*scripts, use=use)
    asyncio.run(tell(Tokens(Http(server.url), who, Timing())))
    assertions = [
        parse_qs(asked.body.decode())["client_assertion"][0]
        for asked in server.requests
        if asked.target == sign_in.TOKEN
    ]
    assert len(set(assertions)) == len(assertions) >= 2
    told_to_people = "\n".join([caplog.text, *shown])
    for hidden in ("secret-1", "secret-2", "Bearer", *assertions, KEY.pem[40:60], "typed"):
        assert hidden not in told_to_people
