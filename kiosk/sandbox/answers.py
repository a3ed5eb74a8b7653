"""How the portal answers: JSON that is not kept, JSON that may be, and problems."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kiosk.sandbox.problems import MEDIA_TYPE, Problem


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return `value` as JSON that nobody keeps."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(
        body, status, {"Cache-Control": "no-store", **(headers or {})}, "application/json"
    )


def cacheable(request: Request, value: Any, life: str) -> Response:
    """Answer with `value`, or with 304 if the other side has it already (RFC 9110 13.1.2)."""
    whole = answer(value)
    etag = f'"{hashlib.sha256(whole.body).hexdigest()[:32]}"'
    headers = {"Cache-Control": life, "ETag": etag}
    known = {tag.strip().removeprefix("W/") for tag in _tags(request)}
    if etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    whole.headers.update(headers)
    return whole


def _tags(request: Request) -> list[str]:
    return request.headers.get("if-none-match", "").split(",")


def problem_answer(problem: Problem, instance: str) -> Response:
    """Return `problem` as the answer to the request for `instance`."""
    told = answer(problem.document(instance), problem.status, problem.headers)
    told.headers["Content-Type"] = MEDIA_TYPE
    return told


def plain_answer(
    status: int, title: str, instance: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a problem that says no more than its status (RFC 9457 4.2.1)."""
    told = {"type": "about:blank", "title": title, "status": status, "instance": instance}
    given = answer(told, status, headers)
    given.headers["Content-Type"] = MEDIA_TYPE
    return given
