"""A terminal that signs in and enrols with a bare HTTP client: the kiosk's stand-in."""

from typing import Any
from uuid import uuid4

import httpx

from kiosk.sandbox import Sandbox
from kiosk.sandbox.oauth import DEVICE_CODE, ENROLMENT_CODE
from kiosk.signatures import SigningKey, new_key, sign
from tests.fakes.clock import FakeClock

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
KEY = new_key()


class BareTerminal:
    """Talks to the portal `sandbox`, whose time is that of `clock`."""

    def __init__(self, sandbox: Sandbox, clock: FakeClock) -> None:
        self.sandbox, self.clock = sandbox, clock
        self.http = httpx.Client(base_url=sandbox.url, timeout=20)

    def token(self, **fields: str) -> httpx.Response:
        return self.http.post("/oauth/token", data=fields)

    def device(self, **fields: str) -> httpx.Response:
        return self.http.post("/oauth/device_authorization", data=fields)

    def assertion(self, key: SigningKey = KEY, terminal: str = "t-1", **claims: Any) -> str:
        now = int(self.clock.now().timestamp())
        told = {
            "iss": terminal,
            "sub": terminal,
            "aud": f"{self.sandbox.url}/oauth/token",
            "iat": now,
            "exp": now + 60,
            "jti": str(uuid4()),
            **claims,
        }
        return sign(told, key)

    def proof(self, key: SigningKey = KEY, **claims: Any) -> dict[str, str]:
        return {
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self.assertion(key, **claims),
        }

    def sign_in(self, **proof: str) -> httpx.Response:
        return self.token(grant_type="client_credentials", **(proof or self.proof()))

    def enrol(self, key: SigningKey = KEY, terminal: str = "t-1") -> httpx.Response:
        code = self.sandbox.enrolment_code(id=terminal, place="Gemeindehaus")
        told = self.token(grant_type=ENROLMENT_CODE, code=code, client_id="schalter").json()
        return self.register(told["access_token"], key)

    def register(self, token: str, key: SigningKey) -> httpx.Response:
        return self.http.post("/v1/terminals", json={"jwk": key.public}, headers=bearer(token))

    def ask_for_staff(self) -> dict[str, Any]:
        told: dict[str, Any] = self.device(scope="staff", **self.proof()).json()
        return told

    def poll(self, codes: dict[str, Any], **more: str) -> httpx.Response:
        asked = more or {"client_id": "schalter"}
        return self.token(grant_type=DEVICE_CODE, device_code=codes["device_code"], **asked)

    def staff(self) -> dict[str, Any]:
        codes = self.ask_for_staff()
        self.sandbox.approve_staff(codes["user_code"], "A. Muster")
        told: dict[str, Any] = self.poll(codes, **self.proof()).json()
        return told


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    told = answer.json()
    return answer.status_code, told["error"], told.get("error_description", "")
