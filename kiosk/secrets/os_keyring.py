"""The system's own keyring. The only import of keyring and secretstorage.

The backend is chosen here by name: keyring's own choice falls back to plaintext files where one
is installed that keeps them, and to a backend that drops every write in silence.
"""

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from configparser import ConfigParser, Error
from contextlib import closing
from typing import TYPE_CHECKING, TypeAlias

from kiosk.errors import SecretsUnavailable
from kiosk.secrets.in_time import InTime
from kiosk.secrets.secrets import SecretName

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

ANSWER_SECONDS = 5.0
"""So long a keyring may take: starting its service over D-Bus takes one or two."""

MOST_CHARACTERS = 1280
"""UTF-16 units: Windows holds no more (wincred.h, CRED_MAX_CREDENTIAL_BLOB_SIZE), so nobody may."""

DEFAULT_COLLECTION = "/org/freedesktop/secrets/aliases/default"
"""Secret Service API 0.2, *Aliases*. Named, so that none is made where none is: that prompts."""

ALLOWED = {
    "linux": "keyring.backends.SecretService.Keyring",
    "win32": "keyring.backends.Windows.WinVaultKeyring",
    "darwin": "keyring.backends.macOS.Keyring",
}
"""By `sys.platform`. The Keychain of macOS is allowed, and untested."""

_Ring: TypeAlias = "KeyringBackend"
_Outcome: TypeAlias = str | SecretsUnavailable | None

_CODES = {
    "KeyringLocked": "keyring-locked",
    "LockedException": "keyring-locked",
    "PromptDismissedException": "keyring-locked",
    "InitError": "keyring-missing",
    "NoKeyringError": "keyring-missing",
    "SecretServiceNotAvailableException": "keyring-missing",
    "ItemNotFoundException": "keyring-missing",
    "FileNotFoundError": "keyring-missing",
    "ConnectionError": "keyring-missing",
    "EOFError": "keyring-missing",
    "ImportError": "keyring-missing",
    "PermissionError": "keyring-denied",
    "AuthenticationError": "keyring-denied",
    "PasswordSetError": "keyring-denied",
    "PasswordDeleteError": "keyring-denied",
}
"""By the name of an error's class or of one above it; some of these classes are not everywhere."""

_DBUS_CODES = {
    "org.freedesktop.DBus.Error.AccessDenied": "keyring-denied",
    "org.freedesktop.DBus.Error.ServiceUnknown": "keyring-missing",
    "org.freedesktop.DBus.Error.Timeout": "keyring-slow",
    "org.freedesktop.Secret.Error.IsLocked": "keyring-locked",
}

_WINDOWS_CODES = {
    5: "keyring-denied",  # ERROR_ACCESS_DENIED
    1312: "keyring-missing",  # ERROR_NO_SUCH_LOGON_SESSION
    1783: "keyring-full",  # RPC_X_BAD_STUB_DATA
}
"""winerror.h; what CredRead and CredWrite end with."""

_SENTENCES = {
    "keyring-locked": "the keyring is locked; log in to the desktop session, or give the secret "
    "with LoadCredential= of systemd",
    "keyring-missing": "there is no keyring: no D-Bus session, no Secret Service in it, or no "
    "default collection; start one, or give the secret with LoadCredential= of systemd",
    "keyring-denied": "the system refuses this user its keyring; start the kiosk as the user who "
    "enrolled it",
    "keyring-slow": "the keyring does not answer; look for an open prompt in the session, then "
    "restart the keyring's service",
    "keyring-full": "the keyring has no room for a secret as long as this",
}


