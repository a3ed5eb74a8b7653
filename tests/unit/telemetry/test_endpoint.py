"""The loopback endpoint over real sockets, and strangers who want to hurt it."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import ExitStack
from http import HTTPStatus
from typing import Any

import pytest

from kiosk.telemetry import endpoint
from kiosk.telemetry.endpoint import MOST_BYTES, MOST_CONNECTIONS, Answer, Endpoint, said
from kiosk.telemetry.loopback import address

GOOD = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1:9190\r\n\r\n"
Ask = Callable[[bytes], Coroutine[Any, Any, bytes]]


def pages(path: str) -> Answer:
    return said(HTTPStatus.OK, f"at {path}")


def answered(*requests: bytes) -> list[bytes]:
    """Return what a real endpoint says to each request, one after another."""

    async def all_of_them(ask: Ask, _: int) -> list[bytes]:
        return [await ask(request) for request in requests]

    return served(all_of_them)


def served(
    do: Callable[[Ask, int], Awaitable[list[bytes]]], host: str = "127.0.0.1"
) -> list[bytes]:
    async def whole() -> list[bytes]:
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        serving = asyncio.create_task(Endpoint(pages).serve(host, 0, port.set_result))
        where = await port

        async def ask(request: bytes) -> bytes:
            reader, writer = await asyncio.open_connection(host, where)
            writer.write(request)
            try:
                return await reader.read()
            except ConnectionError:
                return b"cut"
            finally:
                writer.close()

        try:
            return await do(ask, where)
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    return asyncio.run(whole())


def is_answer(answer: bytes) -> bool:
    """Whether it is one: a connection that is let go is closed or cut."""
    return answer.startswith(b"HTTP/1.1 ")


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_a_question_gets_one_answer_and_the_connection_ends() -> None:
    (answer,) = answered(GOOD + GOOD)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Connection: close" in head
    assert b"Cache-Control: no-store" in head
    assert body == b"at /livez\n"
    assert f"Content-Length: {len(body)}".encode() in head


def test_a_query_is_not_looked_at_and_head_is_answered_without_a_body() -> None:
    with_query, head = answered(
        GOOD.replace(b"/livez", b"/livez?name=Meier"), GOOD.replace(b"GET", b"HEAD")
    )
    assert with_query.endswith(b"at /livez\n")
    assert status(head) == 200
    assert head.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("host", ["localhost", "localhost:9190", "127.8.8.8", "[::1]:9190"])
def test_this_very_machine_may_ask_by_any_of_its_names(host: str) -> None:
    (answer,) = answered(GOOD.replace(b"127.0.0.1:9190", host.encode()))
    assert status(answer) == 200


@pytest.mark.parametrize(
    "headers",
    [
        b"Host: attacker.example",
        b"Host: localhost.attacker.example",
        b"Host: 192.0.2.1",
        b"Host: [",
        b"Host: localhost\r\nHost: localhost",
        b"X: y",
    ],
)
def test_a_web_page_that_leads_a_browser_here_is_not_answered(headers: bytes) -> None:
    (answer,) = answered(b"GET /metrics HTTP/1.1\r\n" + headers + b"\r\n\r\n")
    assert status(answer) == 421


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (GOOD.replace(b"GET", b"POST"), 405),
        (GOOD.replace(b"GET", b"get"), 405),
        (GOOD.replace(b"HTTP/1.1", b"HTTP/2"), 400),
        (b"\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
        (b"GET " + b"a" * MOST_BYTES * 2 + b" HTTP/1.1\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * MOST_BYTES + b"\r\n", 431),
    ],
)
def test_what_is_no_question_is_refused(request_: bytes, expected: int) -> None:
    (answer,) = answered(request_)
    assert not is_answer(answer) or status(answer) == expected  # what is left unread cuts it


def test_who_says_nothing_is_let_go_and_others_are_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(endpoint, "SECONDS", 0.2)

    async def slow_and_quick(ask: Ask, _: int) -> list[bytes]:
        slow = asyncio.create_task(ask(b"GET /livez HTTP/1.1\r\nHost:"))
        quick = await ask(GOOD)
        return [await slow, quick]

    slow, quick = served(slow_and_quick)
    assert slow == b""
    assert status(quick) == 200


def test_no_more_than_so_many_are_met_at_once() -> None:
    async def crowd(ask: Ask, port: int) -> list[bytes]:
        with ExitStack() as waiting:
            for _ in range(MOST_CONNECTIONS):
                waiting.enter_context(socket.create_connection(("127.0.0.1", port)))
            busy = await ask(GOOD)
        after = await ask(GOOD)
        while not is_answer(after):  # until all of them have gone
            after = await ask(GOOD)
        return [busy, after]

    busy, after = served(crowd)
    assert not is_answer(busy)
    assert status(after) == 200


def test_an_address_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="address already in use"):
            asyncio.run(Endpoint(pages).serve("127.0.0.1", port))


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("127.0.0.1:9190", ("127.0.0.1", 9190)), ("[::1]:80", ("::1", 80))],
)
def test_an_address_of_this_machine_is_read(setting: str, expected: tuple[str, int]) -> None:
    assert address(setting) == expected


@pytest.mark.parametrize(
    "setting",
    [
        "0.0.0.0:9190",
        "192.0.2.1:9190",
        "[::]:9190",
        "localhost:9190",
        "127.0.0.1",
        "127.0.0.1:0",
        "127.0.0.1:70000",
        "127.0.0.1:port",
        "::1:9190",
        "http://127.0.0.1:9190",
        "127.0.0.1:9190/metrics",
        "user@127.0.0.1:9190",
        " 127.0.0.1:9190",
        ":9190",
        "",
    ],
)
def test_no_other_machine_is_let_in(setting: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        address(setting)
