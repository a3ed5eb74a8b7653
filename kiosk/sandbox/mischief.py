"""Makes the portal misbehave when it is told to: how the kiosk is tested against the worst.

Only a portal started with `mischief=True` has this. `POST /sandbox/mischief` takes a list of
objects with the fields of `Mischief`; `DELETE` makes the portal behave again.
"""

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.sandbox import reading
from kiosk.sandbox.answers import plain_answer, problem_answer
from kiosk.sandbox.problems import STATUS, Problem
from kiosk.sandbox.tricks import ALTERATIONS, CAPTIVE, bomb
from kiosk.sandbox.wire import Captured, Wire, captured
from kiosk.signatures import SigningKey

CONTROL = "/sandbox/mischief"
ON_THE_WIRE = frozenset({"cut", "drop_after", "drop_before", "endless_headers", "slow_drip"})
INSTEAD = frozenset({"changed_form", "gzip_bomb", "html"})
"""Tricks that answer without asking the portal."""
TRICKS = ON_THE_WIRE | INSTEAD | ALTERATIONS.keys() | {"content_type"}


@dataclass(frozen=True)
class Mischief:
    """What to do at requests of `method` ('' is any) whose path begins with `path`.

    Attributes:
        path: the beginning of the path.
        method: such as `POST`.
        times: how often; then the portal behaves again.
        delay_s: wait before anything else, in seconds.
        hold_s: wait after everything was stored and before it is answered, in seconds.
        status: answer with this status, as a problem of the contract where there is one.
        problem: answer with this word of the contract; for a status that has several.
        retry_after: `Retry-After` of such an answer, as it is: `5`, a date, rubbish.
        redirect: send elsewhere, to this location.
        trick: one of `TRICKS`.
    """

    path: str = "/v1/"
    method: str = ""
    times: int = 1
    delay_s: float = 0.0
    hold_s: float = 0.0
    status: int = 0
    problem: str = ""
    retry_after: str = ""
    redirect: str = ""
    trick: str = ""

    def __post_init__(self) -> None:
        if self.trick and self.trick not in TRICKS:
            raise ValueError(f"There is no trick '{self.trick}', only {sorted(TRICKS)}")
        if self.problem and self.problem not in STATUS:
            raise ValueError(f"There is no problem '{self.problem}', only {sorted(STATUS)}")

    def meets(self, method: str, path: str) -> bool:
        """Whether it is meant for a request."""
        return path.startswith(self.path) and self.method in ("", method)


class Pranks:
    """Wraps the portal's `app`; `connections` are those of the web server."""

    def __init__(self, app: ASGIApp, signing_key: SigningKey) -> None:
        self.connections: Collection[Any] = ()
        self.routes = [Route(CONTROL, self._control, methods=["POST", "DELETE"])]
        self._app = app
        self._signing_key = signing_key
        self._planned: list[Mischief] = []
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def plan(self, *mischief: Mischief) -> None:
        """Do these; the first that meets a request is done at it."""
        with self._lock:
            self._planned.extend(mischief)

    def forget(self) -> None:
        """Do nothing more."""
        with self._lock:
            self._planned.clear()

    def end(self) -> None:
        """Stop waiting, dripping and writing, so that the server can close."""
        self._ended.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as planned or honestly."""
        mischief = self._next(scope)
        if mischief is None:
            await self._app(scope, receive, send)
            return
        wire = Wire(scope, receive, send, self.connections, self._ended)
        await wire.pause(mischief.delay_s)
        instead = _instead(mischief, scope["path"])
        if instead is not None or mischief.trick in {"drop_before", "endless_headers"}:
            await wire.drain()
        if instead is not None:
            await instead(scope, receive, send)
            return
        match mischief.trick:
            case "drop_before":
                await wire.abort()
            case "endless_headers":
                await wire.endless()
            case _:
                honest = await captured(self._app, scope, receive)
                await wire.pause(mischief.hold_s)
                await self._answer(mischief.trick, honest, wire)

    async def _answer(self, trick: str, honest: Captured, wire: Wire) -> None:
        """Answer, but not quite as the portal would."""
        match trick:
            case "drop_after":
                await wire.abort()
            case "cut":
                await wire.cut(honest)
            case "slow_drip":
                await wire.drip(honest)
            case "content_type":
                await wire.answer(honest.with_type("text/html"))
            case _ if trick and honest.is_json:
                body = ALTERATIONS[trick](honest.body, self._signing_key)
                await wire.answer(honest.with_body(body))
            case _:
                await wire.answer(honest)

    def _next(self, scope: Scope) -> Mischief | None:
        """Return what to do at this request, and count it."""
        with self._lock:
            for number, planned in enumerate(self._planned):
                if planned.meets(scope["method"], scope["path"]) and scope["path"] != CONTROL:
                    if planned.times > 1:
                        self._planned[number] = replace(planned, times=planned.times - 1)
                    else:
                        del self._planned[number]
                    return planned
        return None

    async def _control(self, request: Request) -> Response:
        """Take or forget plans."""
        if request.method == "DELETE":
            self.forget()
        else:
            self.plan(*_plans(await reading.json_of(request)))
        return Response(status_code=204)


def _plans(value: Any) -> list[Mischief]:
    try:
        return [Mischief(**plan) for plan in value]
    except (TypeError, ValueError) as error:
        raise Problem("invalid-request", str(error)) from None


def _instead(mischief: Mischief, path: str) -> Response | None:
    """Return the answer that is given without asking the portal, if there is one."""
    headers = {"Retry-After": mischief.retry_after} if mischief.retry_after else {}
    if mischief.problem or mischief.trick == "changed_form":
        return problem_answer(Problem(mischief.problem or "form-changed", headers=headers), path)
    if mischief.status:
        return _with_status(mischief.status, headers, path)
    if mischief.redirect:
        return Response(status_code=307, headers={"Location": mischief.redirect})
    match mischief.trick:
        case "html":
            return Response(CAPTIVE, media_type="text/html")
        case "gzip_bomb":
            packed = {"Content-Encoding": "gzip"}
            return Response(bomb(), headers=packed, media_type="application/json")
        case _:
            return None


def _with_status(status: int, headers: Mapping[str, str], path: str) -> Response:
    word = next((word for word, known in STATUS.items() if known == status), None)
    if word is None:
        return plain_answer(status, "Mischief", path, headers)
    return problem_answer(Problem(word, headers=dict(headers)), path)