class OsKeyring:
    """See `Secrets`.

    Args:
        origin: of the portal, such as `https://portal.example`; part of where its secrets lie.
        seconds: so long each call may take.
        platform: one of `ALLOWED`.
    """

    def __init__(
        self, origin: str, seconds: float = ANSWER_SECONDS, platform: str = sys.platform
    ) -> None:
        self._service = f"Schalter {origin}"
        self._platform = platform
        self._in_time: InTime[_Outcome] = InTime(seconds)

    def get(self, name: SecretName) -> str | None:
        """Return the secret; see `Secrets.get`."""
        return self._asked(name, lambda ring, place: ring.get_password(*place))

    def put(self, name: SecretName, value: str) -> None:
        """Keep `value` and read it back; see `Secrets.put`."""
        check_length(value)

        def kept(ring: _Ring, place: tuple[str, str]) -> str | None:
            ring.set_password(*place, value)
            return ring.get_password(*place)

        if self._asked(name, kept) != value:
            raise SecretsUnavailable(
                "the keyring gave back something else than was put", "keyring-broken"
            )

    def delete(self, name: SecretName) -> None:
        """Keep it no longer; see `Secrets.delete`."""

        def left(ring: _Ring, place: tuple[str, str]) -> str | None:
            if ring.get_password(*place) is not None:
                ring.delete_password(*place)
            return ring.get_password(*place)

        if self._asked(name, left) is not None:
            raise SecretsUnavailable("the keyring still has what was deleted", "keyring-broken")

    def _asked(
        self, name: SecretName, act: Callable[[_Ring, tuple[str, str]], str | None]
    ) -> str | None:
        """Do `act` where the secret lies, in time and without a prompt."""
        place = self._place(name)

        def work() -> _Outcome:
            try:
                ring = _ring(self._platform)
                if self._platform == "linux":
                    _refuse_locked(*place)
                return act(ring, place)
            except Exception as error:  # noqa: BLE001 - every library of a keyring has its own
                return _named(error)

        try:
            outcome = self._in_time.do(work)
        except TimeoutError:
            outcome = _unavailable("keyring-slow")
        if isinstance(outcome, SecretsUnavailable):
            raise outcome
        return outcome

    def _place(self, name: SecretName) -> tuple[str, str]:
        """Return service and user name; Windows keeps one secret by service name, not several."""
        apart = f" {name.value}" if self._platform == "win32" else ""
        return self._service + apart, name.value


def check_length(value: str) -> None:
    """Refuse what does not fit into every system's keyring, before it is written anywhere.

    Raises:
        SecretsUnavailable: `keyring-full`.
    """
    units = len(value.encode("utf-16-le")) // 2
    if units > MOST_CHARACTERS:
        raise SecretsUnavailable(
            f"the secret has {units} characters, and {MOST_CHARACTERS} fit", "keyring-full"
        )


def _ring(platform: str) -> _Ring:
    """Return the one backend that is allowed here, whatever keyring itself would choose."""
    for place, wanted in _demanded():
        if wanted not in ALLOWED.values():
            raise SecretsUnavailable(
                f"{place} asks for {wanted}, which is not the system's keyring; remove that entry",
                "keyring-unsafe",
            )
    if platform not in ALLOWED:
        raise SecretsUnavailable(f"no keyring is known for {platform}", "keyring-missing")
    module, _, name = ALLOWED[platform].rpartition(".")
    ring: _Ring = getattr(importlib.import_module(module), name)()
    # What KEYRING_PROPERTY_... in the environment changed is set right again.
    match platform:
        case "linux":
            vars(ring).update(preferred_collection=DEFAULT_COLLECTION, scheme="default")
        case "win32":
            ring.persist = "local machine"  # type: ignore[attr-defined] # else it roams
        case _:
            ring.keychain = None  # type: ignore[attr-defined] # the user's own
    return ring


def _demanded() -> Iterator[tuple[str, str]]:
    """Yield where this machine names a backend for every program, and which."""
    from keyring.util import platform_  # noqa: PLC0415 - behind the first frame

    if wanted := os.environ.get("PYTHON_KEYRING_BACKEND"):
        yield "PYTHON_KEYRING_BACKEND", wanted
    path = platform_.config_root() / "keyringrc.cfg"
    config = ConfigParser(interpolation=None)
    try:
        config.read(path, encoding="utf-8")
    except (Error, UnicodeDecodeError, OSError):
        yield str(path), "something that cannot be read"
    if wanted := config.get("backend", "default-keyring", fallback=""):
        yield str(path), wanted


def _refuse_locked(service: str, username: str) -> None:
    """Ask the Secret Service whether it would prompt: keyring's own calls would wait for it.

    Raises:
        LockedException: the default collection, or what lies there by this name, is locked.
    """
    import secretstorage  # noqa: PLC0415 - Linux only

    with closing(secretstorage.dbus_init()) as bus:
        collection = secretstorage.Collection(bus, DEFAULT_COLLECTION)
        items = collection.search_items({"service": service, "username": username})
        if collection.is_locked() or any(item.is_locked() for item in items):
            raise secretstorage.LockedException


def _named(error: Exception) -> SecretsUnavailable:
    """Return what `error` means; what it says itself may hold a secret and is left behind."""
    if isinstance(error, SecretsUnavailable):
        return SecretsUnavailable(error.detail, error.code)
    above = (_CODES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _CODES)
    code = (
        _DBUS_CODES.get(str(getattr(error, "name", "")))
        or _WINDOWS_CODES.get(getattr(error, "winerror", 0) or 0)
        or next(above, "keyring-broken")
    )
    return _unavailable(code, type(error).__name__)


def _unavailable(code: str, kind: str = "") -> SecretsUnavailable:
    sentence = _SENTENCES.get(code, "the keyring failed; restart its service")
    return SecretsUnavailable(f"{sentence} ({kind})" if kind else sentence, code)
