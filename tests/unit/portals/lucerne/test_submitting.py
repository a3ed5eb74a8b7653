"""K41-K44: once, proved, and never called failed while it may have arrived."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    OutcomeUnknown,
    PortalError,
    Remark,
    Unintelligible,
    Unreachable,
    Unverified,
)
from kiosk.portals.access import Access
from kiosk.portals.budget import SUBMITTING
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.signatures import SigningKey, new_key
from tests.fakes import lucerne, raw_server
from tests.fakes.lucerne import SUBMISSION, claims, failure, keys, receipt, told, visited
from tests.fakes.raw_server import Script, answer, problem


async def submit(portal: LucernePortal) -> Any:
    return await portal.submit(SUBMISSION)


# --- Submitting ----------------------------------------------------------------------------------


def test_the_body_and_the_key_are_sent_as_the_contract_says() -> None:
    _, server = visited(keys(), receipt(), visit=submit)
    asked, sent = server.requests
    assert asked.target == "/v1/keys"
    assert (sent.method, sent.target) == ("POST", "/v1/submissions")
    assert sent.headers["idempotency-key"] == SUBMISSION.key
    assert sent.headers["content-type"] == "application/json"
    assert sent.body.decode() == (
        '{"actor":"citizen","answers":{"name":"Zoë"},"attachments":[],"bfs":1061,'
        f'"form":{{"digest":"{"f" * 64}","id":"demo.form","version":"1"}},'
        '"language":"de","later":[],'
        f'"sender":{{"digest":"{"e" * 64}","id":"demo.sender"}},'
        '"service":"demo.service","terminal":"t-0001"}'
    )


def test_nothing_is_sent_before_the_keys_are_known() -> None:
    error = failure(problem("unavailable", 503), visit=submit)
    assert isinstance(error, Busy)


def test_an_answer_without_canonical_form_is_never_sent() -> None:
    async def scenario(portal: LucernePortal) -> None:
        await portal.submit(replace(SUBMISSION, answers={"name": "\ud800"}))

    error = failure(keys(), visit=scenario)
    assert (type(error), error.code) == (Unintelligible, "not-canonical")


@pytest.mark.parametrize(
    "change",
    [
        {"key": "00000000-0000-4000-8000-000000000000"},
        {"payload_digest": "0" * 64},
        {"service": "other"},
        {"bfs": 1062},
        {"form": {"id": "demo.form", "version": "2", "digest": "f" * 64}},
        {"sender": {"id": "demo.sender", "digest": "0" * 64}},
        {"verify_url": "javascript:alert(1)"},
        {"verify_url": "http://portal.example/verify"},
        {"verify_url": "https://portal.example/a b"},
        {"verify_url": "http://["},
        {"verify_url": "https://"},
        {"fee": "-20.00"},
        {"fee": "Infinity"},
        {"received_at": "2026-11-24T09:30:00"},
        {"case": ""},
        {"case": 7},
    ],
    ids=str,
)
def test_k44_a_receipt_about_anything_else_is_never_received(change: dict[str, Any]) -> None:
    error = failure(keys(), receipt(claims(**change)), visit=submit)
    assert isinstance(error, Unverified)
    assert "Zoë" not in str(error)


def test_a_receipt_signed_by_somebody_else_is_never_received() -> None:
    impostor = SigningKey(kid=lucerne.KEY.kid, pem=new_key().pem)
    error = failure(keys(), receipt(key=impostor), visit=submit)
    assert isinstance(error, Unverified)


def test_new_keys_of_the_portal_are_fetched_once() -> None:
    fresh = new_key()
    found, server = visited(keys(), receipt(key=fresh), keys(fresh), visit=submit)
    assert found.case == "LU-2026-7F3K-9Q2M"
    assert [asked.target for asked in server.requests] == [
        "/v1/keys",
        "/v1/submissions",
        "/v1/keys",
    ]


def test_a_key_that_stays_unknown_is_not_asked_for_again_and_again() -> None:
    error = failure(keys(), receipt(key=new_key()), keys(), visit=submit)
    assert isinstance(error, Unverified)


def test_what_the_portal_objects_to_is_told_field_by_field() -> None:
    refused = problem(
        "invalid-answers", 422, errors=[{"pointer": "/name", "rule": "required"}], instance="/x/7"
    )
    error = failure(keys(), refused, visit=submit)
    assert isinstance(error, Declined)
    assert error.remarks == (Remark("/name", "required"),)
    assert error.detail == "422 invalid-answers /x/7"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422])
def test_k41_a_definite_refusal_is_never_tried_again(status: int) -> None:
    async def scenario(portal: LucernePortal) -> None:
        with pytest.raises(PortalError):
            await portal.submit(SUBMISSION)

    _, server = visited(keys(), problem("anything", status), visit=scenario)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "passing",
    [
        problem("in-progress", 409),
        problem("too-many-requests", 429),
        problem("unavailable", 503),
        problem("internal", 500),
        answer(b"<html>", "502 Bad Gateway", "text/html"),
        answer(b"<html>WLAN</html>", media_type="text/html"),
        answer(b"{"),
        raw_server.hang_up,
    ],
    ids=["409", "429", "503", "500", "502", "captive", "broken", "hang-up"],
)
def test_what_may_pass_is_sent_again_under_the_same_key(passing: Script) -> None:
    found, server = visited(keys(), passing, passing, receipt(), visit=submit)
    assert found.key == SUBMISSION.key
    sent = {(asked.headers["idempotency-key"], asked.body) for asked in server.requests[1:]}
    assert len(server.requests) == 4
    assert len(sent) == 1


def test_retries_end() -> None:
    async def scenario(portal: LucernePortal) -> None:
        with pytest.raises(OutcomeUnknown):
            await portal.submit(SUBMISSION)

    _, server = visited(keys(), raw_server.hang_up, visit=scenario)
    assert len(server.requests) == 1 + SUBMITTING.attempts


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (problem("unavailable", 503), OutcomeUnknown),
        (problem("unauthorized", 401), OutcomeUnknown),
        (problem("invalid-request", 400), OutcomeUnknown),
        (answer(b"", "404 Not Found", "text/html"), OutcomeUnknown),
        (problem("invalid-answers", 422), Declined),
        (problem("form-changed", 409), FormChanged),
    ],
)
def test_after_a_lost_answer_only_an_answer_about_the_key_is_definite(
    ending: Script, kind: type[PortalError]
) -> None:
    error = failure(keys(), raw_server.hang_up, ending, visit=submit)
    assert type(error) is kind


def test_a_second_try_without_a_network_does_not_say_that_nothing_was_sent() -> None:
    async def scenario(portal: LucernePortal) -> None:
        with pytest.raises(OutcomeUnknown):
            await portal.submit(SUBMISSION)
        portal._line = LucernePortal(Access("http://127.0.0.1:9"))._line
        for call in (portal.submit, portal.outcome):
            with pytest.raises(OutcomeUnknown):
                await call(SUBMISSION)
        with pytest.raises(Unreachable):
            await portal.submit(replace(SUBMISSION, key="11111111-0000-4000-8000-000000000000"))

    visited(keys(), raw_server.hang_up, visit=scenario)


def test_a_key_that_was_used_for_something_else_calls_for_staff() -> None:
    error = failure(keys(), problem("key-reused", 422), visit=submit)
    assert (type(error), error.code) == (OutcomeUnknown, "key-reused")


# --- Asking for the outcome ----------------------------------------------------------------------


def test_the_outcome_is_the_verified_receipt() -> None:
    async def scenario(portal: LucernePortal) -> Any:
        return await portal.outcome(SUBMISSION)

    found, server = visited(receipt_found(), keys(), visit=scenario)
    assert found.case == "LU-2026-7F3K-9Q2M"
    assert server.requests[0].target == f"/v1/submissions?key={SUBMISSION.key}"


def receipt_found() -> bytes:
    return receipt().replace(b"201 Created", b"200 OK")


def test_only_the_portal_itself_can_say_that_a_key_never_arrived() -> None:
    async def scenario(portal: LucernePortal) -> Any:
        return await portal.outcome(SUBMISSION)

    assert visited(problem("not-found", 404), visit=scenario)[0] is None
    gateway = answer(b"<html>", "404 Not Found", "text/html")
    assert isinstance(failure(gateway, visit=scenario), OutcomeUnknown)
    assert isinstance(failure(problem("unauthorized", 401), visit=scenario), OutcomeUnknown)
    assert isinstance(failure(told({"receipt": "a.b.c"}), keys(), visit=scenario), Unverified)
