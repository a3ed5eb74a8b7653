"""The way to one portal, walked once: what a look finds out is at hand for the looks after it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from typing import TypeVar

from kiosk.catalogue import Municipality
from kiosk.portals.access import Access
from kiosk.portals.adapters import adapters
from kiosk.portals.http import Http, Request
from kiosk.portals.lucerne.sign_in import skew
from kiosk.portals.portal import Portal
from kiosk.portals.proxy import proxy_for
from kiosk.readiness import portal
from kiosk.readiness.looking import Step
from kiosk.readiness.meeting import Met, meet
from kiosk.readiness.report import Verdict

T = TypeVar("T")

PORTAL_SECONDS = 25.0
"""A portal is asked up to three times, and each answer may take 8 s."""


class Way:
    """The way to the portal of `kind` that `access` leads to."""

    def __init__(self, kind: str, access: Access) -> None:
        self._kind = kind
        self._access = access
        self._met: Met | None = None

    @cached_property
    def _via(self) -> str | None:
        return proxy_for(self._access.url, self._access.proxy)

    def steps(self, bfs: int) -> tuple[Step, ...]:
        """Return the looks along the way, to a portal that serves the municipality `bfs`."""
        url, ca_file = self._access.url, self._access.ca_file
        return (
            Step("proxy", lambda: portal.proxy(url, self._access.proxy)),
            Step("dns", lambda: portal.dns(url, self._via), ("proxy",)),
            Step("connection", self._connection, ("dns",), 15.0),
            Step("certificate", lambda: portal.certificate(self._met, ca_file), ("connection",)),
            Step(
                "contract",
                lambda: portal.contract(self._served, bfs),
                ("connection",),
                PORTAL_SECONDS,
            ),
            Step("clock", lambda: portal.clock(self._skew), ("connection",), PORTAL_SECONDS),
        )

    def prove(self) -> None:
        """Have the portal let this terminal in; see `Portal.ready`."""
        self._asked(lambda made: made.ready())

    def _connection(self) -> Verdict:
        def met() -> Met:
            self._met = meet(self._access.url, self._access.ca_file, self._via)
            return self._met

        return portal.connection(self._access.url, self._via, met)

    def _served(self) -> Sequence[Municipality]:
        return self._asked(lambda made: made.municipalities())

    def _asked(self, ask: Callable[[Portal], Awaitable[T]]) -> T:
        """Return what a portal answers that was built for this one question."""

        async def whole() -> T:
            made = adapters()[self._kind].build(self._access)
            try:
                return await ask(made)
            finally:
                await made.close()

        return asyncio.run(whole())

    def _skew(self) -> float | None:
        """Return by how many seconds this machine is ahead; any answer holds the portal's time."""

        async def whole() -> float | None:
            http = Http(self._access.url, self._access.ca_file, self._access.proxy)
            try:
                answer = await http.send(Request("GET", "/v1/keys"))
                return skew(answer, time.time())
            finally:
                await http.close()

        return asyncio.run(whole())
