"""Secrets that systemd gives, before those of the keyring."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import SecretsUnavailable
from kiosk.secrets.choosing import CREDENTIALS, GivenOrKept, origin_of, secrets_for
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.os_keyring import OsKeyring
from kiosk.secrets.secrets import SecretName
from kiosk.secrets.systemd import MOST_BYTES, SystemdCredentials

KEY = SecretName.TERMINAL_KEY


def test_a_credential_is_read_without_the_line_break_at_its_end(tmp_path: Path) -> None:
    (tmp_path / KEY.value).write_text("the key\n")
    assert SystemdCredentials(tmp_path).get(KEY) == "the key"
    assert SystemdCredentials(tmp_path).get(SecretName.CLIENT_SECRET) is None


def test_a_link_a_folder_a_pipe_and_what_is_too_long_or_no_text_are_refused(
    tmp_path: Path,
) -> None:
    path = tmp_path / KEY.value
    (tmp_path / "elsewhere").write_text("another key")
    made: dict[str, list[Callable[[], object]]] = {
        "keyring-denied": [
            lambda: path.symlink_to("elsewhere"),
            path.mkdir,
            lambda: os.mkfifo(path),
        ],
        "keyring-full": [lambda: path.write_bytes(b"x" * (MOST_BYTES + 1))],
        "keyring-broken": [lambda: path.write_bytes(b"\xff\xfe")],
    }
    for code, makings in made.items():
        for make in makings:
            make()
            with pytest.raises(SecretsUnavailable) as refused:
                SystemdCredentials(tmp_path).get(KEY)
            assert refused.value.code == code
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


def test_what_is_given_comes_first_and_cannot_be_changed(tmp_path: Path) -> None:
    kept = MemorySecrets()
    secrets = GivenOrKept(SystemdCredentials(tmp_path), kept)
    secrets.put(KEY, "kept")
    assert secrets.get(KEY) == "kept"
    (tmp_path / KEY.value).write_text("given")
    assert secrets.get(KEY) == "given"
    changes: list[Callable[[], None]] = [
        lambda: secrets.put(KEY, "new"),
        lambda: secrets.delete(KEY),
    ]
    for change in changes:
        with pytest.raises(SecretsUnavailable, match="LoadCredential=") as refused:
            change()
        assert refused.value.code == "keyring-denied"
    assert kept.get(KEY) == "kept"


def test_without_credentials_the_keyring_is_all_there_is(tmp_path: Path) -> None:
    assert isinstance(secrets_for("https://portal.example", {}), OsKeyring)
    given = secrets_for("https://portal.example", {CREDENTIALS: str(tmp_path)})
    assert isinstance(given, GivenOrKept)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Portal.example/", "https://portal.example"),
        ("https://portal.example:443/api", "https://portal.example"),
        ("http://127.0.0.1:8700", "http://127.0.0.1:8700"),
        ("http://[::1]:8700/", "http://[::1]:8700"),
    ],
)
def test_every_address_of_a_portal_leads_to_the_same_secrets(url: str, origin: str) -> None:
    assert origin_of(url) == origin
    assert origin_of(origin) == origin
