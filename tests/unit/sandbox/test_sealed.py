"""The embedded portal opens what was sealed for its senders, and believes nothing else of it."""

import json
from typing import Any
from uuid import uuid4

import pytest

from kiosk.encryption import encrypted_to
from kiosk.sandbox import Sandbox
from kiosk.sandbox.reading import MAX_SEALED
from kiosk.signatures import verify
from tests.fakes.bare_terminal import BareTerminal, bearer
from tests.fakes.visitor import OFFER, Visitor, word

PLACE = "/v1/sealed-submissions"
SERVICE = "demo.confirmation"
ANSWERS = {"person": {"firstName": "Zoë", "foreign": False}, "copies": 1}


def body(visitor: Visitor, **changes: Any) -> dict[str, Any]:
    """Return a submission that staff typed, as it is sealed."""
    said: dict[str, Any] = {
        "actor": "s-1",
        "terminal": "t-1",
        "later": ["/lease"],
        "agreement": "in-words",
    }
    return {**visitor.body(SERVICE, ANSWERS, **said), **changes}


def letter(visitor: Visitor, inside: Any, **changes: Any) -> dict[str, Any]:
    """Return `inside` sealed to its sender, in an envelope."""
    service = visitor.get(f"/v1/services/{SERVICE}?bfs=1061").json()
    key = service["sender"]["encryption_key"]
    return {
        "sender": service["sender"]["id"],
        "sealed": encrypted_to(key, json.dumps(inside).encode()),
        "terminal": "t-1",
        "actor": "s-1",
        "stored_at": "2026-11-24T10:15:00+01:00",
        **changes,
    }


def sent(visitor: Visitor, told: Any, key: str = "", **headers: str) -> Any:
    known = {"Idempotency-Key": key or str(uuid4()), **headers}
    return visitor.http.post(PLACE, json=told, headers=known)


def test_the_proof_names_the_key_the_case_and_what_came(visitor: Visitor, sandbox: Sandbox) -> None:
    key = str(uuid4())
    told = letter(visitor, {"submission": body(visitor), "documents": []})
    first = sent(visitor, told, key)
    assert first.status_code == 201
    claims = verify(first.json()["proof"], visitor.get("/v1/keys").json())
    assert claims["key"] == key
    assert claims["iss"] == sandbox.url
    again = sent(visitor, told, key)
    assert again.status_code == 200
    assert verify(again.json()["proof"], visitor.get("/v1/keys").json()) == claims
    assert len(sandbox.submissions) == 1


def test_what_is_filed_sealed_is_found_by_its_key_like_any_other(visitor: Visitor) -> None:
    key = str(uuid4())
    told = letter(visitor, {"submission": body(visitor), "documents": []})
    assert sent(visitor, told, key).status_code == 201
    assert visitor.get(f"/v1/submissions?key={key}").status_code == 200


@pytest.mark.parametrize(
    "inside",
    [
        [],
        {"submission": {}, "documents": []},
        {"submission": None, "documents": []},
        {"documents": []},
        {"submission": {}, "documents": [], "more": 1},
    ],
    ids=str,
)
def test_a_letter_that_is_none_is_refused(visitor: Visitor, inside: Any) -> None:
    refused = sent(visitor, letter(visitor, inside))
    assert (refused.status_code, word(refused)) == (422, "invalid-answers")
    assert refused.json()["errors"] == [{"pointer": "/sealed", "rule": "sealed"}]


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        ({"content": "%"}, "attachment"),
        ({"content": "aGVsbG8="}, "sha256"),
        ({"content": "aGVsbG8=", "sha256": ""}, "attachment"),
    ],
)
def test_documents_are_what_they_say(visitor: Visitor, document: Any, rule: str) -> None:
    hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    wrong = "0" * 64
    digest = hello if document.pop("sha256", None) == "" else wrong
    whole = {"sha256": digest, "name": "a", "media_type": "application/pdf", **document}
    refused = sent(visitor, letter(visitor, {"submission": body(visitor), "documents": [whole]}))
    assert refused.json()["errors"] == [{"pointer": "/documents/0", "rule": rule}]


@pytest.mark.parametrize(
    "change",
    [{"stored_at": "yesterday"}, {"stored_at": "2026-11-24T10:15:00"}, {"sealed": "a.b"}, {"x": 1}],
    ids=str,
)
def test_an_envelope_that_is_none_is_refused(visitor: Visitor, change: dict[str, Any]) -> None:
    told = letter(visitor, {"submission": body(visitor), "documents": []}, **change)
    assert word(sent(visitor, told)) == "invalid-request"


def test_more_than_the_contract_has_it_is_too_large(visitor: Visitor) -> None:
    headers = {"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}
    refused = visitor.http.post(PLACE, content=b" " * (MAX_SEALED + 1), headers=headers)
    assert word(refused) == "too-large"


def test_only_the_terminal_and_the_actor_of_the_token_send(counter: BareTerminal) -> None:
    counter.enrol()
    staff = counter.staff()
    with Visitor(counter.sandbox.url) as visitor:
        told = letter(visitor, {})
        assert word(sent(visitor, told)) == "unauthorized"
        visitor.http.headers.update(bearer(staff["access_token"]))
        for wrong in ({"actor": "s-other"}, {"actor": staff["actor"], "terminal": "t-2"}):
            assert word(sent(visitor, {**told, **wrong})) == "forbidden"
        mine = {"actor": staff["actor"]}
        inside = {"submission": body(visitor, **mine), "documents": []}
        assert sent(visitor, letter(visitor, inside, **mine)).status_code == 201
        visitor.http.headers.update(bearer(counter.sign_in().json()["access_token"]))
        inside = {"submission": body(visitor), "documents": []}
        assert sent(visitor, letter(visitor, inside)).status_code == 201
        assert word(sent(visitor, {**told, "terminal": "t-2"})) == "forbidden"
        assert word(sent(visitor, {**told, "actor": "citizen"})) == "forbidden"


def test_senders_keep_their_key_over_a_restart(own_sandbox: Sandbox) -> None:
    with Visitor(own_sandbox.url) as visitor:
        before = visitor.get(f"/v1/services/{SERVICE}?bfs=1061").json()["sender"]
    folder = own_sandbox.folder
    own_sandbox.close()
    with Sandbox.start(folder, sources=OFFER) as again, Visitor(again.url) as visitor:
        after = visitor.get(f"/v1/services/{SERVICE}?bfs=1061").json()["sender"]
    assert after["encryption_key"] == before["encryption_key"]
    assert after["digest"] == before["digest"]
