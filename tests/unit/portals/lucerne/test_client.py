"""The client against a portal that says exactly what a test wants it to say."""

import base64
import hashlib
from dataclasses import replace
from typing import Any

import pytest

from kiosk.errors import (
    Declined,
    NotAllowed,
    PortalError,
    Unintelligible,
    Unreachable,
)
from kiosk.forms.attachment import Attachment
from kiosk.portals.budget import MAX_PAGES, MAX_WORDS
from kiosk.portals.lucerne.client import LucernePortal
from tests.fakes import lucerne
from tests.fakes.lucerne import failure, page, service, told, visited
from tests.fakes.raw_server import answer, problem


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
        page("a", services=[{**lucerne.listing("a"), "fee": {"kind": "fixed", "amount": "NaN"}}]),
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
