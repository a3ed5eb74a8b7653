"""Answers programs of this very machine: /livez, /readyz, /healthz and /metrics over HTTP/1.1.

One answer a connection. What a stranger may cost is bounded: bytes, seconds, connections.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from kiosk.telemetry.loopback import is_this_machine

MOST_BYTES = 8 * 1024
"""Of a request line and its headers; a body is not read."""
SECONDS = 3.0
"""So long a request may take to come, and its answer to leave."""
MOST_CONNECTIONS = 8


@dataclass(frozen=True)
class Answer:
    """What is said to a request."""

    status: HTTPStatus
    body: bytes
    media_type: str = "text/plain; charset=utf-8"


def said(status: HTTPStatus, word: str = "") -> Answer:
    """Return an answer of one word."""
    return Answer(status, f"{word or status.phrase}\n".encode())


Pages = Callable[[str], Answer]
"""Returns what stands at a path; takes a moment at most."""


class Endpoint:
    """Serves `pages` until it is cancelled. Use it on one event loop only."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._open = 0

    async def serve(
        self, host: str, port: int, listening: Callable[[int], None] = lambda _: None
    ) -> None:
        """Listen; `listening` is told the port (given for 0).

        Raises:
            OSError: the address is taken or not there.
        """
        server = await asyncio.start_server(self._met, host, port, limit=MOST_BYTES)
        async with server:
            listening(server.sockets[0].getsockname()[1])
            await server.serve_forever()

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        try:
            async with asyncio.timeout(SECONDS):
                answer = await self._answered(reader)
                if answer is not None:
                    writer.write(answer)
                    await writer.drain()
        except (OSError, TimeoutError):  # who does not take an answer in time gets none
            writer.transport.abort()
        except asyncio.CancelledError:  # the kiosk ends; asyncio would log it as a fault of ours
            writer.transport.abort()
        finally:
            self._open -= 1
            writer.close()

    async def _answered(self, reader: asyncio.StreamReader) -> bytes | None:
        """Return the bytes of an answer, None where nobody asked anything, or too many did."""
        if self._open > MOST_CONNECTIONS:
            return None
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return _written(said(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE))
        except asyncio.IncompleteReadError:
            return None
        request, *headers = head.decode("latin-1").split("\r\n")
        method, _, rest = request.partition(" ")
        path, _, version = rest.partition(" ")
        if not version.startswith("HTTP/1."):
            return _written(said(HTTPStatus.BAD_REQUEST))
        if method not in {"GET", "HEAD"}:
            return _written(said(HTTPStatus.METHOD_NOT_ALLOWED), "Allow: GET, HEAD")
        if not _meant_for_us(headers):
            return _written(said(HTTPStatus.MISDIRECTED_REQUEST))
        return _written(self._pages(path.partition("?")[0]), bare=method == "HEAD")


def _meant_for_us(headers: list[str]) -> bool:
    """Whether `Host` names this machine: a web page elsewhere may lead a browser here by name."""
    pairs = (header.partition(":") for header in headers)
    named = [value.strip() for name, _, value in pairs if name.lower() == "host"]
    return len(named) == 1 and is_this_machine(named[0])


def _written(answer: Answer, *headers: str, bare: bool = False) -> bytes:
    lines = (
        f"HTTP/1.1 {answer.status.value} {answer.status.phrase}",
        f"Content-Type: {answer.media_type}",
        f"Content-Length: {len(answer.body)}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
        *headers,
    )
    head = "".join(f"{line}\r\n" for line in lines) + "\r\n"
    return head.encode("latin-1") + (b"" if bare else answer.body)
