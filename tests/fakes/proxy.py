"""A small HTTP proxy on loopback: it makes a tunnel to one server, whatever name is asked for."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

NOT_PERMITTED = "407 Proxy Authentication Required"


@dataclass
class ConnectProxy:
    """Remembers what it was asked for. It opens the tunnel, or answers with `refusal`."""

    leads_to: int
    """The port, on this machine, that every tunnel ends at."""
    refusal: str = ""
    url: str = ""
    asked: list[str] = field(default_factory=list)
    """The first line and the headers of each request."""
    tunnels: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one CONNECT (RFC 9110 9.3.6) and carry bytes until one side ends."""
        task = asyncio.current_task()
        assert task is not None
        self.tunnels.add(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
            if self.refusal:
                writer.write(f"HTTP/1.1 {self.refusal}\r\nContent-Length: 0\r\n\r\n".encode())
                await writer.drain()
            else:
                await self._tunnel(reader, writer)
        writer.transport.abort()

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.leads_to)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await _first(_carry(reader, back), _carry(there, writer))
        finally:
            back.transport.abort()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while some := await reader.read(65536):
        writer.write(some)
        await writer.drain()


async def _first(*carriers: Awaitable[None]) -> None:
    """Wait until one of `carriers` has ended, and end the others."""
    tasks = [asyncio.ensure_future(carrier) for carrier in carriers]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def proxying(
    leads_to: int, refusal: str = "", tls: ssl.SSLContext | None = None
) -> AsyncIterator[ConnectProxy]:
    """Run a proxy to the port `leads_to` in the running loop."""
    proxy = ConnectProxy(leads_to, refusal)
    listening = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, ssl=tls)
    scheme, host = ("https", "localhost") if tls else ("http", "127.0.0.1")
    proxy.url = f"{scheme}://{host}:{listening.sockets[0].getsockname()[1]}"
    try:
        yield proxy
    finally:
        listening.close()
        for task in proxy.tunnels:
            task.cancel()
        await asyncio.gather(*proxy.tunnels, return_exceptions=True)
