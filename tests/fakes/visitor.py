"""Somebody who speaks docs/contract.md with a bare HTTP client: the kiosk's stand-in."""

import base64
import hashlib
import uuid
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from kiosk.sandbox.problems import BASE
from kiosk.signatures import verify

OFFER = Path(__file__).parent / "offer"
"""A small offer: three municipalities, three services."""

PDF = b"%PDF-1.7 a lease"


def new_key() -> str:
    return str(uuid.uuid4())


def word(answer: httpx.Response) -> str:
    """The word of a problem, once it was seen to be one."""
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == answer.status_code
    assert problem["instance"] == answer.request.url.path
    found: str = problem["type"].removeprefix(BASE)
    return found


class Visitor:
    """Talks to the portal at `url`."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=20)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers=headers)

    def body(
        self, service: str, answers: dict[str, Any], bfs: int = 1061, **more: Any
    ) -> dict[str, Any]:
        """A submission for `service` as it is offered now."""
        offered = self.get(f"/v1/services/{service}?bfs={bfs}").json()
        return {
            "service": service,
            "bfs": bfs,
            "form": offered["form"],
            "sender": {name: offered["sender"][name] for name in ("id", "digest")},
            "language": "de",
            "answers": answers,
            **more,
        }

    def send(self, body: Any, key: str | None = None) -> httpx.Response:
        headers = {"Idempotency-Key": key or new_key()}
        return self.http.post("/v1/submissions", json=body, headers=headers)

    def attach(
        self, content: bytes = PDF, media_type: str = "application/pdf", **headers: str
    ) -> httpx.Response:
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        stated = {"Content-Type": media_type, "Content-Digest": f"sha-256=:{digest}:"}
        return self.http.post("/v1/attachments", content=content, headers=stated | headers)

    def claims(self, answer: httpx.Response) -> dict[str, Any]:
        """What a receipt says, once the portal's published keys prove it."""
        return verify(answer.json()["receipt"], self.get("/v1/keys").json())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.http.close()
