"""The client against a portal that says exactly what a test wants it to say."""

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Remark,
    Unintelligible,
    Unreachable,
    Unverified,
)
from kiosk.forms.attachment import Attachment
from kiosk.portals.budget import MAX_PAGES, MAX_WORDS, SUBMITTING
from kiosk.portals.lucerne.client import LucernePortal
from kiosk.portals.retry import Timing
from kiosk.signatures import SigningKey, new_key
from tests.fakes import lucerne, raw_server
from tests.fakes.lucerne import SUBMISSION, claims, keys, page, receipt, service, told
from tests.fakes.raw_server import RawServer, Script, answer, problem, serving

T = TypeVar("T")


async def no_wait(_seconds: float) -> None:
    await asyncio.sleep(0)


def visited(
    *scripts: Script, visit: Callable[[LucernePortal], Awaitable[T]]
) -> tuple[T, RawServer]:
    """Return what `visit` returns at a portal that answers with `scripts`, and the server."""

    async def whole() -> tuple[T, RawServer]:
        async with serving(*scripts) as server:
            portal = LucernePortal(server.url, timing=Timing(sleep=no_wait))
            try:
                return await visit(portal), server
            finally:
                await portal.close()

    return asyncio.run(whole())


def failure(*scripts: Script, visit: Callable[[LucernePortal], Awaitable[Any]]) -> PortalError:
    with pytest.raises(PortalError) as caught:
        visited(*scripts, visit=visit)
    return caught.value


async def submit(portal: LucernePortal) -> Any:
    return await portal.submit(SUBMISSION)


async def catalogue(portal: LucernePortal) -> Any:
    return await portal.catalogue(1061)


async def one_service(portal: LucernePortal) -> Any:
    return await portal.service("demo.service", 1061)


# --- The catalogue -------------------------------------------------------------------------------


def test_the_pages_of_a_catalogue_are_put_together_and_nothing_twice() -> None:
    first, second = page("a", "b", pages=2), page("b", "c", number=2, pages=2)
    found, server = visited(told(first), told(second), visit=catalogue)
    assert [listing.id for listing in found.listings] == ["a", "b", "c"]
    assert [category.id for category in found.categories] == ["demo"]
    assert [asked.target for asked in server.requests] == [
        "/v1/catalogue?bfs=1061&page=1",
        "/v1/catalogue?bfs=1061&page=2",
    ]


def test_a_catalogue_is_confirmed_instead_of_sent_again() -> None:
    async def twice(portal: LucernePortal) -> bool:
        return await portal.catalogue(1061) == await portal.catalogue(1061)

    first = told(page("a"), headers={"ETag": '"7"'})
    same, server = visited(first, answer(b"", "304 Not Modified", ""), visit=twice)
    assert same
    assert server.requests[1].headers["if-none-match"] == '"7"'


def test_k31_the_last_good_catalogue_outlives_a_visit_and_a_broken_portal() -> None:
    async def scenario(portal: LucernePortal) -> bool:
        before = await portal.catalogue(1061)
        await portal.renew()
        return before == await portal.catalogue(1061)

    good = told(page("a"), headers={"Cache-Control": "max-age=0, stale-if-error=600"})
    same, _ = visited(good, answer(b"{"), visit=scenario)
    assert same


@pytest.mark.parametrize(
    "broken",
    [
        page("a", bfs=1062),
        page("a", number=2),
        page("a", pages=MAX_PAGES + 1),
        page("a", pages=0),
        page("a", services=[{}]),
        [],
        {"receipt": "x"},
    ],
    ids=lambda broken: str(broken)[:40],
)
def test_a_catalogue_that_is_not_the_one_asked_for_is_refused(broken: Any) -> None:
    assert isinstance(failure(told(broken), visit=catalogue), Unintelligible)


def test_what_the_contract_may_grow_by_is_passed_over() -> None:
    found, _ = visited(told(page("a", news="2027")), visit=catalogue)
    assert len(found.listings) == 1


# --- A service -----------------------------------------------------------------------------------


def test_a_service_comes_whole() -> None:
    found, server = visited(told(service()), visit=one_service)
    assert (found.id, found.sender.legal_entity) == ("demo.service", "Stadt Luzern")
    assert server.requests[0].target == "/v1/services/demo.service?bfs=1061"


@pytest.mark.parametrize(
    "broken",
    [
        service(id="other"),
        service(bfs=1062),
        service(sender={**lucerne.sender(), "legal_entity": "Jemand anders"}),
        service(sender={**lucerne.sender(), "digest": ""}),
        service(fee={"kind": "fixed", "amount": "-1.00"}),
        service(fee={"kind": "fixed", "amount": "NaN"}),
        service(fee={"kind": "fixed", "amount": "1e99"}),
        service(fee={"kind": "fixed", "amount": "0.001"}),
        service(fee={"kind": "gratis"}),
        service(title={"de": 1}),
        service(title="Titel"),
        service(website="x" * 200_000),
    ],
    ids=lambda broken: str(broken)[-60:],
)
def test_a_service_that_contradicts_itself_is_refused(broken: Any) -> None:
    assert isinstance(failure(told(broken), visit=one_service), Unintelligible)


def test_k35_texts_are_shown_without_controls_and_clipped() -> None:
    odd = service(
        title={"de": "A\u0000B\u202eC\ufeffD\u0085", "en": "x" * 9000},
        summary={"de": "<b>5 < 6</b>\n\t😀"},
    )
    found, _ = visited(told(odd), visit=one_service)
    assert found.title["de"] == "ABCD"
    assert len(found.title["en"]) == MAX_WORDS
    assert found.title["en"].endswith("…")
    assert found.summary["de"] == "<b>5 < 6</b>\n\t😀"


def test_a_form_that_is_not_the_one_announced_is_refused() -> None:
    error = failure(told({"id": "demo.form"}), visit=lambda portal: portal.form(lucerne.FORM))
    assert error.code == "form-digest"


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
        portal._http = LucernePortal("http://127.0.0.1:9")._http
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


# --- Documents -----------------------------------------------------------------------------------

PDF = Attachment("Vertrag.pdf", "application/pdf", b"%PDF-1.7")


async def attach(portal: LucernePortal) -> Attachment:
    return await portal.attach(PDF)


def test_a_document_is_sent_with_its_digest_and_never_with_its_name() -> None:
    sha256 = hashlib.sha256(PDF.content)
    body = {"reference": "r1", "sha256": sha256.hexdigest(), "expires_at": "2026-11-24T10:00Z"}
    found, server = visited(told(body, "201 Created"), visit=attach)
    assert found == replace(PDF, reference="r1", sha256=sha256.hexdigest())
    [sent] = server.requests
    assert sent.headers["content-type"] == "application/pdf"
    encoded = base64.b64encode(sha256.digest()).decode()
    assert sent.headers["content-digest"] == f"sha-256=:{encoded}:"
    assert sent.body == PDF.content
    assert "Vertrag" not in str(sent)


def test_a_document_that_the_portal_read_otherwise_is_not_used() -> None:
    body = {"reference": "r1", "sha256": "0" * 64}
    assert isinstance(failure(told(body, "201 Created"), visit=attach), Unintelligible)


@pytest.mark.parametrize(
    ("word", "status", "kind"),
    [
        ("too-large", 413, Declined),
        ("unsupported-media", 415, Declined),
        ("unauthorized", 401, NotAllowed),
        ("internal", 500, Unreachable),
    ],
)
def test_a_document_that_is_not_taken_files_nothing(
    word: str, status: int, kind: type[PortalError]
) -> None:
    assert type(failure(problem(word, status), visit=attach)) is kind
