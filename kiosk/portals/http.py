"""The door to the network: the only import of httpx. No request costs more than its budget.

An exchange has one deadline from beginning to end, a limit for headers and body, and never leaves
its origin. What fails is told as an error of kiosk/errors.py; what failed *after* a submission may
have left is `OutcomeUnknown`, never "failed".
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Unintelligible,
    Unreachable,
    Withdrawn,
)
from kiosk.portals import bounded, strict_json, tls
from kiosk.portals.address import origin, safe
from kiosk.portals.budget import (
    CONNECT_SECONDS,
    MAX_PROBLEM_BYTES,
    MAX_REDIRECTS,
    QUESTION,
    SILENCE_SECONDS,
    Budget,
)
from kiosk.portals.proxy import SYSTEM, UnusableProxyError, proxy_for, safe_proxy, shown
from kiosk.portals.retry import retry_after

if TYPE_CHECKING:
    import httpx

JSON_TYPES = frozenset({"application/json", "application/problem+json"})
PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Request:
    """What is asked. `filing` says that it changes something that matters if it arrives."""

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    budget: Budget = QUESTION
    filing: bool = False


@dataclass(frozen=True)
class Answer:
    """What came back, within its budget. Names of `headers` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)

    @property
    def media_type(self) -> str:
        """The type of the body without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """Return the value in the body.

        Raises:
            Unreachable: it is HTML: a captive portal or a proxy answered, not the portal.
            Unintelligible: it is not strict JSON in UTF-8.
        """
        if self.media_type in {"text/html", "application/xhtml+xml"}:
            raise Unreachable("a web page came instead of an answer", code="captive-portal")
        if self.media_type not in JSON_TYPES:
            raise Unintelligible("not the media type of JSON")
        try:
            return strict_json.read(self.body)
        except strict_json.NotStrictJsonError as error:
            raise Unintelligible(str(error)) from None


class Http:
    """One portal's origin. Use it on one event loop only.

    Args:
        base_url: where the portal is; https, or http to this very machine.
        ca_file: PEM with authorities beside the system's; '' for none.
        proxy: `http://host:port`, `none`, or '' for the system's; none to this very machine.

    Raises:
        UnsafeAddressError: `base_url` is plain http to another machine, or one of the addresses
            is none.
    """

    def __init__(self, base_url: str, ca_file: str = "", proxy: str = SYSTEM) -> None:
        self._base = safe(base_url)
        self._ca_file = ca_file
        self._proxy = safe_proxy(proxy)
        self._via: str | None = None
        self._context: Any = None
        self._client: httpx.AsyncClient | None = None

    @property
    def base(self) -> str:
        """The portal's address, without a slash at its end."""
        return self._base

    async def open(self) -> "httpx.AsyncClient":
        """Build the client ahead of need: its imports and TLS context cost 200 ms once.

        Raises:
            Unreachable: the file with further authorities, or the system's proxy, cannot be used.
        """
        if self._context is None:
            try:
                self._context = await asyncio.to_thread(tls.context, self._ca_file)
            except OSError as error:
                raise Unreachable(type(error).__name__, code="ca-file") from None
        if self._client is None:
            try:
                self._via = await asyncio.to_thread(proxy_for, self._base, self._proxy)
            except UnusableProxyError as error:
                raise Unreachable(str(error), code="proxy") from None
        if self._client is None:  # nobody else has built one meanwhile
            self._client = self._new_client()
        return self._client

    def _new_client(self) -> "httpx.AsyncClient":
        import httpx  # noqa: PLC0415 - behind the first frame

        for chatty in ("httpx", "httpcore"):  # they log addresses, and those hold keys
            logging.getLogger(chatty).setLevel(logging.WARNING)
        return httpx.AsyncClient(
            verify=self._context,
            proxy=_proxy(self._via, self._context),
            trust_env=False,  # the environment sets no proxy, password or authority past us
            follow_redirects=False,
            timeout=httpx.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS),
            headers={"User-Agent": "Schalter", "Accept-Encoding": "gzip"},
        )

    async def renew(self) -> None:
        """Drop connections and cookies; the next request begins with neither."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(Exception):  # a connection that will not close is dropped
                await client.aclose()

    async def close(self) -> None:
        """Let go of everything; never raises."""
        await self.renew()

    async def send(self, request: Request) -> Answer:
        """Exchange one request for one answer, whatever its status.

        Raises:
            Unreachable: nothing of a filing request was sent, or a harmless one got no answer.
            OutcomeUnknown: a filing request may have arrived.
            Unintelligible: the answer to a harmless request breaks the budget.
        """
        import httpx  # noqa: PLC0415 - behind the first frame

        client = await self.open()
        sent = _Sent()
        try:
            async with asyncio.timeout(request.budget.seconds):
                return await self._followed(client, request, sent)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            failure: PortalError = _unreachable(error, self._via)
        except PortalError as error:
            failure = error
        if request.filing and sent:
            raise OutcomeUnknown(f"{failure}")
        raise failure

    async def _followed(
        self, client: "httpx.AsyncClient", request: Request, sent: "_Sent"
    ) -> Answer:
        """Follow redirects of a question within the origin; anything else ends it."""
        query = f"?{urlencode(request.params)}" if request.params else ""
        url = self._base + request.path + query
        for _ in range(MAX_REDIRECTS + 1):
            answer, target = await _exchanged(client, request, url, sent)
            if target is None:
                return answer
            if request.method != "GET" or origin(target) != origin(self._base):
                break
            url = target
        raise Unreachable("a redirect that is not followed", code="redirected")


def _proxy(via: str | None, context: Any) -> "httpx.Proxy | None":
    import httpx  # noqa: PLC0415 - behind the first frame

    if via is None:
        return None
    return httpx.Proxy(via, ssl_context=context if via.startswith("https:") else None)


def _unreachable(error: Exception, via: str | None) -> Unreachable:
    """Say why no answer came, and whether the proxy `via` is to blame."""
    import httpx  # noqa: PLC0415 - behind the first frame

    why = tls.reason(error)
    never_there = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
    if isinstance(error, httpx.ProxyError):
        why = "proxy-auth" if str(error).startswith("407") else "proxy"
    elif via and never_there and not why.startswith("tls"):
        why = "proxy"
    elif not why:
        timeout = isinstance(error, httpx.TimeoutException)
        why = "timeout" if timeout else "portal-unreachable"
    detail = type(error).__name__ + (f" by way of {shown(via)}" if via else "")
    return Unreachable(detail, code=why)


class _Sent:
    """Whether anything of a request may have left this machine."""

    def __init__(self) -> None:
        self._left = False

    def __bool__(self) -> bool:
        return self._left

    async def trace(self, event: str, details: Mapping[str, Any]) -> None:
        """Take what httpcore tells; a proxy's CONNECT is not the request itself."""
        if event.endswith(".send_request_headers.started"):
            self._left |= details["request"].method != b"CONNECT"


