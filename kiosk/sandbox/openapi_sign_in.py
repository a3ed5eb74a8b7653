"""Signing in, as OpenAPI: the OAuth endpoints (RFC 6749, 7009, 8628) and the calls of terminals."""

from kiosk.sandbox.blocks import Json
from kiosk.sandbox.form_data import MEDIA_TYPE
from kiosk.sandbox.operations import CHALLENGE, JSON, ask, content, path, problems, signed_in
from kiosk.sandbox.schemas import TERMINAL, ref

SCHEMES: Json = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An access token (RFC 6750)."}
}


def paths() -> Json:
    """Return the paths of signing in."""
    return {
        "/oauth/token": {"post": _form("token", "A token", "TokenRequest", "Token")},
        "/oauth/device_authorization": {
            "post": _form(
                "deviceAuthorization",
                "Codes, one of them for a person to approve",
                "DeviceRequest",
                "DeviceCodes",
            )
        },
        "/oauth/revoke": {"post": _form("revoke", "End a token", "RevocationRequest", "Nothing")},
        "/v1/terminals": {"post": signed_in(_enrol())},
        "/v1/terminals/{id}": {"delete": signed_in(_leave())},
        "/v1/terminal/config": {
            "get": signed_in(
                ask("config", "How this terminal is set", "TerminalConfig", cached=False)
            )
        },
        "/v1/terminal/heartbeat": {"post": signed_in(_heartbeat())},
    }


def _form(id_: str, summary: str, request: str, granted: str) -> Json:
    refusal = content("Refused (RFC 6749 5.2, RFC 8628 3.5)", "OAuthError")
    return {
        "operationId": id_,
        "summary": summary,
        "requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": ref(request)}}},
        "responses": {
            "200": content("Granted", granted),
            "400": refusal,
            "401": {**refusal, "headers": CHALLENGE},
            "429": {**refusal, "headers": {"Retry-After": {"schema": {"type": "string"}}}},
        },
    }


def _enrol() -> Json:
    return {
        "operationId": "enrol",
        "summary": "Register the key of a terminal, with a token of scope enrol",
        "requestBody": _json("Enrolment"),
        "responses": {
            "201": content("Enrolled", "EnrolledTerminal"),
            **problems(["invalid-request", "too-large", "unsupported-media"]),
        },
    }


def _leave() -> Json:
    return {
        "operationId": "leave",
        "summary": "Let this terminal's keys and tokens count no longer",
        "parameters": [path("id", TERMINAL)],
        "responses": {"204": {"description": "Gone"}},
    }


def _heartbeat() -> Json:
    return {
        "operationId": "heartbeat",
        "summary": "Say that this terminal lives, and in which version",
        "requestBody": _json("Heartbeat"),
        "responses": {
            "204": {"description": "Heard"},
            **problems(["invalid-request", "too-large", "unsupported-media"]),
        },
    }


def _json(schema: str) -> Json:
    return {"required": True, "content": {JSON: {"schema": ref(schema)}}}
