import http.client
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.sandbox import Sandbox
from kiosk.sandbox.problems import BASE
from kiosk.sandbox.reading import MAX_ATTACHMENT, MAX_BODY
from kiosk.signatures import digest
from tests.fakes.visitor import OFFER, PDF, Visitor, new_key, word

PERMIT = {"duration": "month"}
PERSON = {"firstName": "Zoë", "foreign": False}


def errors(answer: httpx.Response) -> list[tuple[str, str]]:
    return [(error["pointer"], error["rule"]) for error in answer.json()["errors"]]


def permit(visitor: Visitor, **more: Any) -> dict[str, Any]:
    return visitor.body("demo.permit", PERMIT, actor="staff-7", **more)


def test_a_submission_is_received_and_the_receipt_says_what_was_sent(visitor: Visitor) -> None:
    key, body = new_key(), permit(visitor)
    answer = visitor.send(body, key)
    assert answer.status_code == 201
    claims = visitor.claims(answer)
    assert claims["payload_digest"] == digest(body)
    assert {name: claims[name] for name in ("service", "bfs", "form", "sender")} == {
        name: body[name] for name in ("service", "bfs", "form", "sender")
    }
    assert (claims["key"], claims["fee"]) == (key, "60.00")
    assert claims["fee_note"] == {"de": "60 Franken im Monat"}
    assert datetime.fromisoformat(claims["received_at"]).utcoffset() is not None


def test_a_receipt_can_be_asked_for_again_by_its_key(visitor: Visitor) -> None:
    key = new_key()
    first = visitor.send(permit(visitor), key)
    assert visitor.get(f"/v1/submissions?key={key}").json() == first.json()


def test_the_same_again_gets_the_same_receipt_and_another_body_none(
    sandbox: Sandbox, visitor: Visitor
) -> None:
    key, body = new_key(), permit(visitor)
    first = visitor.send(body, key)
    again = visitor.send(body, key.upper())
    assert (again.status_code, again.json()) == (200, first.json())
    other = visitor.send({**body, "answers": {"duration": "year"}}, key)
    assert (other.status_code, word(other)) == (422, "key-reused")
    assert list(sandbox.submissions) == [body]


def test_what_was_refused_leaves_its_key_free(visitor: Visitor) -> None:
    key = new_key()
    refused = visitor.send(permit(visitor) | {"answers": {}}, key)
    assert (refused.status_code, word(refused)) == (422, "invalid-answers")
    assert errors(refused) == [("/duration", "required")]
    assert visitor.send(permit(visitor), key).status_code == 201


def test_the_case_tells_what_happened_to_it(visitor: Visitor) -> None:
    body = visitor.body("demo.confirmation", {"person": PERSON, "copies": 1}, later=["/lease"])
    case = visitor.claims(visitor.send(body))["case"]
    events = visitor.get(f"/v1/submissions/{case}/events").json()["events"]
    assert [event["kind"] for event in events] == ["received", "awaiting-documents"]
    assert all(set(event["text"]) == {"de", "fr", "it", "en"} for event in events)


def test_case_and_digest_are_only_confirmed_together(visitor: Visitor) -> None:
    first, second = (visitor.claims(visitor.send(permit(visitor))) for _ in range(2))
    genuine = visitor.http.get(first["verify_url"])
    assert genuine.status_code == 200
    assert first["case"] in genuine.text
    forged = [
        f"/verify/{first['case']}",
        f"/verify/{first['case']}?d={'0' * 64}",
        f"/verify/LU-2026-AAAA-AAAA?d={second['payload_digest']}",
    ]
    pages = {path: visitor.get(path) for path in forged}
    assert {page.status_code for page in pages.values()} == {404}
    assert all("nicht bekannt" in page.text for page in pages.values())


def test_a_page_shows_a_strange_case_as_text_and_runs_nothing(visitor: Visitor) -> None:
    page = visitor.get("/verify/<script>alert(1)")
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_the_portal_says_what_it_is_and_tells_of_cases_only_number_service_and_time(
    visitor: Visitor,
) -> None:
    body = visitor.body("demo.confirmation", {"person": PERSON, "copies": 1}, later=["/lease"])
    case = visitor.claims(visitor.send(body))["case"]
    page = visitor.http.get("/", follow_redirects=True)
    assert case in page.text
    assert "demo.confirmation" in page.text
    assert "Zoë" not in page.text


