"""What goes to the OAuth endpoints and what comes back, as JSON Schema (RFC 6749, 7523, 8628).

A name that is not known is no mistake there (RFC 6749 3.2), so the forms are open.
"""

from kiosk.sandbox.assertions import TYPE
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.grants import DEVICE_LIFE_S, INTERVAL_S
from kiosk.sandbox.oauth import CLIENT, DEVICE_CODE, ENROLMENT_CODE
from kiosk.sandbox.schemas import NAME, record
from kiosk.sandbox.terminals import ID
from kiosk.sandbox.tokens import ACCESS_LIFE_S, Scope

TOKEN: Json = {"type": "string", "pattern": "^[A-Za-z0-9._~+/-]+=*$"}
"""RFC 6750 2.1."""
WANTED: Json = {"type": "string", "pattern": f"^({ID})?$"}
"""An empty field counts as missing (RFC 6749 3.2)."""
ADDRESS: Json = {"type": "string", "format": "uri"}
ERRORS = (
    *("invalid_request", "invalid_client", "invalid_grant", "invalid_scope"),
    *("unsupported_grant_type", "authorization_pending", "slow_down"),
    *("access_denied", "expired_token"),
)
"""Of RFC 6749 5.2 and RFC 8628 3.5."""


def _is(value: str) -> Json:
    return {"type": "string", "const": value}


def _form(*optional: str, **fields: Json) -> Json:
    return {**record(optional, **fields), "additionalProperties": {"type": "string"}}


def _proved(*optional: str, **fields: Json) -> Json:
    """Return a form of a terminal that proves itself: with an assertion, or by HTTP Basic."""
    assertion = {"client_assertion_type": _is(TYPE), "client_assertion": TOKEN}
    return {
        **_form(*optional, *assertion, **fields, **assertion),
        "dependentRequired": {"client_assertion": ["client_assertion_type"]},
    }


_CLIENT = _is(CLIENT)

OAUTH_SCHEMAS: Json = {
    "TokenRequest": {
        "oneOf": [
            _proved(
                "scope",
                grant_type=_is("client_credentials"),
                scope=_is(Scope.TERMINAL.value),
            ),
            _proved(
                "client_id",
                grant_type=_is(DEVICE_CODE),
                device_code=NAME,
                client_id=NAME,
            ),
            _form(grant_type=_is(ENROLMENT_CODE), code=NAME, client_id=_CLIENT),
            _proved(
                "scope",
                grant_type=_is("refresh_token"),
                refresh_token=TOKEN,
                scope=_is(Scope.STAFF.value),
            ),
        ]
    },
    "Token": record(
        access_token=TOKEN,
        token_type=_is("Bearer"),
        expires_in={"type": "integer", "minimum": 1, "example": ACCESS_LIFE_S},
        scope={"type": "string", "enum": [scope.value for scope in Scope]},
        refresh_token=TOKEN,
        actor=NAME,
        name=NAME,
        optional=("refresh_token", "actor", "name"),
    ),
    "DeviceRequest": {
        "oneOf": [
            _form("terminal", scope=_is(Scope.ENROL.value), client_id=_CLIENT, terminal=WANTED),
            _proved(scope=_is(Scope.STAFF.value)),
        ]
    },
    "DeviceCodes": record(
        device_code=NAME,
        user_code={"type": "string", "pattern": "^[A-Z]{4}-[A-Z]{4}$"},
        verification_uri=ADDRESS,
        verification_uri_complete=ADDRESS,
        expires_in={"type": "integer", "minimum": 1, "example": DEVICE_LIFE_S},
        interval={"type": "integer", "minimum": 1, "example": INTERVAL_S},
    ),
    "RevocationRequest": _proved(token=TOKEN),
    "Nothing": record(),
    "OAuthError": record(
        error={"type": "string", "enum": list(ERRORS)},
        error_description={"type": "string"},
        optional=("error_description",),
    ),
}
