"""Made-up answers of docs/contract.md, for a client that is told odd things."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import pytest

from kiosk.catalogue import FormReference
from kiosk.errors import PortalError
from kiosk.portals.access import Access
from kiosk.portals.lucerne import wire
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.portal import Submission
from kiosk.portals.retry import Timing
from kiosk.signatures import SigningKey, digest, key_set, new_key, sign
from tests.fakes.raw_server import RawServer, Script, answer, serving

T = TypeVar("T")
KEY = new_key()
FORM = FormReference("demo.form", "1", "f" * 64)
SUBMISSION = Submission(
    key="6b0a4c1e-3f54-4d0c-9a0e-3a7d2f8f6f11",
    service="demo.service",
    bfs=1061,
    form=FORM,
    sender_id="demo.sender",
    sender_digest="e" * 64,
    language="de",
    answers={"name": "Zoë"},
    terminal="t-0001",
)


def text(words: str = "Text") -> dict[str, str]:
    """Return a text object."""
    return {"de": words}


ADDRESS = {
    "name": "Stadt Luzern",
    "street": "Hirschengraben",
    "house_number": "17",
    "postcode": "6002",
    "town": "Luzern",
}
FEE = {"kind": "fixed", "amount": "20.00", "note": text()}


def sender(**changes: Any) -> dict[str, Any]:
    """Return a sender block with its digest."""
    block = {
        "id": "demo.sender",
        "kind": "municipality",
        "legal_entity": "Stadt Luzern",
        "unit": text(),
        "on_behalf_of": "",
        "bfs": 1061,
        "postal_address": ADDRESS,
        "return_address": ADDRESS,
        "phone": "041 000 00 00",
        "email": "stadt@example.ch",
        "website": "https://example.ch",
        "opening_hours": text(),
        "signatory": text(),
        "data_controller": text(),
        "legal_remedy": text(),
        "crest": "",
        "resolved_from": "demo",
        **changes,
    }
    return {**block, "digest": digest(block)}


def service(**changes: Any) -> dict[str, Any]:
    """Return a service."""
    return {
        "id": "demo.service",
        "bfs": 1061,
        "title": text(),
        "summary": text(),
        "introduction": text(),
        "audience": ["self-service"],
        "level": "municipal",
        "sender": sender(),
        "fee": FEE,
        "form": {"id": FORM.id, "version": FORM.version, "digest": FORM.digest},
        "fill_minutes": 3,
        "processing": text(),
        "needs": [text()],
        "result": text(),
        **changes,
    }


def listing(name: str) -> dict[str, Any]:
    """Return a line of the catalogue."""
    return {
        "id": name,
        "title": text(name),
        "summary": text(),
        "keywords": text(),
        "categories": ["demo"],
        "audience": ["self-service", "assisted"],
        "level": "municipal",
        "sender_kind": "municipality",
        "sender_name": text(),
        "fee": FEE,
        "popularity": 1,
    }


def page(*names: str, number: int = 1, pages: int = 1, **changes: Any) -> dict[str, Any]:
    """Return a page of the catalogue."""
    return {
        "bfs": 1061,
        "categories": [{"id": "demo", "title": text(), "icon": "house"}],
        "services": [listing(name) for name in names],
        "page": number,
        "pages": pages,
        **changes,
    }


def claims(submission: Submission = SUBMISSION, **changes: Any) -> dict[str, Any]:
    """Return what an honest receipt of `submission` says."""
    body = wire.body_of(submission)
    return {
        "iss": "https://portal.example",
        "case": "LU-2026-7F3K-9Q2M",
        "received_at": "2026-11-24T09:30:00+01:00",
        "service": body["service"],
        "bfs": body["bfs"],
        "form": body["form"],
        "sender": body["sender"],
        "key": submission.key,
        "payload_digest": digest(body),
        "verify_url": "https://portal.example/verify/LU-2026-7F3K-9Q2M?d=abc",
        "next_steps": [text()],
        "fee": "20.00",
        "fee_note": text(),
        **changes,
    }


def receipt(said: Mapping[str, Any] | None = None, key: SigningKey = KEY) -> bytes:
    """Return the answer to a submission: a receipt that says `said`, signed with `key`."""
    return told({"receipt": sign(said or claims(), key)}, "201 Created")


def keys(*signing: SigningKey) -> bytes:
    """Return the answer that holds the portal's keys."""
    return told(key_set(*(signing or (KEY,))))


def told(value: Any, status: str = "200 OK", headers: Mapping[str, str] | None = None) -> bytes:
    """Return an answer with `value` as JSON."""
    return answer(json.dumps(value).encode(), status, headers=headers)


async def no_wait(_seconds: float) -> None:
    """Wait, for a portal that has no time to lose."""
    await asyncio.sleep(0)


def visited(
    *scripts: Script, visit: Callable[[LucernePortal], Awaitable[T]]
) -> tuple[T, RawServer]:
    """Return what `visit` returns at a portal that answers with `scripts`, and the server."""

    async def whole() -> tuple[T, RawServer]:
        async with serving(*scripts) as server:
            portal = LucernePortal(Access(server.url), timing=Timing(sleep=no_wait))
            try:
                return await visit(portal), server
            finally:
                await portal.close()

    return asyncio.run(whole())


def failure(*scripts: Script, visit: Callable[[LucernePortal], Awaitable[Any]]) -> PortalError:
    """Return the error that `visit` ends with."""
    with pytest.raises(PortalError) as caught:
        visited(*scripts, visit=visit)
    return caught.value
