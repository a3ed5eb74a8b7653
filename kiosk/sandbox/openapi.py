"""The portal contract as an OpenAPI 3.1 document; what it says is tested against the server."""

from kiosk import __version__
from kiosk.sandbox import openapi_handovers, openapi_sealed, openapi_sign_in
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.oauth_schemas import OAUTH_SCHEMAS
from kiosk.sandbox.operations import (
    JSON,
    ask,
    content,
    header,
    path,
    problems,
    query,
    signed_in,
)
from kiosk.sandbox.reading import MAGIC
from kiosk.sandbox.schemas import BFS, KEY, NAME, SCHEMAS, ref

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
        "components": {
            "schemas": SCHEMAS | OAUTH_SCHEMAS,
            "securitySchemes": openapi_sign_in.SCHEMES,
        },
    }


def _paths() -> Json:
    return {
        "/v1/municipalities": {
            "get": ask("municipalities", "Municipalities that the portal serves", "Municipalities")
        },
        "/v1/catalogue": {
            "get": ask(
                "catalogue",
                "Services of one municipality, 100 a page",
                "Catalogue",
                [
                    query("bfs", BFS, 1061),
                    query("page", {"type": "integer", "minimum": 1, "maximum": 999999}, 1, False),
                ],
                ["invalid-request", "not-found"],
            )
        },
        "/v1/services/{id}": {
            "get": ask(
                "service",
                "One service of one municipality, resolved",
                "Service",
                [path("id", NAME), query("bfs", BFS, 1061)],
                ["invalid-request", "not-found"],
            )
        },
        "/v1/forms/{id}/{version}": {
            "get": ask(
                "form",
                "A form in a fixed version",
                "Form",
                [path("id", NAME), path("version", NAME)],
                ["not-found"],
            )
        },
        "/v1/attachments": {"post": signed_in(_attach())},
        "/v1/submissions": {
            "get": signed_in(_outcome()),
            "post": signed_in(_submit()),
        },
        "/v1/submissions/{case}/events": {
            "get": signed_in(
                ask(
                    "events",
                    "What happened to a case",
                    "Events",
                    [path("case", CASE)],
                    ["not-found"],
                    cached=False,
                )
            )
        },
        "/v1/submissions/{case}/documents/{number}": {"get": signed_in(_document())},
        "/v1/submissions/{case}/copies": {"post": signed_in(_copy())},
        **_uploads(),
        **openapi_handovers.paths(),
        **openapi_sealed.paths(),
        **openapi_sign_in.paths(),
        "/v1/keys": {"get": ask("keys", "Public keys of the portal (JWK set)", "KeySet")},
    }


def _attach() -> Json:
    kinds: Json = {media_type: {"schema": {}} for media_type in MAGIC}
    digest = {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$"}
    return {
        "operationId": "attach",
        "summary": "Hand in a document",
        "parameters": [header("Content-Digest", digest, required=True)],
        "requestBody": {"required": True, "content": kinds},
        "responses": {
            "201": content("Taken", "AttachmentReceipt"),
            **problems(["invalid-request", "too-large", "unsupported-media"]),
        },
    }


def _outcome() -> Json:
    return ask(
        "outcome",
        "Whether a submission arrived",
        "SignedReceipt",
        [query("key", KEY)],
        ["invalid-request", "not-found", "in-progress"],
        cached=False,
    )


def _submit() -> Json:
    words = [
        "invalid-request",
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
        "parameters": [header("Idempotency-Key", KEY, required=True)],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": ref("Submission")}},
        },
        "responses": {
            "201": content("Received", "SignedReceipt"),
            "200": content("Had been received under this key", "SignedReceipt"),
            **problems(words),
        },
    }


def _document() -> Json:
    pdf: Json = {"application/pdf": {"schema": {}}}
    return {
        "operationId": "document",
        "summary": "An official document of a case, as it was sealed",
        "parameters": [path("case", CASE), path("number", {"type": "integer", "minimum": 1})],
        "responses": {
            "200": {"description": "The very bytes", "content": pdf},
            **problems(["not-found"]),
        },
    }


def _copy() -> Json:
    return {
        "operationId": "mailCopy",
        "summary": "Mail the confirmation of a case, three times at most",
        "parameters": [path("case", CASE)],
        "requestBody": {"required": True, "content": {JSON: {"schema": ref("Copy")}}},
        "responses": {
            "202": content("Taken over", "Nothing"),
            **problems(
                [
                    "invalid-request",
                    "not-found",
                    "too-large",
                    "too-many-requests",
                    "unsupported-media",
                ]
            ),
        },
    }


def _uploads() -> Json:
    return {
        "/v1/uploads": {"post": signed_in(_open_upload())},
        "/v1/uploads/{id}": {
            "get": signed_in(_upload_state()),
            "delete": signed_in(_close_upload()),
        },
        "/v1/uploads/{id}/content": {"get": signed_in(_upload_content())},
    }


def _open_upload() -> Json:
    return {
        "operationId": "openUpload",
        "summary": "Make an address for the visitor's own phone",
        "requestBody": {"required": True, "content": {JSON: {"schema": ref("Upload")}}},
        "responses": {
            "201": content("Made", "UploadAddress"),
            **problems(["invalid-request", "too-large", "unsupported-media"]),
        },
    }


def _upload_state() -> Json:
    return ask(
        "uploadState",
        "How far a document from a phone has come",
        "UploadState",
        [path("id", UPLOAD_ID)],
        ["gone"],
        cached=False,
    )


def _close_upload() -> Json:
    return {
        "operationId": "closeUpload",
        "summary": "Close the address and forget its file",
        "parameters": [path("id", UPLOAD_ID)],
        "responses": {"204": {"description": "Closed, or ended before"}},
    }


def _upload_content() -> Json:
    return {
        "operationId": "uploadContent",
        "summary": "The file, once",
        "parameters": [path("id", UPLOAD_ID)],
        "responses": {
            "200": {
                "description": "The file; the portal has forgotten it",
                "content": {media_type: {"schema": {}} for media_type in MAGIC},
            },
            **problems(["gone", "not-found"]),
        },
    }
