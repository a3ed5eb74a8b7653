"""The portal contract as an OpenAPI 3.1 document; what it says is tested against the server."""

from kiosk import __version__
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.problems import MEDIA_TYPE, STATUS
from kiosk.sandbox.reading import MAGIC
from kiosk.sandbox.schemas import BFS, KEY, NAME, SCHEMAS, ref

JSON = "application/json"
UPLOAD_ID: Json = {"type": "string", "minLength": 1}
CASE: Json = {"type": "string", "minLength": 1, "maxLength": 64, "example": "LU-2026-7F3K-9Q2M"}


def document(url: str) -> Json:
    """Return the contract of the portal at `url`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Schalter portal contract",
            "version": __version__,
            "description": "What a portal serves so that Schalter can be its counter client.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": url}],
        "paths": _paths(),
        "components": {"schemas": SCHEMAS},
    }


def _paths() -> Json:
    return {
        "/v1/municipalities": {
            "get": _ask("municipalities", "Municipalities that the portal serves", "Municipalities")
        },
        "/v1/catalogue": {
            "get": _ask(
                "catalogue",
                "Services of one municipality, 100 a page",
                "Catalogue",
                [
                    _query("bfs", BFS, 1061),
                    _query("page", {"type": "integer", "minimum": 1, "maximum": 999999}, 1, False),
                ],
                ["invalid-request", "not-found"],
            )
        },
        "/v1/services/{id}": {
            "get": _ask(
                "service",
                "One service of one municipality, resolved",
                "Service",
                [_path("id", NAME), _query("bfs", BFS, 1061)],
                ["invalid-request", "not-found"],
            )
        },
        "/v1/forms/{id}/{version}": {
            "get": _ask(
                "form",
                "A form in a fixed version",
                "Form",
                [_path("id", NAME), _path("version", NAME)],
                ["not-found"],
            )
        },
        "/v1/attachments": {"post": _attach()},
        "/v1/submissions": {
            "get": _ask(
                "outcome",
                "Whether a submission arrived",
                "SignedReceipt",
                [_query("key", KEY)],
                ["invalid-request", "not-found", "in-progress"],
                cached=False,
            ),
            "post": _submit(),
        },
        "/v1/submissions/{case}/events": {
            "get": _ask(
                "events",
                "What happened to a case",
                "Events",
                [_path("case", CASE)],
                ["not-found"],
                cached=False,
            )
        },
        **_uploads(),
        "/v1/keys": {"get": _ask("keys", "Public keys of the portal (JWK set)", "KeySet")},
    }


def _ask(
    id_: str,
    summary: str,
    answer: str,
    parameters: list[Json] | None = None,
    problems: list[str] | None = None,
    *,
    cached: bool = True,
) -> Json:
    responses = {"200": _content("The answer", answer), **_problems(problems or [])}
    wanted = list(parameters or [])
    if cached:
        responses["304"] = {"description": "Not changed since the ETag that was sent"}
        wanted.append(_header("If-None-Match", {"type": "string"}))
    return {"operationId": id_, "summary": summary, "parameters": wanted, "responses": responses}


def _attach() -> Json:
    content: Json = {media_type: {"schema": {}} for media_type in MAGIC}
    digest = {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$"}
    return {
        "operationId": "attach",
        "summary": "Hand in a document",
        "parameters": [_header("Content-Digest", digest, required=True)],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "201": _content("Taken", "AttachmentReceipt"),
            **_problems(["invalid-request", "too-large", "unsupported-media"]),
        },
    }


def _submit() -> Json:
    problems = [
        "invalid-request",
        "forbidden",
        "not-found",
        "form-changed",
        "in-progress",
        "withdrawn",
        "too-large",
        "unsupported-media",
        "invalid-answers",
        "key-reused",
    ]
    return {
        "operationId": "submit",
        "summary": "Send, once per key",
        "parameters": [_header("Idempotency-Key", KEY, required=True)],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": ref("Submission")}},
        },
        "responses": {
            "201": _content("Received", "SignedReceipt"),
            "200": _content("Had been received under this key", "SignedReceipt"),
            **_problems(problems),
        },
    }


def _uploads() -> Json:
    return {
        "/v1/uploads": {"post": _open_upload()},
        "/v1/uploads/{id}": {
            "get": _ask(
                "uploadState",
                "How far a document from a phone has come",
                "UploadState",
                [_path("id", UPLOAD_ID)],
                ["gone"],
                cached=False,
            ),
            "delete": _close_upload(),
        },
        "/v1/uploads/{id}/content": {"get": _upload_content()},
    }


def _open_upload() -> Json:
    return {
        "operationId": "openUpload",
        "summary": "Make an address for the visitor's own phone",
        "requestBody": {"required": True, "content": {JSON: {"schema": ref("Upload")}}},
        "responses": {
            "201": _content("Made", "UploadAddress"),
            **_problems(["invalid-request", "too-large", "unsupported-media"]),
        },
    }


def _close_upload() -> Json:
    return {
        "operationId": "closeUpload",
        "summary": "Close the address and forget its file",
        "parameters": [_path("id", UPLOAD_ID)],
        "responses": {"204": {"description": "Closed, or ended before"}},
    }


def _upload_content() -> Json:
    return {
        "operationId": "uploadContent",
        "summary": "The file, once",
        "parameters": [_path("id", UPLOAD_ID)],
        "responses": {
            "200": {
                "description": "The file; the portal has forgotten it",
                "content": {media_type: {"schema": {}} for media_type in MAGIC},
            },
            **_problems(["gone", "not-found"]),
        },
    }


def _content(description: str, schema: str) -> Json:
    return {"description": description, "content": {JSON: {"schema": ref(schema)}}}


def _problems(words: list[str]) -> Json:
    """Return the responses for `words`; one status may stand for several of them."""
    by_status: dict[str, list[str]] = {}
    for word in words:
        by_status.setdefault(str(int(STATUS[word])), []).append(word)
    return {
        status: {
            "description": ", ".join(found),
            "content": {MEDIA_TYPE: {"schema": ref("Problem")}},
        }
        for status, found in sorted(by_status.items())
    }


def _query(name: str, schema: Json, example: int | None = None, required: bool = True) -> Json:  # noqa: FBT001, FBT002 - a table of calls reads better with it at its place
    parameter: Json = {"name": name, "in": "query", "required": required, "schema": schema}
    return parameter if example is None else {**parameter, "example": example}


def _path(name: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _header(name: str, schema: Json, *, required: bool = False) -> Json:
    return {"name": name, "in": "header", "required": required, "schema": schema}
