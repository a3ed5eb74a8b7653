"""A terminal that a portal knows, or does not, with its key in memory."""

import asyncio

from kiosk.identity import KeyIdentity, as_kept
from kiosk.portals.access import Access
from kiosk.portals.lucerne.enrolling import Enrolling
from kiosk.portals.retry import Timing
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.signatures import SigningKey, new_key
from tests.fakes.lucerne import no_wait


def identity(terminal: str, key: SigningKey) -> KeyIdentity:
    """Return a terminal whose keyring holds `key`."""
    secrets = MemorySecrets()
    secrets.put(SecretName.TERMINAL_KEY, as_kept(key.pem))
    return KeyIdentity(terminal, secrets)


def known(portal: Sandbox, terminal: str = "t-1") -> KeyIdentity:
    """Return a terminal whose new key `portal` knows; the key before counts no longer."""
    key = new_key()

    async def register() -> None:
        enrolling = Enrolling(Access(portal.url), Timing(sleep=no_wait))
        try:
            token = await enrolling.redeemed(portal.enrolment_code(id=terminal))
            await enrolling.register(token, key.public)
        finally:
            await enrolling.close()

    asyncio.run(register())
    return identity(terminal, key)
