"""The calls about drafts on their way to another screen."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.forms.judge import Judge
from kiosk.sandbox import reading
from kiosk.sandbox.answers import answer
from kiosk.sandbox.guard import bearer_of
from kiosk.sandbox.handovers import Handovers
from kiosk.sandbox.problems import Problem
from kiosk.sandbox.schemas import HANDOVER, MAX_SEALED_DRAFT

AROUND_IT = 1024
"""Bytes that a body has around the draft."""


class HandoverCalls:
    """Answers for `handovers`."""

    def __init__(self, handovers: Handovers) -> None:
        self._handovers = handovers
        self._judge = Judge(HANDOVER)
        self.routes = [
            Route("/v1/handovers", self.lay, methods=["POST"]),
            Route("/v1/handovers/{id}", self.about, methods=["GET", "DELETE"]),
            Route("/v1/handovers/{id}/state", self.state),
        ]

    async def lay(self, request: Request) -> Response:
        """Take a draft."""
        told = await reading.json_of(request, MAX_SEALED_DRAFT + AROUND_IT)
        if not self._judge.accepts(told):
            raise Problem("invalid-request")
        until = self._handovers.lay(_terminal(request), told["id"], told["sealed"])
        return answer({"expires_at": until.isoformat(timespec="seconds")}, status=201)

    async def about(self, request: Request) -> Response:
        """Give it out, once; or forget it."""
        terminal, id_ = _terminal(request), request.path_params["id"]
        if request.method == "DELETE":
            self._handovers.withdraw(terminal, id_)
            return Response(status_code=204, headers={"Cache-Control": "no-store"})
        return answer({"sealed": self._handovers.take(terminal, id_)})

    async def state(self, request: Request) -> Response:
        """Say whether somebody took it."""
        state = self._handovers.state(_terminal(request), request.path_params["id"])
        return answer({"state": state})


def _terminal(request: Request) -> str:
    bearer = bearer_of(request)
    return bearer.terminal if bearer else ""
