"""Secrets of a terminal nobody logs in to: encrypted files that systemd opens for its service.

systemd-creds(1) encrypts them with this machine's own key, and its TPM where it has one. A copy of
the disk's files is of no use elsewhere. Only root can write and read them here; the kiosk's service
gets them with LoadCredentialEncrypted= and reads them as `SystemdCredentials`.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kiosk.errors import SecretsUnavailable
from kiosk.secrets.secrets import SecretName

FOLDER = Path("/etc/credstore.encrypted")
"""Where systemd looks for an encrypted credential of which only the name is given."""
PROGRAM = "/usr/bin/systemd-creds"
SECONDS = 30.0
"""A TPM takes its time."""


class Credstore:
    """See `Secrets`. The name of a secret is the name of its file, and of its credential.

    Args:
        folder: where the encrypted files lie; made when the first one is written.
        program: systemd-creds.
    """

    def __init__(self, folder: Path = FOLDER, program: str = PROGRAM) -> None:
        self._folder, self._program = folder, program

    def get(self, name: SecretName) -> str | None:
        """Return the secret; see `Secrets.get`."""
        path = self._folder / name.value
        if not path.is_file():
            return None
        return self._run(["decrypt", f"--name={name.value}", str(path), "-"], "")

    def put(self, name: SecretName, value: str) -> None:
        """Encrypt `value`, whole or not at all; see `Secrets.put`."""
        path = self._folder / name.value
        encrypted = self._run(["encrypt", f"--name={name.value}", "-", "-"], value)
        beside = path.with_name(f".{path.name}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.touch(mode=0o600)
            beside.write_text(encrypted, encoding="ascii")
            beside.replace(path)
        except OSError as error:
            raise _refused(str(path), error.strerror or "cannot be written") from error

    def delete(self, name: SecretName) -> None:
        """Delete the file; see `Secrets.delete`."""
        path = self._folder / name.value
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _refused(str(path), error.strerror or "cannot be deleted") from error

    def _run(self, arguments: Sequence[str], given: str) -> str:
        """Return what systemd-creds says; the secret goes through pipes only."""
        try:
            done = subprocess.run(  # noqa: S603 - no shell; the words are ours
                [self._program, *arguments],
                input=given.encode(),
                capture_output=True,
                check=True,
                timeout=SECONDS,
                env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            )
        except FileNotFoundError:
            raise SecretsUnavailable(
                f"{self._program} is not there; it comes with systemd 250 or newer",
                "keyring-missing",
            ) from None
        except subprocess.TimeoutExpired:
            raise SecretsUnavailable(f"{self._program} does not answer", "keyring-slow") from None
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", b"") or str(error).encode()
            raise _refused(self._program, said.decode("utf-8", "replace").strip()) from None
        return done.stdout.decode("utf-8", "replace")


def _refused(what: str, why: str) -> SecretsUnavailable:
    return SecretsUnavailable(f"{what}: {why}; run this as root", "keyring-denied")
