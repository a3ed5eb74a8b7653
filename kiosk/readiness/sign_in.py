"""Looks at the terminal's sign-in: the keyring, the key in it, and what the portal says to it."""

from collections.abc import Callable
from pathlib import Path

from kiosk.errors import NotAllowed, PortalError, SecretsUnavailable, fact
from kiosk.portals.access import Identity, KeyCredential
from kiosk.readiness.portal import reason
from kiosk.readiness.remedies import failed
from kiosk.readiness.report import Verdict, fine, skipped
from kiosk.secrets.secrets import SecretName, Secrets

NOBODY = "portal.sign_in is none: the portal asks nobody, and no secret is needed."

_KEYRINGS = {
    "linux": "The system's keyring (Secret Service)",
    "win32": "The system's keyring (Credential Manager)",
    "darwin": "The system's keyring (Keychain)",
}
"""By `sys.platform`."""


def place_of(name: SecretName, credentials: str, platform: str) -> str:
    """Return where a secret is looked for; `credentials` is the folder of systemd, or ''."""
    if credentials and (Path(credentials) / name.value).exists():
        return "The credential of systemd"
    return _KEYRINGS.get(platform, f"The keyring of {platform}")


def keyring(secrets: Secrets, name: SecretName, place: str) -> Verdict:
    """Say whether secrets can be read; nothing is written to try it."""
    try:
        secrets.get(name)
    except SecretsUnavailable as error:
        return failed(error.code, f"{place} gives nothing: {fact(error)}.")
    return fine(f"{place} can be read; writing was not tried.")


def terminal_key(identity: Identity | None) -> Verdict:
    """Say whether this terminal has what it signs in with, and can sign with it."""
    if identity is None:
        return skipped(NOBODY)
    try:
        credential = identity.credential()
    except (NotAllowed, SecretsUnavailable) as error:
        return failed(error.code, f"This terminal has nothing to sign in with: {fact(error)}.")
    if not isinstance(credential, KeyCredential):
        return fine(f"The shared secret of {credential.client_id} is there.")
    from kiosk import signatures  # noqa: PLC0415 - joserfc costs 60 ms

    try:
        key = signatures.key_from_pem(credential.pem)
    except signatures.SignatureError as error:
        return failed("key-unusable", f"The key in the keyring cannot sign ({error.code}).")
    return fine(f"The key of {credential.client_id} is there; its thumbprint begins {key.kid[:8]}.")


def terminal_known(terminal: str, ready: Callable[[], None] | None) -> Verdict:
    """Say whether the portal grants this terminal a token for a signed request."""
    if ready is None:
        return skipped(NOBODY)
    try:
        ready()
    except SecretsUnavailable as error:
        return failed(error.code, f"Nothing could be signed: {fact(error)}.")
    except NotAllowed as error:
        return failed(error.code, f"The portal refuses {terminal}: {error.detail or error.code}.")
    except PortalError as error:
        return failed(error.code, f"The portal could not be asked: {reason(error)}.")
    return fine(f"The portal knows {terminal} and granted it a token.")
