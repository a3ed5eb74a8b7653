"""The portal's token endpoint and device endpoint: RFC 6749, 7009, 7523 and 8628.

Errors are those of RFC 6749 5.2 and RFC 8628 3.5. What `error_description` says of an
`invalid_client` is one word of docs/contract.md.
"""

import asyncio
import base64
import binascii
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sandbox.answers import answer
from kiosk.sandbox.assertions import TYPE, AssertionRefused
from kiosk.sandbox.form_data import NotAFormError, form_of
from kiosk.sandbox.grants import DEVICE_LIFE_S, INTERVAL_S, Granted, GrantRefused
from kiosk.sandbox.sign_in import SignIn
from kiosk.sandbox.terminals import ID
from kiosk.sandbox.tokens import ACCESS_LIFE_S, RefreshRefused, Scope, StaffPair

CLIENT = "schalter"
"""The public client id of a kiosk that has no key yet."""
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
ENROLMENT_CODE = "https://schalter.ch/grants/enrolment-code"

Fields = Mapping[str, str]
Grant = Callable[["Asked"], dict[str, Any]]


class OAuthError(Exception):
    """An error of RFC 6749 5.2; `status` is 401 where the client is not who it should be."""

    def __init__(
        self, error: str, description: str = "", *, status: int = 400, headers: Fields | None = None
    ) -> None:
        super().__init__(error)
        self.error = error
        self.description = description
        self.status = status
        self.headers = dict(headers or {})


def error_answer(error: OAuthError) -> Response:
    """Return `error` as an answer."""
    told = {"error": error.error}
    if error.description:
        told["error_description"] = error.description
    return answer(told, error.status, error.headers)


class Asked:
    """One request: its `fields`, and who sent it."""

    def __init__(self, request: Request, fields: Fields) -> None:
        self.fields = fields
        self.who = request.client.host if request.client else ""
        self.authorization = request.headers.get("authorization", "")

    def needed(self, name: str) -> str:
        """Return the field `name`, which has to be there."""
        if name not in self.fields:
            raise OAuthError("invalid_request", f"{name} is missing")
        return self.fields[name]

    @property
    def has_credential(self) -> bool:
        """Whether a terminal says who it is."""
        return "client_assertion" in self.fields or bool(self.authorization)


