"""The call about submissions of an outbox."""

import asyncio
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.forms.judge import Judge
from kiosk.sandbox import reading
from kiosk.sandbox.answers import answer
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.guard import INSUFFICIENT, bearer_of
from kiosk.sandbox.problems import Problem
from kiosk.sandbox.schemas import SEALED_SUBMISSION
from kiosk.sandbox.sealed import SealedIntake
from kiosk.sandbox.tokens import CITIZEN, Bearer, Scope


class SealedCalls:
    """Answers for `intake`, at the portal `url`."""

    def __init__(self, intake: SealedIntake, url: str) -> None:
        self._intake, self._url = intake, url
        self._judge = Judge(SEALED_SUBMISSION)
        self.routes = [Route("/v1/sealed-submissions", self.submit, methods=["POST"])]

    async def submit(self, request: Request) -> Response:
        """Take it on a thread of its own, so that another one of its key is told."""
        told = await reading.json_of(request, reading.MAX_SEALED)
        if not self._judge.accepts(told) or not _is_moment(told["stored_at"]):
            raise Problem("invalid-request")
        _check_who(told, bearer_of(request))
        key = reading.key_of(request.headers.get("idempotency-key"))
        proof, new = await asyncio.to_thread(self._intake.take, key, told, self._url)
        return answer({"proof": proof}, status=201 if new else 200)


def _is_moment(text: str) -> bool:
    """Whether `text` is a time with an offset."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _check_who(told: Json, bearer: Bearer | None) -> None:
    """Refuse what is not of staff, or not of the terminal and the staff member of the token.

    A terminal's own token is enough where whoever served has gone home: then it tells who it was.

    Raises:
        Problem: `forbidden`.
    """
    if told["actor"] == CITIZEN:
        raise Problem("forbidden", "Only a staffed counter keeps an outbox")
    if bearer is None:
        return
    wrong = told["terminal"] != bearer.terminal
    if wrong or (bearer.scope is Scope.STAFF and told["actor"] != bearer.actor):
        raise Problem("forbidden", "The token is somebody else's", headers=dict(INSUFFICIENT))
