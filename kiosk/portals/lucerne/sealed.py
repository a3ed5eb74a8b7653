"""The *Outbox* of docs/contract.md: what is sent, what proves that it arrived, and to whom."""

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec

from kiosk import signatures
from kiosk.encryption import usable
from kiosk.errors import (
    Declined,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Unintelligible,
    Unverified,
)
from kiosk.portals.budget import SEALED
from kiosk.portals.http import Answer, Request
from kiosk.portals.lucerne.verification import unverified
from kiosk.portals.lucerne.wire import decode
from kiosk.portals.portal import SealedSubmission
from kiosk.portals.staff import SIGNED_OUT
from kiosk.signatures import SignatureError

T = TypeVar("T")

PLACE = "/v1/sealed-submissions"
FORBIDDEN = "403 forbidden"
"""So the portal itself says that it never takes it; a proxy's 403 has no word of the contract."""

Keys = Mapping[str, Any]

_log = logging.getLogger("kiosk")


@dataclass(frozen=True)
class ProofBody:
    """`POST /v1/sealed-submissions`."""

    proof: str


@dataclass(frozen=True)
class ProofClaims:
    """The payload of a proof."""

    case: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    received_at: Annotated[datetime, msgspec.Meta(tz=True)]
    key: str
    sealed_digest: str


class SealedSubmissions:
    """Sends submissions of an outbox.

    Args:
        answered: sends a request and returns its answer where that is a good one; else raises.
        whose: returns the headers that say that an actor sends; none where they are not here.
        proving: calls what it is given with the portal's keys, and with newer ones if need be.
    """

    def __init__(
        self,
        answered: Callable[[Request], Awaitable[Answer]],
        whose: Callable[[str], Mapping[str, str]],
        proving: Callable[[Callable[[Keys], str]], Awaitable[str]],
    ) -> None:
        self._answered, self._whose, self._proving = answered, whose, proving

    async def submit(self, sealed: SealedSubmission) -> str:
        """See `Portal.submit_sealed`. Sent once: who calls knows when to send it again."""
        try:
            answer = await self._sent(sealed)
        except NotAllowed as error:
            if not error.detail.startswith(FORBIDDEN):
                raise
            raise Declined(error.detail, code=error.code) from None
        try:
            token = decode(answer.json(), ProofBody).proof
        except PortalError as error:
            raise OutcomeUnknown(f"{error}") from None
        return await self._proving(lambda keys: proved_case(token, keys, sealed))

    async def _sent(self, sealed: SealedSubmission) -> Answer:
        """Send it as its actor; where they are not signed in any more, as the terminal alone."""
        whose = self._whose(sealed.actor)
        try:
            return await self._answered(_request(sealed, whose))
        except NotAllowed as error:
            if not whose or error.code != SIGNED_OUT:
                raise
        return await self._answered(_request(sealed, {}))


def proved_case(token: str, keys: Keys, sealed: SealedSubmission) -> str:
    """Return the case that `token` proves to stand under the key of exactly `sealed`.

    Raises:
        Unverified: it proves nothing.
    """
    try:
        claims = decode(signatures.verify(token, keys), ProofClaims)
    except SignatureError as error:
        raise unverified(error) from None
    except Unintelligible as error:
        raise Unverified(error.detail) from None
    digest = hashlib.sha256(sealed.sealed.encode("ascii")).hexdigest()
    if (claims.key, claims.sealed_digest) != (sealed.key, digest):
        raise Unverified("not about what was sent")
    return claims.case


def with_usable_key(service: Any) -> Any:
    """Return `service`, a JSON document, without an encryption key that nothing can be sealed to.

    Then nothing is kept for its sender, as for one without a key; all else is as it was.
    """
    sender = service.get("sender") if isinstance(service, dict) else None
    if not isinstance(sender, dict) or "encryption_key" not in sender:
        return service
    key = sender["encryption_key"]
    plain = isinstance(key, dict) and all(isinstance(part, str) for part in key.values())
    if plain and usable(key):
        return service
    _log.warning("left out: the encryption key of a sender is no public key of curve P-256")
    kept = {name: value for name, value in sender.items() if name != "encryption_key"}
    return {**service, "sender": kept}


def _request(sealed: SealedSubmission, whose: Mapping[str, str]) -> Request:
    body = {
        "sender": sealed.sender_id,
        "sealed": sealed.sealed,
        "terminal": sealed.terminal,
        "actor": sealed.actor,
        "stored_at": sealed.stored_at.isoformat(timespec="seconds"),
    }
    headers = {"Content-Type": "application/json", "Idempotency-Key": sealed.key, **whose}
    content = json.dumps(body).encode()
    return Request("POST", PLACE, headers=headers, body=content, budget=SEALED, filing=True)
