"""Secrets that systemd gives a service (systemd.exec(5), *Credentials*): read, never written.

An unattended terminal has nobody who logs in, and so no unlocked keyring.
"""

import os
import stat
from pathlib import Path

from kiosk.errors import SecretsUnavailable
from kiosk.secrets.secrets import SecretName

MOST_BYTES = 4096
"""A secret has at most 1,280 characters."""


class SystemdCredentials:
    """See `Secrets`. The name of a secret is the name of its credential.

    Args:
        folder: `$CREDENTIALS_DIRECTORY`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: SecretName) -> str | None:
        """Return the credential without the line break that an editor leaves at its end.

        Raises:
            SecretsUnavailable: it is there and cannot be read, is no plain file or too long.
        """
        path = self._folder / name.value
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            descriptor = os.open(path, flags)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SecretsUnavailable(
                f"{path}: {error.strerror}; give it with LoadCredential= of systemd",
                "keyring-denied",
            ) from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise SecretsUnavailable(f"{path}: is not a plain file", "keyring-denied")
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(MOST_BYTES + 1)
        return _text(path, content)

    def put(self, name: SecretName, value: str) -> None:  # noqa: ARG002 - the port's signature
        """Refuse: what systemd gives is changed where the unit is."""
        raise self._unchangeable(name)

    def delete(self, name: SecretName) -> None:
        """Refuse what systemd gives; where it gives nothing there is nothing to refuse."""
        if self.get(name) is not None:
            raise self._unchangeable(name)

    def _unchangeable(self, name: SecretName) -> SecretsUnavailable:
        return SecretsUnavailable(
            f"{self._folder / name.value}: systemd gives this secret; change LoadCredential= or "
            "LoadCredentialEncrypted= of the unit",
            "keyring-denied",
        )


def _text(path: Path, content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise SecretsUnavailable(f"{path}: is longer than {MOST_BYTES} bytes", "keyring-full")
    try:
        return content.decode().removesuffix("\n")
    except UnicodeDecodeError:
        raise SecretsUnavailable(f"{path}: is not UTF-8", "keyring-broken") from None
