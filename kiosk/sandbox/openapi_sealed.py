"""The call about submissions of an outbox, in the OpenAPI document."""

from kiosk.sandbox.blocks import Json
from kiosk.sandbox.operations import JSON, content, header, problems, signed_in
from kiosk.sandbox.schemas import KEY, ref

WORDS = [
    "invalid-request",
    "not-found",
    "form-changed",
    "in-progress",
    "withdrawn",
    "too-large",
    "unsupported-media",
    "invalid-answers",
]


def paths() -> Json:
    """Return the place and what may be asked there."""
    return {"/v1/sealed-submissions": {"post": signed_in(_submit())}}


def _submit() -> Json:
    return {
        "operationId": "submitSealed",
        "summary": "Send what lay in an outbox, once per key",
        "parameters": [header("Idempotency-Key", KEY, required=True)],
        "requestBody": {"required": True, "content": {JSON: {"schema": ref("SealedSubmission")}}},
        "responses": {
            "201": content("Received", "Proof"),
            "200": content("Something had been received under this key", "Proof"),
            **problems(WORDS),
        },
    }
