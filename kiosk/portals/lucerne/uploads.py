"""The *Uploads* of docs/contract.md: what is asked, and what is believed of the answers."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated
from urllib.parse import quote

import msgspec

from kiosk.errors import PortalError, Unintelligible, Withdrawn
from kiosk.portals.address import may_be_shown
from kiosk.portals.budget import CLOSING, FETCHING, QUESTION
from kiosk.portals.http import Request
from kiosk.portals.lucerne import wire
from kiosk.portals.lucerne.calls import Asking, Calls
from kiosk.portals.upload import Upload, Uploaded, UploadState

PLACE = "/v1/uploads"
LONGEST_URL = 200
"""Characters of an address: a code for more has squares too small for an old phone."""


@dataclass(frozen=True)
class UploadBody:
    """`POST /v1/uploads`."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    url: Annotated[str, msgspec.Meta(max_length=LONGEST_URL)]
    expires_at: Annotated[datetime, msgspec.Meta(tz=True)]


@dataclass(frozen=True)
class UploadedBody:
    """`GET /v1/uploads/{id}`."""

    state: UploadState
    name: str = ""
    media_type: str = ""
    size: Annotated[int, msgspec.Meta(ge=0)] = 0
    sha256: str = ""


class Uploads(Calls):
    """Opens, asks for, fetches and closes uploads. See `Calls`."""

    def __init__(self, answered: Asking, patiently: Asking) -> None:
        super().__init__(answered, patiently)
        self._open: dict[str, Upload] = {}

    async def open(self, accept: tuple[str, ...], max_bytes: int, language: str) -> Upload:
        """See `Portal.open_upload`. One that is made twice is closed by its end."""
        wanted = {"accept": list(accept), "max_bytes": max_bytes, "language": language}
        body = json.dumps(wanted).encode()
        headers = {"Content-Type": "application/json"}
        answer = await self._patiently(Request("POST", PLACE, headers=headers, body=body))
        told = wire.decode(answer.json(), UploadBody)
        if not may_be_shown(told.url):
            raise Unintelligible("the address for the phone is not safe")
        upload = Upload(told.id, told.url, told.expires_at)
        self._open[upload.id] = upload
        return upload

    async def state(self, upload: Upload) -> Uploaded:
        """See `Portal.upload_state`."""
        answer = await self._patiently(Request("GET", _place(upload), budget=QUESTION))
        told = wire.decode(answer.json(), UploadedBody)
        return Uploaded(told.state, told.name, told.size, told.sha256)

    async def fetch(self, upload: Upload, uploaded: Uploaded) -> bytes:
        """See `Portal.fetch_upload`."""
        budget = replace(FETCHING, max_bytes=uploaded.size)
        request = Request("GET", f"{_place(upload)}/content", budget=budget)
        content = (await self._answered(request)).body
        if hashlib.sha256(content).hexdigest() != uploaded.sha256:
            raise Unintelligible("another file came than the portal told of")
        self._open.pop(upload.id, None)
        return content

    async def close(self, upload: Upload) -> None:
        """See `Portal.close_upload`."""
        with suppress(Withdrawn):
            await self._answered(Request("DELETE", _place(upload), budget=CLOSING))
        self._open.pop(upload.id, None)

    async def close_all(self) -> None:
        """Close what a visit left open; where the portal cannot be asked, it ends by itself."""
        while self._open:
            _, upload = self._open.popitem()
            with suppress(PortalError):
                await self.close(upload)


def _place(upload: Upload) -> str:
    return f"{PLACE}/{quote(upload.id, safe='')}"