async def _exchanged(
    client: "httpx.AsyncClient", request: Request, url: str, sent: "_Sent"
) -> tuple[Answer, str | None]:
    """Return the answer, and where it redirects to."""
    if client.is_closed:
        raise Unreachable("the visit has ended")
    outgoing = client.build_request(
        request.method,
        url,
        headers=request.headers,
        content=request.body or None,
        extensions={"trace": sent.trace},
    )
    response = await client.send(outgoing, stream=True)
    try:
        headers = bounded.headers(response.headers.multi_items())
        following, budget = response.next_request, _budget_of(request, is_error=response.is_error)
        body = b"" if following else await bounded.body(response.aiter_raw(), headers, budget)
    finally:
        await response.aclose()
    answer = Answer(response.status_code, headers, body)
    return answer, None if following is None else str(following.url)


def _budget_of(request: Request, *, is_error: bool) -> Budget:
    most = max(request.budget.max_bytes, MAX_PROBLEM_BYTES * is_error)
    return replace(request.budget, max_bytes=most)


def refusal(answer: Answer, detail: str = "", *, filing: bool = False) -> PortalError:
    """Return the error that an unwanted status means (RFC 9110 15).

    A gateway on the way says nothing about what the portal behind it did with a filing request;
    only a problem document (RFC 9457) is taken for the portal's own decision.
    """
    detail = f"{answer.status} {detail}".strip()
    wait = retry_after(answer.headers.get("retry-after", ""), answer.headers.get("date", ""))
    decided = not filing or answer.media_type == PROBLEM_TYPE
    match answer.status:
        case 401 | 403:
            return NotAllowed(detail)
        case 429:
            return Busy(detail, retry_after=wait)
        case 503 if decided:
            return Busy(detail, retry_after=wait)
        case 404 | 410 if decided:
            return Withdrawn(detail)
        case 409 if not filing:
            return FormChanged(detail)
        case 413 | 415 | 422 if decided:
            return Declined(detail)
        case 407:
            return Unreachable(detail, code="proxy-auth")
        case 511:
            return Unreachable(detail, code="captive-portal")
        case status if status == 409 or not 300 <= status < 500:  # noqa: PLR2004 - RFC 9110 15
            return OutcomeUnknown(detail) if filing else Unreachable(detail)
        case _:
            return Unintelligible(detail)
