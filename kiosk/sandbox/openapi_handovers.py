"""The calls about hand-over, in the OpenAPI document."""

from kiosk.sandbox.blocks import Json
from kiosk.sandbox.operations import JSON, ask, content, path, problems, signed_in
from kiosk.sandbox.schemas import ref

ID: Json = {"type": "string", "minLength": 1, "example": "0" * 64}
"""One that no code makes is not refused: nobody is told which do."""


def paths() -> Json:
    """Return the places and what may be asked there."""
    return {
        "/v1/handovers": {"post": signed_in(_lay())},
        "/v1/handovers/{id}": {
            "get": signed_in(_take()),
            "delete": signed_in(_withdraw()),
        },
        "/v1/handovers/{id}/state": {"get": signed_in(_state())},
    }


def _lay() -> Json:
    return {
        "operationId": "layHandover",
        "summary": "Lay a sealed draft here, for another screen",
        "requestBody": {"required": True, "content": {JSON: {"schema": ref("Handover")}}},
        "responses": {
            "201": content("It waits", "HandoverWaits"),
            **problems(["invalid-request", "key-reused", "too-large", "unsupported-media"]),
        },
    }


def _take() -> Json:
    return ask(
        "takeHandover",
        "The draft, to one terminal only",
        "HandoverDraft",
        [path("id", ID)],
        ["not-found", "too-many-requests"],
        cached=False,
    )


def _state() -> Json:
    return ask(
        "handoverState",
        "Whether somebody took it",
        "HandoverState",
        [path("id", ID)],
        ["gone"],
        cached=False,
    )


def _withdraw() -> Json:
    return {
        "operationId": "withdrawHandover",
        "summary": "Forget the draft",
        "parameters": [path("id", ID)],
        "responses": {"204": {"description": "Forgotten, or gone before"}},
    }
