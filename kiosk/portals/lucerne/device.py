"""The codes of RFC 8628: a terminal asks with one, a person approves the other on a phone."""

from dataclasses import dataclass, field
from typing import Annotated

import msgspec

DEVICE = "/oauth/device_authorization"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

Address = Annotated[str, msgspec.Meta(max_length=200)]


@dataclass(frozen=True)
class DeviceCode:
    """RFC 8628 3.2: what the terminal asks with, and what it shows."""

    device_code: Annotated[str, msgspec.Meta(max_length=1024)] = field(repr=False)
    user_code: Annotated[str, msgspec.Meta(min_length=1, max_length=32)]
    verification_uri: Address
    expires_in: Annotated[float, msgspec.Meta(gt=0, le=86400)]
    verification_uri_complete: Address = ""
    interval: Annotated[float, msgspec.Meta(ge=0, le=300)] = 5.0

    @property
    def address(self) -> str:
        """Where a person goes: with the code in it, if the portal says so."""
        return self.verification_uri_complete or self.verification_uri
