"""The embedded portal keeps what its OpenAPI document says, whatever it is asked."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kiosk.sandbox import Sandbox
from kiosk.sandbox.openapi import document
from kiosk.sandbox.reading import MAGIC
from kiosk.sandbox.sources import read
from tests.fakes.visitor import Visitor, new_key

CONTRACT = schemathesis.openapi.from_dict(document("http://127.0.0.1"))
SOURCES = read()
NO_SCHEMA_CAN_SAY = {
    ("POST", "/v1/attachments"),
    ("POST", "/v1/submissions"),
    ("GET", "/v1/uploads/{id}"),
    ("GET", "/v1/uploads/{id}/content"),
}
"""Where good data is more than its schema: a digest has to be that of the content, and answers
need a canonical form (RFC 8785 knows no whole numbers beyond 2^53). An upload that is not open is
gone, however its id is spelt."""

for media_type, (beginning,) in MAGIC.items():
    schemathesis.openapi.media_type(media_type, st.binary().map(beginning.__add__))


@schemathesis.serializer(*MAGIC)
def as_it_is(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture
def visitor(portal: Sandbox) -> Iterator[Visitor]:
    with Visitor(portal.url) as somebody:
        yield somebody


@CONTRACT.parametrize()
@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_portal_keeps_its_contract(case: schemathesis.Case[Any], portal: Sandbox) -> None:
    more_than_schema = (case.method, case.path) in NO_SCHEMA_CAN_SAY
    excluded: list[Any] = [positive_data_acceptance] if more_than_schema else []
    case.call_and_validate(base_url=portal.url, excluded_checks=excluded)


def check(path: str, answer: httpx.Response) -> None:
    """Hold an answer against what the contract says about `path`."""
    CONTRACT[path][answer.request.method].validate_response(answer)


@pytest.mark.parametrize("id_", SOURCES.services)
def test_every_service_and_its_form_look_as_the_contract_says(visitor: Visitor, id_: str) -> None:
    service = visitor.get(f"/v1/services/{id_}?bfs=1061")
    check("/v1/services/{id}", service)
    reference = service.json()["form"]
    form = visitor.get(f"/v1/forms/{reference['id']}/{reference['version']}")
    check("/v1/forms/{id}/{version}", form)


@pytest.mark.parametrize("bfs", list(SOURCES.municipalities)[::8])
def test_every_catalogue_looks_as_the_contract_says(visitor: Visitor, bfs: int) -> None:
    check("/v1/catalogue", visitor.get(f"/v1/catalogue?bfs={bfs}"))


def test_everything_about_a_submission_looks_as_the_contract_says(visitor: Visitor) -> None:
    key = new_key()
    check("/v1/attachments", visitor.attach())
    body = visitor.body("lu.wohnsitzbestaetigung", {})
    check("/v1/submissions", visitor.send(body, key))
    check("/v1/submissions", visitor.get(f"/v1/submissions?key={key}"))


def test_the_document_itself_is_openapi(visitor: Visitor, portal: Sandbox) -> None:
    served = visitor.get("/openapi.json").json()
    assert served == document(portal.url)
    loaded = schemathesis.openapi.from_dict(served)
    assert len(list(loaded.get_all_operations())) == 13
