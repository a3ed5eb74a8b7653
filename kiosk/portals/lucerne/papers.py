"""What a case has on paper: official documents, and a copy by mail (docs/contract.md)."""

import json
from dataclasses import replace
from urllib.parse import quote

from kiosk.portals.budget import FETCHING, QUESTION
from kiosk.portals.http import Request
from kiosk.portals.lucerne.calls import Calls
from kiosk.receipt.receipt import SealedDocument
from kiosk.receipt.sealed import proved


class Papers(Calls):
    """Fetches documents and asks for copies. See `Calls`."""

    async def document(self, case: str, sealed: SealedDocument) -> bytes:
        """See `Portal.document`."""
        path = f"{_place(case)}/documents/{sealed.number}"
        budget = replace(FETCHING, max_bytes=sealed.size)
        return proved((await self._patiently(Request("GET", path, budget=budget))).body, sealed)

    async def mail_copy(self, case: str, email: str) -> None:
        """See `Portal.mail_copy`. Asked once: who asks again might get it twice."""
        body = json.dumps({"email": email}).encode()
        headers = {"Content-Type": "application/json"}
        path = f"{_place(case)}/copies"
        await self._answered(Request("POST", path, headers=headers, body=body, budget=QUESTION))


def _place(case: str) -> str:
    return f"/v1/submissions/{quote(case, safe='')}"
