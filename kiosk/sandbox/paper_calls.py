"""The calls about what a case has on paper: official documents, and copies by mail."""

from collections import Counter
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.forms.judge import Judge
from kiosk.sandbox import official, reading
from kiosk.sandbox.answers import answer
from kiosk.sandbox.offer import Offer
from kiosk.sandbox.problems import Problem
from kiosk.sandbox.schemas import COPY
from kiosk.sandbox.store import Store, Stored
from kiosk.signatures import SigningKey, key_set, verify

MOST_COPIES = 3
"""So many copies of one case are mailed. The training portal mails none, and only counts."""


class PaperCalls:
    """Answers for the cases in `store`. Addresses are kept nowhere."""

    def __init__(self, offer: Offer, store: Store, signing_key: SigningKey) -> None:
        self._offer = offer
        self._keys = key_set(signing_key)
        self._store = store
        self._copies: Counter[str] = Counter()
        self._judge = Judge(COPY)
        self.routes = [
            Route("/v1/submissions/{case}/documents/{number}", self.document),
            Route("/v1/submissions/{case}/copies", self.copies, methods=["POST"]),
        ]

    async def document(self, request: Request) -> Response:
        """Give out an official document, the very bytes that the receipt names."""
        stored, number = self._case(request), request.path_params["number"]
        documents = {one["number"] for one in self._claims(stored).get("documents", [])}
        if not number.isdecimal() or int(number) not in documents:
            raise Problem("not-found")
        source = self._offer.described(stored.service)
        content = official.content(source, self._offer.files, int(number))
        if content is None:
            raise Problem("not-found")
        return Response(content, 200, {"Cache-Control": "no-store"}, "application/pdf")

    async def copies(self, request: Request) -> Response:
        """Take it over to mail a copy, three times at most."""
        stored = self._case(request)
        if not self._judge.accepts(await reading.json_of(request)):
            raise Problem("invalid-request")
        if self._copies[stored.case] >= MOST_COPIES:
            raise Problem("too-many-requests")
        self._copies[stored.case] += 1
        return answer({}, status=202)

    def _case(self, request: Request) -> Stored:
        stored = self._store.case(request.path_params["case"])
        if stored is None:
            raise Problem("not-found")
        return stored

    def _claims(self, stored: Stored) -> dict[str, Any]:
        return verify(stored.receipt, self._keys)
