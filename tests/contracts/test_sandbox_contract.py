"""The embedded portal keeps what its OpenAPI document says, whatever it is asked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kiosk.sandbox import Sandbox
from kiosk.sandbox.guard import RULES
from kiosk.sandbox.oauth import CLIENT, ENROLMENT_CODE
from kiosk.sandbox.openapi import document
from kiosk.sandbox.reading import MAGIC
from kiosk.sandbox.sources import read
from kiosk.signatures import new_key as new_signing_key
from tests.fakes.visitor import Visitor, new_key

CONTRACT = schemathesis.openapi.from_dict(document("http://127.0.0.1"))
SOURCES = read()
NO_SCHEMA_CAN_SAY = {
    ("POST", "/v1/attachments"),
    ("POST", "/v1/submissions"),
    ("GET", "/v1/uploads/{id}"),
    ("GET", "/v1/uploads/{id}/content"),
    ("POST", "/v1/handovers"),
    ("GET", "/v1/handovers/{id}"),
    ("GET", "/v1/handovers/{id}/state"),
    ("POST", "/oauth/token"),
    ("POST", "/v1/terminals"),
}
"""Where good data is more than its schema: a digest has to be that of the content, and answers
need a canonical form (RFC 8785 knows no whole numbers beyond 2^53). An upload that is not open is
gone, however its id is spelt; a draft likewise, and who asks for many is slowed. A code was given
out or was not, and a key is a point on a curve."""

for media_type, (beginning,) in MAGIC.items():
    schemathesis.openapi.media_type(media_type, st.binary().map(beginning.__add__))


@schemathesis.serializer(*MAGIC)
def as_it_is(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def no_time_passes() -> datetime:
    """Tell the time of a portal whose tokens and codes never end."""
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, sign_in=True, clock=no_time_passes) as running:
        yield running


@pytest.fixture(scope="module")
def terminal(portal: Sandbox) -> dict[str, str]:
    """The header of a terminal that has signed in."""
    ask = {"grant_type": "client_credentials"}
    who = ("t-1", portal.client_secret(id="t-1"))
    return bearer(httpx.post(f"{portal.url}/oauth/token", data=ask, auth=who))


@pytest.fixture(scope="module")
def newcomer(portal: Sandbox) -> dict[str, str]:
    """The header of a terminal that may enrol."""
    code = portal.enrolment_code(id="t-2")
    ask = {"grant_type": ENROLMENT_CODE, "code": code, "client_id": CLIENT}
    return bearer(httpx.post(f"{portal.url}/oauth/token", data=ask))


def bearer(answer: httpx.Response) -> dict[str, str]:
    check("/oauth/token", answer)
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


@pytest.fixture
def visitor(portal: Sandbox, terminal: dict[str, str]) -> Iterator[Visitor]:
    with Visitor(portal.url) as somebody:
        somebody.http.headers.update(terminal)
        yield somebody


@CONTRACT.parametrize()
@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_portal_keeps_its_contract(
    case: schemathesis.Case[Any],
    portal: Sandbox,
    terminal: dict[str, str],
    newcomer: dict[str, str],
) -> None:
    more_than_schema = (case.method, case.path) in NO_SCHEMA_CAN_SAY
    excluded: list[Any] = [positive_data_acceptance] if more_than_schema else []
    headers = newcomer if case.path == "/v1/terminals" else terminal
    asks = "security" in case.operation.definition.raw
    case.call_and_validate(
        base_url=portal.url, headers=headers if asks else None, excluded_checks=excluded
    )


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


def test_everything_about_a_terminal_looks_as_the_contract_says(
    portal: Sandbox, newcomer: dict[str, str], visitor: Visitor
) -> None:
    key = new_signing_key()
    enrolled = visitor.http.post("/v1/terminals", json={"jwk": key.public}, headers=newcomer)
    assert enrolled.status_code == 201
    check("/v1/terminals", enrolled)
    check("/v1/terminal/config", visitor.get("/v1/terminal/config"))
    asked = {"client_id": CLIENT, "scope": "enrol"}
    codes = httpx.post(f"{portal.url}/oauth/device_authorization", data=asked)
    assert codes.is_success
    check("/oauth/device_authorization", codes)


def test_what_asks_for_a_token_says_so_in_the_contract() -> None:
    paths = document("http://127.0.0.1")["paths"].items()
    calls = [
        (path, method, operation) for path, found in paths for method, operation in found.items()
    ]
    asking = {(path, method) for path, method, operation in calls if "security" in operation}
    ruled = {(path, method) for path, method, _ in calls if any(r.is_about(path) for r in RULES)}
    assert asking == ruled


def test_the_document_itself_is_openapi(visitor: Visitor, portal: Sandbox) -> None:
    served = visitor.get("/openapi.json").json()
    assert served == document(portal.url)
    loaded = schemathesis.openapi.from_dict(served)
    assert len(list(loaded.get_all_operations())) == 27
