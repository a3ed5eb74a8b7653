"""Where this terminal's secrets are: what systemd gives comes first, then the system's keyring."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.portals.address import USUAL_PORTS, origin
from kiosk.secrets.os_keyring import OsKeyring
from kiosk.secrets.secrets import SecretName, Secrets
from kiosk.secrets.systemd import SystemdCredentials

CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""systemd.exec(5): the folder of a service's credentials."""


@dataclass(frozen=True)
class GivenOrKept:
    """See `Secrets`. A secret that is `given` is never looked for, or changed, among the `kept`."""

    given: Secrets
    kept: Secrets

    def get(self, name: SecretName) -> str | None:
        """Return the secret; see `Secrets.get`."""
        given = self.given.get(name)
        return self.kept.get(name) if given is None else given

    def put(self, name: SecretName, value: str) -> None:
        """Keep `value`, where the system does not give another; see `Secrets.put`."""
        self._changeable(name).put(name, value)

    def delete(self, name: SecretName) -> None:
        """Keep it no longer; see `Secrets.delete`."""
        self._changeable(name).delete(name)

    def _changeable(self, name: SecretName) -> Secrets:
        """Return who must answer for `name`: writing beside what is given would change nothing."""
        return self.kept if self.given.get(name) is None else self.given


def secrets_for(url: str, environment: Mapping[str, str] = os.environ) -> Secrets:
    """Return the secrets of this terminal for the portal at `url`; nothing is asked yet."""
    keyring = OsKeyring(origin_of(url))
    folder = environment.get(CREDENTIALS, "")
    return GivenOrKept(SystemdCredentials(Path(folder)), keyring) if folder else keyring


def origin_of(url: str) -> str:
    """Return the origin of `url` (RFC 6454 6.2): the same for every address within a portal."""
    scheme, host, port = origin(url)
    named = f"[{host}]" if ":" in host else host
    usual = port in {None, USUAL_PORTS.get(scheme)}
    return f"{scheme}://{named}{'' if usual else f':{port}'}"
