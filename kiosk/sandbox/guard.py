"""Lets a call through only with a bearer token (RFC 6750) that is good for it."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.sandbox import reading
from kiosk.sandbox.answers import problem_answer
from kiosk.sandbox.problems import Problem
from kiosk.sandbox.tokens import CITIZEN, Bearer, Tokens
from kiosk.sandbox.tokens import Scope as Purpose

SIGNED_IN = frozenset({Purpose.TERMINAL, Purpose.STAFF})
INVALID = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
INSUFFICIENT = {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}


@dataclass(frozen=True)
class Rule:
    """What may be asked for with a token of which `purposes`.

    Attributes:
        path: the whole path, or its beginning where it ends with a slash.
        always: also where the portal asks nobody else to sign in.
    """

    path: str
    purposes: frozenset[Purpose]
    always: bool = False

    def is_about(self, path: str) -> bool:
        """Whether `path` is what it rules."""
        return path == self.path or (self.path.endswith("/") and path.startswith(self.path))


RULES = (
    Rule("/v1/attachments", SIGNED_IN),
    Rule("/v1/submissions", SIGNED_IN),
    Rule("/v1/submissions/", SIGNED_IN),
    Rule("/v1/uploads", SIGNED_IN),
    Rule("/v1/uploads/", SIGNED_IN),
    Rule("/v1/handovers", SIGNED_IN),
    Rule("/v1/handovers/", SIGNED_IN),
    Rule("/v1/sealed-submissions", SIGNED_IN),
    Rule("/v1/terminal/", SIGNED_IN, always=True),
    Rule("/v1/terminals", frozenset({Purpose.ENROL}), always=True),
    Rule("/v1/terminals/", frozenset({Purpose.TERMINAL}), always=True),
)


class Guard:
    """Stands before the portal's `app`. `asks` is whether one has to sign in to hand things in."""

    def __init__(self, app: ASGIApp, tokens: Tokens, *, asks: bool) -> None:
        self._app = app
        self._tokens = tokens
        self._rules = [rule for rule in RULES if asks or rule.always]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        request = Request(scope, receive)
        rule = next((rule for rule in self._rules if rule.is_about(scope["path"])), None)
        if rule is not None:
            try:
                scope["bearer"] = self._bearer(request, rule)
            except Problem as problem:
                await _read_to_the_end(request)
                await problem_answer(problem, scope["path"])(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _bearer(self, request: Request, rule: Rule) -> Bearer:
        bearer = self._tokens.bearer(token_of(request))
        if bearer is None:
            raise Problem("unauthorized", headers=dict(INVALID))
        if bearer.scope not in rule.purposes:
            raise Problem(
                "forbidden", "The token is for something else", headers=dict(INSUFFICIENT)
            )
        return bearer


def token_of(request: Request) -> str:
    """Return the bearer token of `request`, '' where it has none."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def bearer_of(request: Request) -> Bearer | None:
    """Return who asks; None where nobody had to say."""
    bearer: Bearer | None = request.scope.get("bearer")
    return bearer


def check_sender(body: Any, bearer: Bearer | None) -> None:
    """Refuse a submission that names another terminal, or another actor, than its token does.

    Raises:
        Problem: `forbidden`.
    """
    if bearer is None or not isinstance(body, dict):
        return
    if body.get("terminal", bearer.terminal) != bearer.terminal:
        raise Problem("forbidden", "The token is another terminal's", headers=dict(INSUFFICIENT))
    if body.get("actor", CITIZEN) != bearer.actor:
        raise Problem("forbidden", "The token is not this actor's", headers=dict(INSUFFICIENT))


async def _read_to_the_end(request: Request) -> None:
    """Whoever is still sending would see a broken line instead of the answer."""
    try:
        await reading.body_of(request, reading.MAX_SEALED)
    except Problem:
        return
