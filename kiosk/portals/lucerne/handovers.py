"""The *Hand-over* of docs/contract.md: what is asked, and what is believed of the answers."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Annotated
from urllib.parse import quote

import msgspec

from kiosk.errors import Declined, OutcomeUnknown, Unintelligible, Withdrawn
from kiosk.portals.budget import ATTACHMENT, CLOSING, DRAFT, QUESTION
from kiosk.portals.http import Request
from kiosk.portals.lucerne import wire
from kiosk.portals.lucerne.calls import Calls
from kiosk.portals.portal import Handover

PLACE = "/v1/handovers"
_COMPACT = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*){4}", re.ASCII)
"""A compact JWE (RFC 7516 7.1) has five parts; `dir` leaves the second empty."""


class Waits(Enum):
    """How a draft stands."""

    WAITING = "waiting"
    TAKEN = "taken"


@dataclass(frozen=True)
class LaidBody:
    """`POST /v1/handovers`."""

    expires_at: Annotated[datetime, msgspec.Meta(tz=True)]


@dataclass(frozen=True)
class StateBody:
    """`GET /v1/handovers/{id}/state`."""

    state: Waits


class Handovers(Calls):
    """Lays, takes, asks for and withdraws drafts. See `Calls`."""

    async def lay(self, handover: Handover) -> datetime:
        """See `Portal.lay_handover`. The same again, after a lost answer, is the same draft."""
        body = json.dumps({"id": handover.id, "sealed": handover.sealed}).encode()
        headers = {"Content-Type": "application/json"}
        request = Request("POST", PLACE, headers=headers, body=body, budget=ATTACHMENT)
        try:
            answer = await self._patiently(request)
        except OutcomeUnknown as error:
            if error.code != "key-reused":
                raise
            raise Declined(error.detail) from None
        return wire.decode(answer.json(), LaidBody).expires_at

    async def take(self, id_: str) -> str:
        """See `Portal.take_handover`. A draft is longer than any text that is shown may be."""
        answer = await self._patiently(Request("GET", _place(id_), budget=DRAFT))
        document = answer.json()
        sealed = document.get("sealed") if isinstance(document, dict) else None
        if not isinstance(sealed, str) or not _COMPACT.fullmatch(sealed):
            raise Unintelligible("what came is no compact JWE")
        return sealed

    async def waits(self, id_: str) -> bool:
        """See `Portal.handover_waits`."""
        request = Request("GET", f"{_place(id_)}/state", budget=QUESTION)
        answer = await self._answered(request)
        return wire.decode(answer.json(), StateBody).state is Waits.WAITING

    async def withdraw(self, id_: str) -> None:
        """See `Portal.withdraw_handover`."""
        with suppress(Withdrawn):
            await self._answered(Request("DELETE", _place(id_), budget=CLOSING))


def _place(id_: str) -> str:
    return f"{PLACE}/{quote(id_, safe='')}"
