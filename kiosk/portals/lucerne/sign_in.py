"""The portal's endpoints under /oauth/: what is sent there, and what their refusals mean.

Imports joserfc only where something is signed. Nothing here is logged: it holds secrets.
"""

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import msgspec

from kiosk.errors import KioskError, NotAllowed, PortalError, Unintelligible, Withdrawn
from kiosk.portals.access import Credential, Identity, KeyCredential
from kiosk.portals.budget import QUESTION
from kiosk.portals.http import Answer, Http, Request, refusal
from kiosk.portals.lucerne.wire import decode
from kiosk.portals.retry import Timing, moment_of

TOKEN = "/oauth/token"  # noqa: S105 - a path
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 60
"""An assertion's life; the contract allows 120 s, and a clock may be a minute off."""
SKEW_SECONDS = 60.0
"""So far two clocks may be apart; the portal forgives as much."""

Bearer = Annotated[str, msgspec.Meta(max_length=4096, pattern=r"\A[A-Za-z0-9._~+/-]+=*\Z")]
"""RFC 6750 2.1: nothing that could end a header."""


@dataclass(frozen=True)
class TokenBody:
    """What `POST /oauth/token` grants (RFC 6749 5.1)."""

    access_token: Bearer = field(repr=False)
    token_type: str
    expires_in: Annotated[float, msgspec.Meta(gt=0, le=86400)]


@dataclass(frozen=True)
class RefusalBody:
    """What an endpoint says when it refuses (RFC 6749 5.2, RFC 8628 3.5)."""

    error: Annotated[str, msgspec.Meta(max_length=64)]
    error_description: str = ""


@dataclass(frozen=True)
class Proof:
    """What proves who asks: fields of the form, or a header."""

    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass
class RefusedError(KioskError):
    """An endpoint said no. It never leaves this folder: `not_allowed` says what it means.

    Attributes:
        error: the word of RFC 6749 5.2 or RFC 8628 3.5.
        reason: the `error_description`; of the contract's words, or anything.
        skew: seconds that this machine's clock is ahead of the portal's; None when it says none.
    """

    error: str
    reason: str = ""
    skew: float | None = None


def proof(credential: Credential, audience: str, now: float) -> Proof:
    """Return what proves `credential` at the token endpoint `audience`. Signing blocks.

    Args:
        credential: who asks.
        audience: the whole address of the endpoint.
        now: seconds since 1970.

    Raises:
        NotAllowed: `not-enrolled`; the key is no key that can sign.
    """
    if isinstance(credential, KeyCredential):
        assertion = _assertion(credential, audience, now)
        return Proof({"client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion})
    # RFC 6749 2.3.1: both halves are encoded like a form before they are joined.
    pair = f"{quote(credential.client_id, safe='')}:{quote(credential.secret, safe='')}"
    return Proof(headers={"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"})


def _assertion(credential: KeyCredential, audience: str, now: float) -> str:
    from kiosk import signatures  # noqa: PLC0415 - joserfc costs 60 ms

    claims = {
        "iss": credential.client_id,
        "sub": credential.client_id,
        "aud": audience,
        "iat": int(now),
        "exp": int(now) + ASSERTION_SECONDS,
        "jti": str(uuid4()),
    }
    try:
        return signatures.sign(claims, signatures.key_from_pem(credential.pem))
    except signatures.SignatureError as error:
        raise NotAllowed(f"the kept key: {error.code}", code="not-enrolled") from None


async def asked(
    http: Http, path: str, fields: Mapping[str, str], now: float, headers: Mapping[str, str] = {}
) -> Any:
    """Post a form to an endpoint and return what it grants, as JSON. Nothing is filed by it.

    Args:
        http: the way to the portal.
        path: the endpoint.
        fields: the form.
        now: seconds since 1970, to compare the clocks.
        headers: further ones.

    Raises:
        RefusedError: it refuses, in the words of OAuth.
        PortalError: it cannot be asked, or nobody speaks OAuth there.
    """
    form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    body = urlencode(fields).encode()
    request = Request("POST", path, headers={**form, **headers}, body=body, budget=QUESTION)
    answer = await http.send(request)
    if answer.status == 200:  # noqa: PLR2004 - RFC 9110 15
        return answer.json()
    raise _refused(answer, now)


async def asked_as(
    identity: Identity, http: Http, path: str, fields: Mapping[str, str], timing: Timing
) -> Any:
    """Ask as `asked` does, with the proof of who asks.

    Raises:
        RefusedError: see `asked`; PortalError too.
        NotAllowed: `not-enrolled`.
        SecretsUnavailable: the keyring gives nothing.
    """

    def proved() -> Proof:
        return proof(identity.credential(), http.base + TOKEN, timing.wall())

    who = await asyncio.to_thread(proved)
    return await asked(http, path, {**fields, **who.fields}, timing.wall(), who.headers)


def granted(answer: Any) -> TokenBody:
    """Return the token in what an endpoint answers, read as JSON.

    Raises:
        Unintelligible: there is none, or none that may stand in a header.
    """
    found = decode(answer, TokenBody)
    if found.token_type.lower() != "bearer":
        raise Unintelligible("a token of another type")
    return found


def _refused(answer: Answer, now: float) -> RefusedError | PortalError:
    if answer.status in {400, 401, 403}:
        try:
            said = decode(answer.json(), RefusalBody)
        except Unintelligible:
            return refusal(answer)
        return RefusedError(said.error, said.error_description[:80], skew(answer, now))
    error = refusal(answer)
    if isinstance(error, Withdrawn):  # nothing is withdrawn: there is no such endpoint
        return Unintelligible(f"{answer.status} instead of a sign-in")
    return error


def skew(answer: Answer, now: float) -> float | None:
    """Return by how many seconds this machine's clock is ahead of the `Date` of `answer`."""
    moment = moment_of(answer.headers.get("date", ""))
    return None if moment is None else now - moment.timestamp()


def apart(seconds: float | None) -> bool:
    """Whether clocks that are so far apart keep a terminal from signing in."""
    return seconds is not None and abs(seconds) > SKEW_SECONDS


def not_allowed(refused: RefusedError) -> NotAllowed:
    """Return what a refusal means for this terminal."""
    said = f"{refused.error} {refused.reason}".strip()
    match refused:
        case RefusedError("invalid_client", "revoked"):
            return NotAllowed(said, code="terminal-revoked")
        case RefusedError("invalid_client", "unknown"):
            return NotAllowed(said, code="not-enrolled")
        case RefusedError("invalid_client", "audience"):
            return NotAllowed(f"{said}: the portal calls itself by another address")
        case RefusedError("invalid_client", "clock"):
            return clock_wrong(refused.skew)
        case RefusedError(skew=seconds) if apart(seconds):
            return clock_wrong(seconds)
        case _:
            return NotAllowed(said)


def clock_wrong(seconds: float | None) -> NotAllowed:
    """Return what it means that the clocks are `seconds` apart (see `skew`)."""
    differs = "this machine's clock differs from the portal's"
    by = "" if seconds is None else f" by {seconds:+.0f} s"
    return NotAllowed(differs + by, code="clock-wrong")
