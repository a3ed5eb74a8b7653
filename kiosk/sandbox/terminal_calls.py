"""The calls about terminals: enrol one, let it go, tell it how it is set, hear that it lives."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.forms.judge import Judge
from kiosk.sandbox import reading
from kiosk.sandbox.answers import answer
from kiosk.sandbox.guard import bearer_of, token_of
from kiosk.sandbox.problems import Objection, Problem
from kiosk.sandbox.schemas import ENROLMENT, HEARTBEAT
from kiosk.sandbox.sign_in import SignIn
from kiosk.sandbox.terminals import KeyTaken
from kiosk.sandbox.tokens import Bearer
from kiosk.signatures import SignatureError, public_key

LEAST_VERSION = "0.1.0"
"""An older kiosk is asked to be renewed."""


class TerminalCalls:
    """Answers terminals; a guard has seen their token before."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in = sign_in
        self._enrolment = Judge(ENROLMENT)
        self._heartbeat = Judge(HEARTBEAT)
        self.routes = [
            Route("/v1/terminals", self.enrol, methods=["POST"]),
            Route("/v1/terminals/{id}", self.leave, methods=["DELETE"]),
            Route("/v1/terminal/config", self.config),
            Route("/v1/terminal/heartbeat", self.heartbeat, methods=["POST"]),
        ]

    async def enrol(self, request: Request) -> Response:
        """Take the public key of a terminal that was approved."""
        terminal = _bearer(request).enrols
        assert terminal is not None
        jwk = _key((await _judged(request, self._enrolment))["jwk"])
        try:
            revoked = await asyncio.to_thread(self._sign_in.enrol, token_of(request), terminal, jwk)
        except KeyTaken:
            raise Problem("forbidden", "This key or this token was used before") from None
        told = {**terminal.document(), "portal": self._sign_in.url, "revoked": list(revoked)}
        return answer(told, status=201)

    async def leave(self, request: Request) -> Response:
        """Let a terminal go that wants to: its key and its tokens count no longer."""
        terminal_id = _bearer(request).terminal
        if request.path_params["id"] != terminal_id:
            raise Problem("forbidden", "A terminal can only leave itself")
        await asyncio.to_thread(self._sign_in.revoke, terminal_id)
        return Response(status_code=204)

    async def config(self, request: Request) -> Response:
        """Tell a terminal where it stands, how it behaves, and how old it may be."""
        found = self._sign_in.terminals.one(_bearer(request).terminal)
        assert found is not None
        return answer({**found.terminal.document(), "least_version": LEAST_VERSION})

    async def heartbeat(self, request: Request) -> Response:
        """Note that a terminal lives."""
        told = await _judged(request, self._heartbeat)
        self._sign_in.terminals.heard(_bearer(request).terminal, told["version"])
        return Response(status_code=204)


def _bearer(request: Request) -> Bearer:
    bearer = bearer_of(request)
    assert bearer is not None
    return bearer


async def _judged(request: Request, judge: Judge) -> Any:
    """Return the JSON body of `request`, once it has the shape it should."""
    body = await reading.json_of(request)
    objections = tuple(Objection(each.pointer, each.rule) for each in judge.complaints(body))
    if objections:
        raise Problem("invalid-request", errors=objections)
    return body


def _key(jwk: Any) -> dict[str, str]:
    try:
        return public_key(jwk)
    except SignatureError:
        raise Problem("invalid-request", errors=(Objection("/jwk", "key"),)) from None
