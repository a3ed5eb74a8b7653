import json

import pytest

from kiosk.sandbox.problems import BASE
from kiosk.signatures import digest
from tests.fakes.visitor import Visitor, word


def test_municipalities_come_by_name_with_a_neutral_crest(visitor: Visitor) -> None:
    found = visitor.get("/v1/municipalities").json()["municipalities"]
    assert [each["name"] for each in found] == ["Emmen", "Hasle (LU)", "Luzern"]
    assert all(each["crest"].startswith("<svg") for each in found)


def test_a_catalogue_lists_what_the_municipality_offers_best_known_first(visitor: Visitor) -> None:
    catalogue = visitor.get("/v1/catalogue?bfs=1061").json()
    assert [each["id"] for each in catalogue["services"]] == ["demo.confirmation", "demo.permit"]
    assert (catalogue["bfs"], catalogue["page"], catalogue["pages"]) == (1061, 1, 1)
    hasle = visitor.get("/v1/catalogue?bfs=1005&page=1").json()
    assert [each["id"] for each in hasle["services"]] == ["demo.confirmation"]


def test_a_fee_is_that_of_the_municipality(visitor: Visitor) -> None:
    here = visitor.get("/v1/services/demo.confirmation?bfs=1061").json()["fee"]
    there = visitor.get("/v1/services/demo.confirmation?bfs=1024").json()["fee"]
    assert (here["kind"], there["kind"], there["amount"]) == ("free", "fixed", "20.00")


def test_a_listing_and_its_service_name_the_same_sender(visitor: Visitor) -> None:
    listing = visitor.get("/v1/catalogue?bfs=1061").json()["services"][0]
    sender = visitor.get("/v1/services/demo.confirmation?bfs=1061").json()["sender"]
    assert listing["sender_kind"] == sender["kind"]
    assert listing["sender_name"] == {"de": sender["legal_entity"]}


def test_the_digest_of_a_form_is_that_of_its_document(visitor: Visitor) -> None:
    reference = visitor.get("/v1/services/demo.confirmation?bfs=1061").json()["form"]
    form = visitor.get(f"/v1/forms/{reference['id']}/{reference['version']}")
    assert digest(form.json()) == reference["digest"]
    assert "immutable" in form.headers["cache-control"]


def test_what_is_known_already_is_not_sent_again(visitor: Visitor) -> None:
    first = visitor.get("/v1/catalogue?bfs=1061")
    assert "stale-if-error" in first.headers["cache-control"]
    again = visitor.get("/v1/catalogue?bfs=1061", **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = visitor.get("/v1/catalogue?bfs=1061", **{"If-None-Match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/catalogue", "invalid-request"),
        ("/v1/catalogue?bfs=x", "invalid-request"),
        ("/v1/catalogue?bfs=1&bfs=2", "invalid-request"),
        ("/v1/catalogue?bfs=99999", "invalid-request"),
        ("/v1/catalogue?bfs=1061&page=0", "invalid-request"),
        ("/v1/catalogue?bfs=1061&page=2", "not-found"),
        ("/v1/catalogue?bfs=1", "not-found"),
        ("/v1/services/nothing?bfs=1061", "not-found"),
        ("/v1/services/demo.permit?bfs=1005", "not-found"),
        ("/v1/forms/demo.permit/2", "not-found"),
        ("/v1/forms/nothing/1", "not-found"),
        ("/v1/submissions", "invalid-request"),
        ("/v1/submissions?key=7", "invalid-request"),
        ("/v1/submissions?key=4f7c0d1e-0000-4000-8000-000000000001", "not-found"),
        ("/v1/submissions/LU-2026-AAAA-AAAA/events", "not-found"),
        ("/v2/anything", "not-found"),
    ],
)
def test_what_is_not_there_is_a_problem_of_the_contract(
    visitor: Visitor, path: str, expected: str
) -> None:
    assert word(visitor.get(path)) == expected


def test_a_method_that_is_not_offered_is_a_problem_without_a_word(visitor: Visitor) -> None:
    answer = visitor.http.delete("/v1/keys")
    assert (answer.status_code, word(answer)) == (405, "about:blank")
    assert "GET" in answer.headers["allow"]


def test_the_document_of_the_contract_names_every_word_of_a_problem(visitor: Visitor) -> None:
    schemas = visitor.get("/openapi.json").json()["components"]["schemas"]
    assert f"{BASE}key-reused" in json.dumps(schemas["Problem"])
