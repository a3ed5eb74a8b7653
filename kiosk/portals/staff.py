"""What passes between a counter and a portal when a staff member signs in."""

from dataclasses import dataclass, field
from typing import Protocol

DENIED, EXPIRED, SIGNED_OUT = "sign-in-denied", "sign-in-expired", "staff-signed-out"
"""Codes of `NotAllowed`: what became of an offer (RFC 8628 3.5), or of a sign-in."""

SLOWER_SECONDS = 5.0
"""So much longer is waited between two questions after `slow_down` (RFC 8628 3.5)."""


@dataclass(frozen=True)
class Offer:
    """A sign-in that waits for a staff member at a device of their own (RFC 8628, 3.2).

    Attributes:
        user_code: what they compare, such as `WDJB-MJHT`.
        url: where they go; it holds the code already.
        expires_in: seconds; what it is counted from is the clock that only grows.
        interval: seconds between two questions, at least.
        device_code: what the portal is asked with.
    """

    user_code: str
    url: str
    expires_in: float
    interval: float
    device_code: str = field(repr=False, default="")


@dataclass(frozen=True)
class StaffTokens:
    """A staff member who signed in. The access token stays in the portal's client.

    Attributes:
        actor: a pseudonym: what log and submission hold.
        name: for the corner of the frame, and for nothing else.
        refresh_token: taken once by the portal; the next one comes with its answer.
        expires_in: seconds until the access token ends.
    """

    actor: str
    name: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: float = 300.0


class StaffPortal(Protocol):
    """What a portal does where staff sign in; raises only the errors of kiosk/errors.py."""

    async def offer(self) -> Offer:
        """Begin a sign-in at another device."""

    async def signed_in(self, offer: Offer) -> StaffTokens | None:
        """Return who signed in, None while nobody did.

        Raises:
            Busy: the portal wants to be asked less often (`slow_down`).
            NotAllowed: `sign-in-denied` or `sign-in-expired`.
        """

    async def renew(self, refresh_token: str) -> StaffTokens:
        """Exchange a refresh token for the next pair.

        Raises:
            NotAllowed: `staff-signed-out`; the portal takes it no more.
        """

    async def end(self, refresh_token: str) -> None:
        """End a sign-in (RFC 7009); one that has ended is fine."""
