"""The terminal's access token: in memory only, renewed before it ends, never seen by a visitor."""

import asyncio
from dataclasses import dataclass, field, replace

from kiosk.errors import NotAllowed, PortalError, SecretsUnavailable
from kiosk.portals.access import Identity
from kiosk.portals.http import Answer, Http, Request
from kiosk.portals.lucerne import sign_in
from kiosk.portals.retry import Timing

GUARDED = (
    "/v1/attachments",
    "/v1/handovers",
    "/v1/sealed-submissions",
    "/v1/submissions",
    "/v1/terminal",
    "/v1/terminals",
    "/v1/uploads",
)
"""Below these the portal wants to know which terminal asks (docs/contract.md, *Sign-in*)."""
REST_SECONDS = 30.0
"""A token with less left is renewed: a submission may take 20 s on the way."""
PROVED_SECONDS = 60.0
"""So long a token that was granted proves that the terminal may send."""


@dataclass(frozen=True)
class _Token:
    """A token, when it was asked for and when it ends, in seconds of `Timing.now`."""

    text: str = field(repr=False)
    since: float
    until: float

    def lasts(self, now: float) -> bool:
        """Whether it may be used for something that begins now."""
        return now < self.until - min(REST_SECONDS, (self.until - self.since) / 2)


class Tokens:
    """Gets tokens for `identity`, one at a time. Use it on one event loop only."""

    def __init__(self, http: Http, identity: Identity, timing: Timing) -> None:
        self._http = http
        self._identity = identity
        self._timing = timing
        self._token: _Token | None = None
        self._renewing = asyncio.Lock()

    async def bearer(self, *, refused: str = "") -> str:
        """Return a token that lasts, and is not the one that the portal has just `refused`.

        Raises:
            NotAllowed: not enrolled, revoked, or the clock is wrong; see its codes.
            SecretsUnavailable: the keyring gives nothing.
            PortalError: the portal cannot be asked; nothing but that question was sent.
        """
        async with self._renewing:
            token = self._token
            if token is None or token.text == refused:
                token = await self._renewed()
            elif not token.lasts(self._timing.now()):
                token = await self._renewed_in_time(token)
            return token.text

    async def prove(self) -> None:
        """See `Portal.ready`: the keyring and the portal's opinion are not older than a minute."""
        async with self._renewing:
            if self._token is None or self._timing.now() > self._token.since + PROVED_SECONDS:
                await self._renewed()

    async def _renewed_in_time(self, token: _Token) -> _Token:
        """Return a new token; `token`, while it is good, where none can be had just now."""
        try:
            return await self._renewed()
        except NotAllowed:
            raise
        except (PortalError, SecretsUnavailable):
            if self._timing.now() >= token.until:
                raise
            return token

    async def _renewed(self) -> _Token:
        since, grant = self._timing.now(), {"grant_type": "client_credentials"}
        try:
            answer = await sign_in.asked_as(
                self._identity, self._http, sign_in.TOKEN, grant, self._timing
            )
        except sign_in.RefusedError as error:
            self._token = None
            raise sign_in.not_allowed(error) from None
        found = sign_in.granted(answer)
        self._token = _Token(found.access_token, since, since + found.expires_in)
        return self._token


class Line:
    """The line to the portal. Every request goes through it; who has to sign in is signed in.

    A request with an `Authorization` of its own is left as it is.
    """

    def __init__(self, http: Http, identity: Identity | None, timing: Timing) -> None:
        self._http = http
        self._tokens = Tokens(http, identity, timing) if identity else None

    async def send(self, request: Request) -> Answer:
        """See `Http.send`. A filing request that gets no token was not sent at all.

        Raises:
            NotAllowed: see `Tokens.bearer`.
            SecretsUnavailable: as above.
            PortalError: see `Http.send`.
        """
        if self._tokens is None or not _is_guarded(request):
            return await self._http.send(request)
        token = await self._tokens.bearer()
        answer = await self._http.send(_signed(request, token))
        if _ended(answer):  # so it was not taken, and sending it again is safe
            token = await self._tokens.bearer(refused=token)
            answer = await self._http.send(_signed(request, token))
        return answer

    async def prove(self) -> None:
        """See `Tokens.prove`; where nobody signs in there is nothing to prove."""
        if self._tokens is not None:
            await self._tokens.prove()

    async def renew(self) -> None:
        """Drop connections and cookies. The token stays: it is the terminal's, not a visitor's."""
        await self._http.renew()

    async def close(self) -> None:
        """Let go of everything; never raises."""
        await self._http.close()


def _is_guarded(request: Request) -> bool:
    known = any(request.path == place or request.path.startswith(f"{place}/") for place in GUARDED)
    return known and "Authorization" not in request.headers


def _signed(request: Request, token: str) -> Request:
    return replace(request, headers={**request.headers, "Authorization": f"Bearer {token}"})


def _ended(answer: Answer) -> bool:
    """Whether the portal says that a token is no longer good (RFC 6750 3.1)."""
    said = answer.headers.get("www-authenticate", "")
    return answer.status == 401 and 'error="invalid_token"' in said  # noqa: PLR2004 - RFC 9110 15
