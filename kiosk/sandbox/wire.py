"""What goes wrong on the wire: answers that are captured, cut off, dripped, or never end."""

import asyncio
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

STEP_S = 0.02
"""How long a wait lasts before it looks whether the portal is closing."""
HEADER_S = 0.002
BUFFER = 256 * 1024
"""Bytes that wait for a reader before an endless answer pauses."""

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Captured:
    """An answer of the portal that nobody has seen yet."""

    status: int
    headers: Headers
    body: bytes

    def with_body(self, body: bytes) -> "Captured":
        """Return it with another body, and without what said something about the old one."""
        kept = [pair for pair in self.headers if pair[0] not in (b"content-length", b"etag")]
        length = (b"content-length", str(len(body)).encode())
        return Captured(self.status, [*kept, length], body)

    def with_type(self, media_type: str) -> "Captured":
        """Return it as another media type."""
        kept = [pair for pair in self.headers if pair[0] != b"content-type"]
        return Captured(self.status, [*kept, (b"content-type", media_type.encode())], self.body)

    @property
    def is_json(self) -> bool:
        """Whether the body is a JSON document of the contract, and no problem."""
        return (b"content-type", b"application/json") in self.headers


async def captured(app: ASGIApp, scope: Scope, receive: Receive) -> Captured:
    """Have `app` answer, and keep the answer."""
    status, headers, body = 0, Headers(), bytearray()

    async def keep(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message["headers"])
        else:
            body.extend(message.get("body", b""))

    await app(scope, receive, keep)
    return Captured(status, headers, bytes(body))


class Wire:
    """One request's connection, found among `connections` by who is calling."""

    def __init__(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        connections: Collection[Any],
        ended: threading.Event,
    ) -> None:
        self._receive = receive
        self._send = send
        self._ended = ended
        self._transport = next(
            each.transport for each in connections if each.client == tuple(scope["client"])
        )

    async def answer(self, captured: Captured) -> None:
        """Send it as it is."""
        await self._start(captured)
        await self._send({"type": "http.response.body", "body": captured.body})

    async def drip(self, captured: Captured) -> None:
        """Send it byte by byte, slowly."""
        await self._start(captured)
        for number in range(len(captured.body)):
            if self._over:
                await self.abort()
                return
            part = captured.body[number : number + 1]
            await self._send({"type": "http.response.body", "body": part, "more_body": True})
            await self.pause(STEP_S)
        await self._send({"type": "http.response.body", "body": b""})

    async def cut(self, captured: Captured) -> None:
        """Send half of it, then nothing: the line is dead."""
        await self._start(captured)
        half = captured.body[: len(captured.body) // 2]
        await self._send({"type": "http.response.body", "body": half, "more_body": True})
        await self.abort()

    async def endless(self) -> None:
        """Send headers until the other side has had enough."""
        self._transport.write(b"HTTP/1.1 200 OK\r\n")
        while not self._over:
            if self._transport.get_write_buffer_size() < BUFFER:
                self._transport.write(b"X-More: " + b"x" * 1000 + b"\r\n")
            await asyncio.sleep(HEADER_S)
        await self.abort()

    async def abort(self) -> None:
        """Break the connection off, and wait until the web server knows."""
        self._transport.abort()
        await self.drain()

    async def drain(self) -> None:
        """Read the request to its end, or until the other side is gone."""
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                return
            if not message.get("more_body") and not self._transport.is_closing():
                return

    async def pause(self, seconds: float) -> None:
        """Wait `seconds`, or until the portal closes or the other side is gone."""
        until = time.monotonic() + seconds
        while not self._over and (left := until - time.monotonic()) > 0:  # noqa: ASYNC110 - ended from another thread
            await asyncio.sleep(min(left, STEP_S))

    async def _start(self, captured: Captured) -> None:
        await self._send(
            {
                "type": "http.response.start",
                "status": captured.status,
                "headers": captured.headers,
            }
        )

    @property
    def _over(self) -> bool:
        return self._ended.is_set() or bool(self._transport.is_closing())
