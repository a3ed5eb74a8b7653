"""A server that says exactly the bytes it is told to: for what no decent server would do."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Writing: TypeAlias = Callable[[asyncio.StreamWriter], Awaitable[None]]
Script: TypeAlias = bytes | Writing
"""What is answered: these bytes, or whatever is written; then the connection is closed."""


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class RawServer:
    """Answers each request with the next script, and the last one again and again."""

    url: str
    scripts: list[Script]
    requests: list[Received] = field(default_factory=list)
    connections: int = 0
    answering: set[asyncio.Task[Any]] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close."""
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self.answering.add(task)
        try:
            await self._answer(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()  # nobody reads the rest
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side has gone: part of the tests
        with suppress(ConnectionError, ssl.SSLError):
            writer.close()
            await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.requests.append(await _received(reader))
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        if isinstance(script, bytes):
            writer.write(script)
            await writer.drain()
        else:
            await script(writer)


async def _received(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(method, target, headers, body)


@asynccontextmanager
async def serving(
    *scripts: Script, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> AsyncIterator[RawServer]:
    """Serve `scripts` on loopback, in the running loop."""
    server = RawServer("", list(scripts))
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"{'https' if tls else 'http'}://{host}:{port}"
    try:
        yield server
    finally:
        listening.close()
        for task in server.answering:
            task.cancel()
        await asyncio.gather(*server.answering, return_exceptions=True)


def answer(
    body: bytes = b"{}",
    status: str = "200 OK",
    media_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return a whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    if media_type:
        lines.append(f"Content-Type: {media_type}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def problem(word: str, status: int, **fields: Any) -> bytes:
    """Return a problem document of the contract (RFC 9457)."""
    document = {"type": f"https://schalter.ch/problems/{word}", "status": status, **fields}
    return answer(json.dumps(document).encode(), f"{status} No", "application/problem+json")


def redirect(location: str, status: str = "307 Temporary Redirect") -> bytes:
    """Return a redirect to `location`."""
    return answer(b"", status, "", {"Location": location})


async def silence(_writer: asyncio.StreamWriter) -> None:
    """Read the request and say nothing, as a half-open socket."""
    await asyncio.Event().wait()


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Cut the connection without an answer."""
    writer.transport.abort()


async def drip(writer: asyncio.StreamWriter) -> None:
    """Send a byte now and then, so that no pause is ever long."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
    writer.write(b"Content-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)  # the server's pace, not a wait of the test


async def endless_headers(writer: asyncio.StreamWriter) -> None:
    """Send headers until nobody listens any more."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"y" * 1000 + b"\r\n")
        await writer.drain()


async def endless_body(writer: asyncio.StreamWriter) -> None:
    """Send an answer without a length that never ends."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        writer.write(b" " * 65536)
        await writer.drain()
