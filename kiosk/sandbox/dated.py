"""Dates every answer by the portal's own clock, so that a terminal can compare its own with it."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Dated:
    """Stands before `app` and adds `Date` (RFC 9110 6.6.1)."""

    def __init__(self, app: ASGIApp, now: Callable[[], datetime]) -> None:
        self._app = app
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have `app` answer one request."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = format_datetime(self._now().astimezone(UTC), usegmt=True)
                message["headers"] = [*message.get("headers", ()), (b"date", date.encode())]
            await send(message)

        await self._app(scope, receive, dated)
