"""What a portal's client is built from: where the portal is, how to get there, and as whom."""

from dataclasses import dataclass, field
from typing import Protocol, TypeAlias


@dataclass(frozen=True)
class KeyCredential:
    """This terminal by its private key (private_key_jwt, RFC 7523; ES256)."""

    client_id: str
    pem: str = field(repr=False)


@dataclass(frozen=True)
class SecretCredential:
    """This terminal by a shared secret (RFC 6749 2.3.1), where a portal knows nothing better."""

    client_id: str
    secret: str = field(repr=False)


Credential: TypeAlias = KeyCredential | SecretCredential


class Identity(Protocol):
    """Who this terminal is. Nothing is kept between two calls: a key may be replaced meanwhile."""

    def credential(self) -> Credential:
        """Return what this terminal proves itself with. Blocks.

        Raises:
            SecretsUnavailable: the keyring gives nothing.
            NotAllowed: `not-enrolled`; there is no key for this portal.
        """


@dataclass(frozen=True)
class Access:
    """The way to a portal.

    Attributes:
        url: https, or http to this very machine.
        ca_file: PEM with authorities beside the system's; '' for none.
        proxy: `http://host:port` of a proxy; '' for the system's, `none` for no proxy at all.
        identity: who this terminal is; None where the portal asks nobody to sign in.
    """

    url: str
    ca_file: str = ""
    proxy: str = ""
    identity: Identity | None = None
