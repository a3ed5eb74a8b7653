"""The port to a place for secrets. Its methods block: call them off the screen's thread."""

from enum import Enum
from typing import Protocol


class SecretName(Enum):
    """Everything a kiosk keeps secret. At most 1,280 characters each: Windows holds no more."""

    TERMINAL_KEY = "terminal-key"
    """The private key of this terminal: EC P-256, PKCS 8 DER, base64 without line breaks."""
    CLIENT_SECRET = "client-secret"  # noqa: S105 - its name, not a secret
    """What a portal without private_key_jwt gave this terminal."""
    STAFF_REFRESH_TOKEN = "staff-refresh-token"  # noqa: S105 - as above
    """Lets the staff member whose keyring it is sign in again without a second device."""
    STAFF_PIN = "staff-pin"
    """The salted hash of the PIN that unlocks the counter (scrypt; not the PIN)."""


class Secrets(Protocol):
    """Keeps secrets for one portal (its origin is part of where they lie).

    Every method raises `SecretsUnavailable`, within a few seconds, where the place gives nothing;
    none ever shows a prompt.
    """

    def get(self, name: SecretName) -> str | None:
        """Return the secret; None where none was put."""

    def put(self, name: SecretName, value: str) -> None:
        """Keep `value`, and read it back: some places drop writes in silence."""

    def delete(self, name: SecretName) -> None:
        """Keep it no longer; that there was none is no error."""