@pytest.mark.parametrize(
    ("change", "status", "expected"),
    [
        ({"service": "nothing"}, 404, "not-found"),
        ({"bfs": 1005}, 404, "not-found"),
        ({"actor": "citizen"}, 403, "forbidden"),
        ({"form": {"id": "demo.permit", "version": "1", "digest": "0" * 64}}, 409, "form-changed"),
        ({"sender": {"id": "canton", "digest": "0" * 64}}, 409, "form-changed"),
        ({"bfs": "1061"}, 400, "invalid-request"),
        ({"language": "rm"}, 400, "invalid-request"),
        ({"surprise": 1}, 400, "invalid-request"),
        ({"answers": []}, 400, "invalid-request"),
        ({"answers": {"duration": 2**53}}, 400, "invalid-request"),
        ({"answers": {"duration": "week"}}, 422, "invalid-answers"),
        ({"identity": {"document": "passport", "number": "X1"}}, 400, "invalid-request"),
        ({"identity": {"document": "library", "seen_on": "2026-11-24"}}, 400, "invalid-request"),
        ({"agreement": "nodded"}, 400, "invalid-request"),
        ({"attachments": [{"reference": "x", "sha256": "0" * 64}]}, 422, "invalid-answers"),
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_refused_by_its_word(
    sandbox: Sandbox, visitor: Visitor, change: dict[str, Any], status: int, expected: str
) -> None:
    answer = visitor.send(permit(visitor) | change)
    assert (answer.status_code, word(answer)) == (status, expected)
    assert not sandbox.submissions


def test_a_closed_service_takes_nothing(visitor: Visitor) -> None:
    answer = visitor.send(visitor.body("demo.closed", PERMIT, bfs=1024))
    assert (answer.status_code, word(answer)) == (410, "withdrawn")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b"[]",
        b'{"a":NaN}',
        b'{"a":1,"a":2}',
        b"\xff",
        b"[" * 5000 + b"]" * 5000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
    ids=lambda body: body[:12].decode("latin-1"),
)
def test_a_body_that_is_no_strict_json_is_refused(visitor: Visitor, body: bytes) -> None:
    headers = {"Idempotency-Key": new_key(), "Content-Type": "application/json"}
    answer = visitor.http.post("/v1/submissions", content=body, headers=headers)
    assert (answer.status_code, word(answer)) == (400, "invalid-request")


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "7"}])
def test_a_submission_needs_a_key(visitor: Visitor, headers: dict[str, str]) -> None:
    answer = visitor.http.post("/v1/submissions", json=permit(visitor), headers=headers)
    assert word(answer) == "invalid-request"


def test_a_submission_has_to_say_that_it_is_json(visitor: Visitor) -> None:
    headers = {"Idempotency-Key": new_key(), "Content-Type": "text/plain"}
    answer = visitor.http.post("/v1/submissions", content=b"{}", headers=headers)
    assert (answer.status_code, word(answer)) == (415, "unsupported-media")


def test_a_body_without_end_is_refused_even_if_it_hides_its_length(visitor: Visitor) -> None:
    headers = {"Idempotency-Key": new_key(), "Content-Type": "application/json"}
    parts = (b" " * 65536 for _ in range(MAX_BODY // 65536 + 2))
    answer = visitor.http.post("/v1/submissions", content=parts, headers=headers)
    assert (answer.status_code, word(answer)) == (413, "too-large")


def test_a_document_is_taken_and_may_then_be_named(sandbox: Sandbox, visitor: Visitor) -> None:
    taken = visitor.attach()
    assert taken.status_code == 201
    named = {name: taken.json()[name] for name in ("reference", "sha256")}
    answers = {"person": PERSON, "copies": 1, "lease": [named["reference"]]}
    body = visitor.body("demo.confirmation", answers, attachments=[named])
    assert visitor.send(body).status_code == 201
    assert sandbox.submissions[-1]["attachments"] == [named]


@pytest.mark.parametrize(
    ("content", "media_type", "headers", "status", "expected"),
    [
        (PDF, "application/zip", {}, 415, "unsupported-media"),
        (b"GIF89a", "application/pdf", {}, 415, "unsupported-media"),
        (PDF, "application/pdf", {"Content-Digest": ""}, 400, "invalid-request"),
        (PDF, "application/pdf", {"Content-Digest": "sha-256=:x:"}, 400, "invalid-request"),
        (PDF, "application/pdf", {"Content-Digest": "sha-256=:AAAA:"}, 400, "invalid-request"),
    ],
)
def test_a_document_is_what_it_says_or_is_refused(
    visitor: Visitor,
    content: bytes,
    media_type: str,
    headers: dict[str, str],
    status: int,
    expected: str,
) -> None:
    answer = visitor.attach(content, media_type, **headers)
    assert (answer.status_code, word(answer)) == (status, expected)


def test_a_document_that_says_it_is_too_large_is_refused_before_it_is_sent(
    sandbox: Sandbox,
) -> None:
    line = http.client.HTTPConnection("127.0.0.1", int(sandbox.url.rpartition(":")[2]), timeout=10)
    line.putrequest("POST", "/v1/attachments")
    line.putheader("Content-Type", "application/pdf")
    line.putheader("Content-Length", str(MAX_ATTACHMENT + 1))
    line.endheaders()
    answer = line.getresponse()
    assert (answer.status, json.load(answer)["type"]) == (413, f"{BASE}too-large")
    line.close()


def test_the_digest_of_a_named_document_has_to_be_its_own(visitor: Visitor) -> None:
    reference = visitor.attach().json()["reference"]
    named = {"reference": reference, "sha256": "0" * 64}
    answer = visitor.send(permit(visitor, attachments=[named]))
    assert errors(answer) == [("/attachments/0", "sha256")]


def test_a_document_is_only_waited_for_an_hour(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    with (
        Sandbox.start(tmp_path, sources=OFFER, clock=lambda: now) as running,
        Visitor(running.url) as visitor,
    ):
        taken = visitor.attach().json()
        now += timedelta(hours=2)
        named = {name: taken[name] for name in ("reference", "sha256")}
        answer = visitor.send(permit(visitor, attachments=[named]))
    assert errors(answer) == [("/attachments/0", "attachment")]


def test_nothing_of_an_answer_reaches_the_disk(sandbox: Sandbox, visitor: Visitor) -> None:
    person = {"firstName": "Kanarienvogel", "foreign": False}
    taken = visitor.attach(b"%PDF-1.7 Kanarienvogel").json()
    body = visitor.body(
        "demo.confirmation",
        {"person": person, "copies": 1, "lease": [taken["reference"]]},
        attachments=[{name: taken[name] for name in ("reference", "sha256")}],
    )
    assert visitor.send(body).status_code == 201
    files = [path for path in sandbox.folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"Kanarienvogel" in path.read_bytes()]
