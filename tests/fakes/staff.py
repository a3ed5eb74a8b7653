"""The part of a portal that staff use, in memory; proved by contracts/test_staff.py."""

import itertools
from collections import deque

from kiosk.errors import NotAllowed, PortalError
from kiosk.portals.staff import DENIED, EXPIRED, SIGNED_OUT, Offer, StaffTokens

INTERVAL = 5.0
LIFE = 900.0
ACCESS_LIFE = 300.0


class FakeStaff:
    """See `kiosk.portals.staff.StaffPortal`.

    Attributes:
        failures: the next calls end with these, whichever they are.
        asked: what was called.
    """

    def __init__(self) -> None:
        self.failures: deque[PortalError] = deque()
        self.asked: list[str] = []
        self._numbers = itertools.count(1)
        self._offers: dict[str, str | NotAllowed | None] = {}
        self._good: dict[str, str] = {}
        self._spent: set[str] = set()
        self._actor = ""

    # --- What the test does ----------------------------------------------------------------------

    def approve(self, name: str = "A. Muster") -> None:
        """Have `name` approve every offer that waits."""
        self._decide(name)

    def deny(self) -> None:
        self._decide(NotAllowed(code=DENIED))

    def expire_offers(self) -> None:
        self._decide(NotAllowed(code=EXPIRED))

    def expire_access(self) -> None:
        """Know the access token no more."""
        self._actor = ""

    def revoke(self) -> None:
        """End every sign-in, as somebody at the portal would."""
        self._good.clear()
        self._actor = ""

    def knows(self, actor: str) -> bool:
        """Whether what is sent now may be sent as `actor`."""
        return actor == self._actor

    # --- What the kiosk asks ---------------------------------------------------------------------

    async def offer(self) -> Offer:
        self._note("offer")
        device = f"device-{next(self._numbers)}"
        self._offers[device] = None
        url = "https://portal.example/device?user_code=WDJB-MJHT"
        return Offer("WDJB-MJHT", url, LIFE, INTERVAL, device)

    async def signed_in(self, offer: Offer) -> StaffTokens | None:
        self._note("signed_in")
        match self._offers.get(offer.device_code, NotAllowed(code=EXPIRED)):
            case None:
                return None
            case NotAllowed() as refused:
                raise refused
            case name:
                del self._offers[offer.device_code]
                return self._pair(name)

    async def renew(self, refresh_token: str) -> StaffTokens:
        self._note("renew")
        if refresh_token in self._spent:
            self.revoke()
        if refresh_token not in self._good:
            self._actor = ""
            raise NotAllowed(code=SIGNED_OUT)
        self._spent.add(refresh_token)
        return self._pair(self._good.pop(refresh_token))

    async def end(self, refresh_token: str) -> None:
        self._note("end")
        self._good.pop(refresh_token, None)
        self._actor = ""

    def _note(self, call: str) -> None:
        self.asked.append(call)
        if self.failures:
            raise self.failures.popleft()

    def _decide(self, decision: str | NotAllowed) -> None:
        waiting = [device for device, decided in self._offers.items() if decided is None]
        self._offers.update(dict.fromkeys(waiting, decision))

    def _pair(self, name: str) -> StaffTokens:
        self._actor = f"s-{name[0].lower()}"
        token = f"refresh-{next(self._numbers)}"
        self._good[token] = name
        return StaffTokens(self._actor, name, token, ACCESS_LIFE)
