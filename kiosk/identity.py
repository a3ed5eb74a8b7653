"""Who this terminal is, by what its keyring holds."""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.errors import NotAllowed
from kiosk.portals.access import Identity, KeyCredential, SecretCredential
from kiosk.secrets.secrets import SecretName, Secrets

HEAD, FOOT = "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"
KEPT_LENGTH = 184
"""Characters of a private key as the keyring holds it; Windows has room for 1,280."""


@dataclass(frozen=True)
class KeyIdentity:
    """A terminal with a private key. See `Identity`."""

    terminal: str
    secrets: Secrets = field(repr=False)

    def credential(self) -> KeyCredential:
        """See `Identity.credential`."""
        kept = _kept(self.secrets, SecretName.TERMINAL_KEY)
        return KeyCredential(self.terminal, as_pem(kept))


@dataclass(frozen=True)
class SecretIdentity:
    """A terminal with a shared secret. See `Identity`."""

    terminal: str
    secrets: Secrets = field(repr=False)

    def credential(self) -> SecretCredential:
        """See `Identity.credential`."""
        return SecretCredential(self.terminal, _kept(self.secrets, SecretName.CLIENT_SECRET))


_WAYS: Mapping[str, Callable[[str, Secrets], Identity]] = {
    "key": KeyIdentity,
    "secret": SecretIdentity,
}
SIGN_INS = (*_WAYS, "none")
"""The ways to sign in, as the settings name them."""


def identity_of(sign_in: str, terminal: str, secrets: Callable[[], Secrets]) -> Identity | None:
    """Return who `terminal` is where it signs in by `sign_in` (the setting); None for `none`."""
    way = _WAYS.get(sign_in)
    return way(terminal, secrets()) if way else None


def as_kept(pem: str) -> str:
    """Return a private key as the keyring holds it: base64, without lines."""
    return "".join(pem.replace(HEAD, "").replace(FOOT, "").split())


def as_pem(kept: str) -> str:
    """Return the PEM (RFC 7468) of a key as the keyring holds it."""
    return "\n".join((HEAD, *textwrap.wrap(kept, 64), FOOT, ""))


def _kept(secrets: Secrets, name: SecretName) -> str:
    value = secrets.get(name)
    if value is None:
        raise NotAllowed(f"the keyring holds no {name.value}", code="not-enrolled")
    return value
