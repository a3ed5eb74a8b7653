"""What a portal does for a terminal that is enrolled or withdrawn (docs/contract.md, *Sign-in*)."""

import json
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

import msgspec

from kiosk.errors import Busy, NotAllowed, Unintelligible, Unreachable
from kiosk.portals.access import Access, KeyCredential
from kiosk.portals.budget import ASKING
from kiosk.portals.http import Http, Request
from kiosk.portals.lucerne import sign_in, wire
from kiosk.portals.lucerne.device import DEVICE, DEVICE_GRANT, DeviceCode
from kiosk.portals.lucerne.sign_in import RefusedError
from kiosk.portals.lucerne.tokens import Tokens
from kiosk.portals.retry import Timing, patiently
from kiosk.portals.staff import SLOWER_SECONDS

CLIENT = "schalter"
CODE_GRANT = "https://schalter.ch/grants/enrolment-code"
LONGEST_TEXT = 200

Line = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]


@dataclass(frozen=True)
class Registered:
    """What an administrator decided about a terminal. `revoked` no longer counts."""

    id: Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9-]{1,64}\Z")]
    bfs: Annotated[int, msgspec.Meta(ge=1, le=9999)]
    portal: Line
    place: Line = ""
    counter: Line = ""
    phone: Line = ""
    policy: Line = "self-service"
    revoked: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Fixed:
    """Who a terminal is while its key is not in the keyring alone. See `Identity`."""

    known: KeyCredential

    def credential(self) -> KeyCredential:
        return self.known


class Enrolling:
    """One portal, as it is asked at an enrolment. Close it.

    Its methods raise `PortalError` where the portal cannot be asked or is none.

    Raises:
        UnsafeAddressError: its address is not one.
    """

    def __init__(self, access: Access, timing: Timing) -> None:
        self._http = Http(access.url, access.ca_file, access.proxy)
        self._timing = timing

    async def look(self) -> None:
        """See whether there is a portal of this contract, and whether the clocks agree.

        Raises:
            NotAllowed: `clock-wrong`.
            Unintelligible: something answers, but no such portal.
        """
        answer = await self._http.send(Request("GET", "/v1/keys"))
        keys = answer.json() if answer.status == 200 else None  # noqa: PLR2004 - RFC 9110 15
        if not isinstance(keys, dict) or not isinstance(keys.get("keys"), list):
            raise Unintelligible("it publishes no keys as a portal does")
        seconds = sign_in.skew(answer, self._timing.wall())
        if sign_in.apart(seconds):
            raise sign_in.clock_wrong(seconds)

    async def device_code(self, terminal: str) -> DeviceCode:
        """Ask for a code that an administrator approves. `terminal` is the wanted id, or ''."""
        fields = {"client_id": CLIENT, "scope": "enrol"}
        wanted = {"terminal": terminal} if terminal else {}
        return wire.decode(await self._asked(DEVICE, fields | wanted), DeviceCode)

    async def approved(self, code: DeviceCode) -> str:
        """Wait until somebody approves, and return the token that enrols.

        Raises:
            RefusedError: `access_denied`, `expired_token`.
        """
        fields = {"grant_type": DEVICE_GRANT, "device_code": code.device_code, "client_id": CLIENT}
        interval, ends = code.interval, self._timing.now() + code.expires_in
        while self._timing.now() < ends:
            await self._timing.sleep(interval)
            try:
                return await self._granted(fields)
            except (Unreachable, Busy):
                interval += SLOWER_SECONDS  # RFC 8628 3.5: a line that is down is asked less often
            except RefusedError as error:
                if error.error not in {"authorization_pending", "slow_down"}:
                    raise
                interval += SLOWER_SECONDS * (error.error == "slow_down")
        raise RefusedError("expired_token")

    async def redeemed(self, code: str) -> str:
        """Return the token that enrols, for a one-time code.

        Raises:
            RefusedError: `invalid_grant`; it is wrong, used or expired.
        """
        return await self._granted({"grant_type": CODE_GRANT, "code": code, "client_id": CLIENT})

    async def register(self, token: str, jwk: dict[str, str]) -> Registered:
        """Have the public key counted from now on, and return who this terminal is.

        A lost answer is asked for again: the token takes the same key twice, but no other.
        """
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        body = json.dumps({"jwk": jwk}).encode()
        request = Request("POST", "/v1/terminals", headers=headers, body=body)
        answer = await patiently(lambda: self._http.send(request), ASKING, self._timing)
        if answer.status not in {200, 201}:
            raise wire.refused(answer)
        return wire.decode(answer.json(), Registered)

    async def prove(self, credential: KeyCredential) -> None:
        """Ask for a token as the terminal would.

        Raises:
            NotAllowed: the portal does not accept it.
        """
        await self._tokens(credential).prove()

    async def withdraw(self, credential: KeyCredential) -> None:
        """Have the terminal's key and tokens count no longer. That they do not is no error."""
        try:
            token = await self._tokens(credential).bearer()
        except NotAllowed as error:
            if error.code in {"terminal-revoked", "not-enrolled"}:
                return
            raise
        path = f"/v1/terminals/{quote(credential.client_id, safe='')}"
        request = Request("DELETE", path, headers={"Authorization": f"Bearer {token}"})
        answer = await self._http.send(request)
        if answer.status not in {204, 404, 410}:
            raise wire.refused(answer)

    async def close(self) -> None:
        """Let go of the line."""
        await self._http.close()

    def _tokens(self, credential: KeyCredential) -> Tokens:
        return Tokens(self._http, _Fixed(credential), self._timing)

    async def _granted(self, fields: dict[str, str]) -> str:
        return sign_in.granted(await self._asked(sign_in.TOKEN, fields)).access_token

    async def _asked(self, path: str, fields: dict[str, str]) -> Any:
        return await sign_in.asked(self._http, path, fields, self._timing.wall())
