"""The system's keyring: never another, never a prompt, never without an end."""

import threading
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import SecretsUnavailable
from kiosk.secrets import os_keyring
from kiosk.secrets.in_time import InTime
from kiosk.secrets.os_keyring import OsKeyring
from kiosk.secrets.secrets import SecretName

ORIGIN = "https://os.example"
UNSAFE = (
    "keyring.backends.fail.Keyring",
    "keyring.backends.null.Keyring",
    "keyring.backends.chainer.ChainerBackend",
    "keyrings.alt.file.PlaintextKeyring",
)


class Ring:
    """A keyring that does what a test wants; `error` is raised by every call."""

    def __init__(self, error: Exception | None = None, *, deaf: bool = False) -> None:
        self.error, self.deaf = error, deaf
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.error is not None:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.deaf:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if not self.deaf:
            del self.kept[service, username]


class WindowsError_(Exception):  # noqa: N801, N818 - as pywintypes.error, it is no OSError
    def __init__(self, winerror: int) -> None:
        super().__init__(winerror, "CredWrite", "secret-42 in what Windows says")
        self.winerror = winerror


class DBusError(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def keyring_on(ring: Any, monkeypatch: pytest.MonkeyPatch) -> OsKeyring:
    """Return the keyring of Windows with `ring` in place of the Credential Manager."""
    monkeypatch.setattr(os_keyring, "_ring", lambda _: ring)
    return OsKeyring(ORIGIN, platform="win32")


@pytest.mark.parametrize("wanted", UNSAFE)
def test_a_keyring_that_keeps_nothing_or_keeps_it_in_clear_is_refused(
    monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", wanted)
    with pytest.raises(SecretsUnavailable, match="PYTHON_KEYRING_BACKEND asks for") as refused:
        OsKeyring(ORIGIN).put(SecretName.TERMINAL_KEY, "key")
    assert refused.value.code == "keyring-unsafe"


@pytest.mark.parametrize(
    "config", [f"[backend]\ndefault-keyring={UNSAFE[1]}\n", "[backend\n", "\x00"]
)
def test_a_configuration_that_asks_for_such_a_one_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, config: str
) -> None:
    path = tmp_path / "python_keyring" / "keyringrc.cfg"
    path.parent.mkdir()
    path.write_text(config)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(SecretsUnavailable, match=r"keyringrc[.]cfg asks for") as refused:
        OsKeyring(ORIGIN).get(SecretName.TERMINAL_KEY)
    assert refused.value.code == "keyring-unsafe"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (WindowsError_(5), "keyring-denied"),
        (WindowsError_(1312), "keyring-missing"),
        (WindowsError_(1783), "keyring-full"),
        (WindowsError_(1), "keyring-broken"),
        (DBusError("org.freedesktop.DBus.Error.AccessDenied"), "keyring-denied"),
        (DBusError("org.freedesktop.Secret.Error.IsLocked"), "keyring-locked"),
        (PermissionError(), "keyring-denied"),
        (ConnectionResetError(), "keyring-missing"),
        (ModuleNotFoundError(name="secretstorage"), "keyring-missing"),
        (ValueError("secret-42"), "keyring-broken"),
    ],
)
def test_every_failure_has_a_code_and_repeats_nothing_that_may_be_secret(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    with pytest.raises(SecretsUnavailable) as refused:
        keyring_on(Ring(error), monkeypatch).get(SecretName.TERMINAL_KEY)
    assert refused.value.code == code
    assert "secret-42" not in str(refused.value)


def test_a_write_that_is_dropped_in_silence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SecretsUnavailable) as refused:
        keyring_on(Ring(deaf=True), monkeypatch).put(SecretName.TERMINAL_KEY, "key")
    assert refused.value.code == "keyring-broken"


def test_a_deletion_that_deletes_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Ring()
    secrets = keyring_on(ring, monkeypatch)
    secrets.put(SecretName.TERMINAL_KEY, "key")
    ring.deaf = True
    with pytest.raises(SecretsUnavailable) as refused:
        secrets.delete(SecretName.TERMINAL_KEY)
    assert refused.value.code == "keyring-broken"


def test_windows_has_a_service_name_for_each_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Ring()
    keyring_on(ring, monkeypatch).put(SecretName.TERMINAL_KEY, "key")
    assert ring.kept == {(f"Schalter {ORIGIN} terminal-key", "terminal-key"): "key"}


def test_a_keyring_that_does_not_answer_is_given_up_and_not_asked_twice() -> None:
    in_time, forever = InTime[object](0.05), threading.Event()
    begun: list[str] = []
    with pytest.raises(TimeoutError):
        in_time.do(forever.wait)
    with pytest.raises(TimeoutError):
        in_time.do(lambda: begun.append("second"))
    assert begun == []
    (stuck,) = [found for found in threading.enumerate() if found.name == "keyring"]
    assert stuck.daemon
    forever.set()
    stuck.join()
    in_time.do(lambda: begun.append("third"))
    assert begun == ["third"]


def test_no_answer_in_time_is_said_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    forever = threading.Event()
    monkeypatch.setattr(os_keyring, "_ring", lambda _: forever.wait() and Ring())
    secrets = OsKeyring(ORIGIN, seconds=0.05, platform="win32")
    with pytest.raises(SecretsUnavailable) as refused:
        secrets.get(SecretName.TERMINAL_KEY)
    assert refused.value.code == "keyring-slow"
    forever.set()
