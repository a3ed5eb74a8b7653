"""Staff of docs/contract.md, *Sign-in*: the device flow, and whose token goes with a submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec

from kiosk.errors import Busy, NotAllowed, Unintelligible
from kiosk.portals.access import Identity
from kiosk.portals.address import may_be_shown
from kiosk.portals.http import Answer, Http
from kiosk.portals.lucerne import sign_in
from kiosk.portals.lucerne.device import DEVICE, DEVICE_GRANT, DeviceCode
from kiosk.portals.lucerne.sign_in import RefusedError
from kiosk.portals.lucerne.wire import decode
from kiosk.portals.retry import Timing
from kiosk.portals.staff import DENIED, EXPIRED, SIGNED_OUT, Offer, StaffTokens

REVOKE = "/oauth/revoke"
LONGEST_REFRESH_TOKEN = 1024
"""Characters; a keyring of Windows holds 1,280."""


@dataclass(frozen=True)
class StaffBody:
    """What `POST /oauth/token` grants a staff member, beside the access token."""

    refresh_token: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_REFRESH_TOKEN)] = (
        field(repr=False)
    )
    actor: Annotated[str, msgspec.Meta(pattern=r"\As-[A-Za-z0-9_-]{1,62}\Z")]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)] = field(repr=False)


class LucerneStaff:
    """See `StaffPortal`. It holds the access token of whoever signed in last."""

    def __init__(self, http: Http, identity: Identity | None, timing: Timing) -> None:
        self._http = http
        self._identity = identity
        self._timing = timing
        self._actor = self._access_token = ""

    async def offer(self) -> Offer:
        """See `StaffPortal.offer`."""
        try:
            found = decode(await self._asked(DEVICE, {"scope": "staff"}), DeviceCode)
        except RefusedError as refused:
            raise sign_in.not_allowed(refused) from None
        if not may_be_shown(found.address):
            raise Unintelligible("the address to sign in at is not safe")
        times = found.expires_in, found.interval
        return Offer(found.user_code, found.address, *times, found.device_code)

    async def signed_in(self, offer: Offer) -> StaffTokens | None:
        """See `StaffPortal.signed_in`."""
        fields = {"grant_type": DEVICE_GRANT, "device_code": offer.device_code}
        try:
            return self._entered(await self._asked(sign_in.TOKEN, fields))
        except RefusedError as refused:
            _check_pending(refused)
            return None

    async def renew(self, refresh_token: str) -> StaffTokens:
        """See `StaffPortal.renew`. Asked once: a token that comes twice ends its family."""
        fields = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        try:
            return self._entered(await self._asked(sign_in.TOKEN, fields))
        except RefusedError as refused:
            if refused.error == "invalid_grant":
                self._actor = self._access_token = ""
                raise NotAllowed(refused.error, SIGNED_OUT) from None
            raise sign_in.not_allowed(refused) from None

    async def end(self, refresh_token: str) -> None:
        """See `StaffPortal.end`."""
        self._actor = self._access_token = ""
        try:
            await self._asked(REVOKE, {"token": refresh_token})
        except RefusedError as refused:
            raise sign_in.not_allowed(refused) from None

    def headers(self, actor: str) -> Mapping[str, str]:
        """Return what says that `actor` sends; nothing where that is not who signed in."""
        if not self._access_token or actor != self._actor:
            return {}
        return {"Authorization": f"Bearer {self._access_token}"}

    async def _asked(self, path: str, fields: Mapping[str, str]) -> Any:
        """Ask as this terminal; a staff member signs in nowhere else."""
        if self._identity is None:
            raise NotAllowed("this terminal does not sign in", code="not-enrolled")
        return await sign_in.asked_as(self._identity, self._http, path, fields, self._timing)

    def _entered(self, answer: Any) -> StaffTokens:
        token, found = sign_in.granted(answer), decode(answer, StaffBody)
        self._actor, self._access_token = found.actor, token.access_token
        return StaffTokens(found.actor, found.name, found.refresh_token, token.expires_in)


def refuse_ended(answer: Answer, headers: Mapping[str, str]) -> None:
    """Say that a staff member's token is no longer good (RFC 6750 3.1); nothing was taken.

    Raises:
        NotAllowed: `staff-signed-out`.
    """
    if "Authorization" in headers and answer.status == 401:  # noqa: PLR2004 - RFC 9110 15
        raise NotAllowed("the token of the staff member", SIGNED_OUT)


def _check_pending(refused: RefusedError) -> None:
    """Raise what ends an offer, or asks for patience; RFC 8628 3.5."""
    match refused.error:
        case "authorization_pending":
            pass
        case "slow_down":
            raise Busy(refused.error) from None
        case "access_denied":
            raise NotAllowed(refused.error, DENIED) from None
        case "expired_token" | "invalid_grant":
            raise NotAllowed(refused.error, EXPIRED) from None
        case _:
            raise sign_in.not_allowed(refused) from None