class OAuth:
    """Gives out tokens, as `sign_in` knows who may have them."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in = sign_in
        self._grants: Mapping[str, Grant] = {
            "client_credentials": self._client_credentials,
            DEVICE_CODE: self._device_code,
            ENROLMENT_CODE: self._enrolment_code,
            "refresh_token": self._refresh_token,
        }
        self.routes = [
            Route("/oauth/token", self.token, methods=["POST"]),
            Route("/oauth/device_authorization", self.device_authorization, methods=["POST"]),
            Route("/oauth/revoke", self.revoke, methods=["POST"]),
        ]

    async def token(self, request: Request) -> Response:
        """Answer with a token."""
        return await self._answered(request, self._token)

    async def device_authorization(self, request: Request) -> Response:
        """Answer with codes: one to ask with, one to be approved by a person."""
        return await self._answered(request, self._device_authorization)

    async def revoke(self, request: Request) -> Response:
        """End a token; that it was none is no error (RFC 7009 2.2)."""
        return await self._answered(request, self._revoke)

    async def _answered(self, request: Request, ask: Grant) -> Response:
        """Ask on a thread of its own: it writes to the disk."""
        try:
            asked = Asked(request, await form_of(request))
        except NotAFormError as error:
            raise OAuthError("invalid_request", str(error)) from None
        return answer(await asyncio.to_thread(ask, asked))

    def _token(self, asked: Asked) -> dict[str, Any]:
        grant = self._grants.get(asked.needed("grant_type"))
        if grant is None:
            raise OAuthError("unsupported_grant_type")
        return grant(asked)

    def _client_credentials(self, asked: Asked) -> dict[str, Any]:
        terminal = self._terminal(asked)
        _check_scope(asked, Scope.TERMINAL)
        return _token_answer(self._sign_in.tokens.for_terminal(terminal), Scope.TERMINAL)

    def _device_code(self, asked: Asked) -> dict[str, Any]:
        terminal = self._terminal(asked) if asked.has_credential else None
        if terminal is None:
            _check_client(asked)
        try:
            granted = self._sign_in.grants.poll(asked.needed("device_code"), terminal)
        except GrantRefused as refused:
            raise OAuthError(refused.word) from None
        return self._given(granted)

    def _enrolment_code(self, asked: Asked) -> dict[str, Any]:
        _check_client(asked)
        code = asked.needed("code")
        self._brake(asked.who)
        try:
            granted = self._sign_in.grants.take_code(code)
        except GrantRefused as refused:
            self._sign_in.brake.wrong(asked.who)
            raise OAuthError(refused.word) from None
        return self._given(granted)

    def _refresh_token(self, asked: Asked) -> dict[str, Any]:
        terminal = self._terminal(asked)
        token = asked.needed("refresh_token")
        _check_scope(asked, Scope.STAFF)
        try:
            return _staff_answer(self._sign_in.tokens.refresh(token, terminal))
        except RefreshRefused:
            raise OAuthError("invalid_grant") from None

    def _given(self, granted: Granted) -> dict[str, Any]:
        if granted.enrols is not None:
            return _token_answer(self._sign_in.tokens.for_enrolment(granted.enrols), Scope.ENROL)
        return _staff_answer(self._sign_in.tokens.for_staff(granted.terminal, granted.name))

    def _device_authorization(self, asked: Asked) -> dict[str, Any]:
        scope = asked.needed("scope")
        if scope == Scope.STAFF.value:
            return self._codes(Scope.STAFF, self._terminal(asked))
        if scope != Scope.ENROL.value:
            raise OAuthError("invalid_scope")
        _check_client(asked)
        wanted = asked.fields.get("terminal", "")
        if wanted and not re.fullmatch(ID, wanted):
            raise OAuthError("invalid_request", "terminal cannot be an id")
        return self._codes(Scope.ENROL, wanted)

    def _codes(self, scope: Scope, terminal: str) -> dict[str, Any]:
        try:
            codes = self._sign_in.grants.ask(scope, terminal)
        except GrantRefused as refused:
            raise _too_many(refused.word, INTERVAL_S) from None
        page = f"{self._sign_in.url}/device"
        return {
            "device_code": codes.device,
            "user_code": codes.user,
            "verification_uri": page,
            "verification_uri_complete": f"{page}?user_code={codes.user}",
            "expires_in": DEVICE_LIFE_S,
            "interval": INTERVAL_S,
        }

    def _revoke(self, asked: Asked) -> dict[str, Any]:
        terminal = self._terminal(asked)
        self._sign_in.tokens.end(asked.needed("token"), terminal)
        return {}

    def _terminal(self, asked: Asked) -> str:
        """Return the terminal that proves itself, in one way and not in two (RFC 6749 2.3)."""
        if "client_assertion" in asked.fields and asked.authorization:
            raise OAuthError("invalid_request", "two ways to prove who this is")
        try:
            if asked.authorization:
                return self._by_secret(asked)
            return self._by_key(asked)
        except AssertionRefused as refused:
            raise _invalid_client(refused.word) from None

    def _by_key(self, asked: Asked) -> str:
        if "client_assertion" not in asked.fields:
            raise AssertionRefused("unknown")
        if asked.needed("client_assertion_type") != TYPE:
            raise OAuthError("invalid_request", "client_assertion_type is another")
        terminal = self._sign_in.terminals.prove(asked.fields["client_assertion"])
        if asked.fields.get("client_id", terminal) != terminal:
            raise AssertionRefused("unknown")
        return terminal

    def _by_secret(self, asked: Asked) -> str:
        self._brake(asked.who)
        try:
            return self._sign_in.terminals.prove_secret(*_basic(asked.authorization))
        except AssertionRefused:
            self._sign_in.brake.wrong(asked.who)
            raise

    def _brake(self, who: str) -> None:
        wait_s = self._sign_in.brake.wait_s(who)
        if wait_s:
            raise _too_many("slow_down", wait_s)


def _basic(authorization: str) -> tuple[str, str]:
    """Return id and secret of HTTP Basic, each form-encoded within it (RFC 6749 2.3.1)."""
    kind, _, packed = authorization.partition(" ")
    try:
        told = base64.b64decode(packed.strip(), validate=True).decode()
    except (ValueError, binascii.Error):
        raise AssertionRefused("unknown") from None
    if kind.lower() != "basic":
        raise AssertionRefused("unknown")
    client_id, _, secret = told.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)


def _check_client(asked: Asked) -> None:
    if asked.fields.get("client_id") != CLIENT:
        raise _invalid_client("unknown")


def _check_scope(asked: Asked, scope: Scope) -> None:
    if asked.fields.get("scope", scope.value) != scope.value:
        raise OAuthError("invalid_scope")


def _invalid_client(word: str) -> OAuthError:
    headers = {"WWW-Authenticate": 'Basic realm="portal"'}
    return OAuthError("invalid_client", word, status=401, headers=headers)


def _too_many(error: str, wait_s: int) -> OAuthError:
    return OAuthError(error, status=429, headers={"Retry-After": str(wait_s)})


def _token_answer(token: str, scope: Scope) -> dict[str, Any]:
    return {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": ACCESS_LIFE_S,
        "scope": scope.value,
    }


def _staff_answer(pair: StaffPair) -> dict[str, Any]:
    return {
        **_token_answer(pair.access, Scope.STAFF),
        "refresh_token": pair.refresh,
        "actor": pair.actor,
        "name": pair.name,
    }
