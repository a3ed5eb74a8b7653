"""Says to the portal that this terminal is there, and which version runs on it."""

import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

from kiosk import __version__
from kiosk.errors import PortalError, SecretsUnavailable
from kiosk.portals.budget import CLOSING
from kiosk.portals.http import Answer, Request


async def heartbeat(send: Callable[[Request], Awaitable[Answer]]) -> None:
    """Say so by `send`; a portal that does not listen keeps nobody from sending."""
    body = json.dumps({"version": __version__}).encode()
    headers = {"Content-Type": "application/json"}
    request = Request("POST", "/v1/terminal/heartbeat", headers=headers, body=body, budget=CLOSING)
    with suppress(PortalError, SecretsUnavailable):
        await send(request)
