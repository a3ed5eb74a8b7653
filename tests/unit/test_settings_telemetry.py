"""What leaves a terminal, who reads its bundles, and how an update waits: the settings for it."""

from pathlib import Path

import pytest

from kiosk import encryption
from kiosk.settings import Settings, SettingsError, loaded


def mistakes(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "kiosk.toml"
    path.write_text(text)
    try:
        loaded(path, lambda: (), thorough=True)
    except SettingsError as error:
        return error.mistakes
    return ()


def test_nothing_leaves_by_default_and_bundles_are_not_encrypted() -> None:
    settings = Settings()
    assert not settings.telemetry.wanted
    assert settings.support.encrypt_to == ""
    assert (settings.updates.wait_minutes, settings.updates.hold_minutes) == (15, 30)


@pytest.mark.parametrize(
    "line",
    [
        'endpoint = "127.0.0.1:9190"',
        'endpoint = "[::1]:9190"',
        'endpoint = ""',
        'otlp = "https://collector.lu.example:4318"',
        'otlp = "http://127.0.0.1:4318/otlp"',
        'otlp = ""',
        'proxy = ""',
        'proxy = "http://proxy.lu.example:8080"',
        "interval_seconds = 10",
        'textfile_folder = "."',
    ],
)
def test_what_can_be_set_is_taken(tmp_path: Path, line: str) -> None:
    assert mistakes(tmp_path, f"[telemetry]\n{line}\n") == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('endpoint = "0.0.0.0:9190"', "this very machine"),
        ('endpoint = "kiosk.lu.example:9190"', "this very machine"),
        ('endpoint = "127.0.0.1"', "a port"),
        ('otlp = "http://collector.lu.example:4318"', "plain http is only allowed to this machine"),
        ('otlp = "grpc://collector.lu.example"', "a collector's address must begin with https://"),
        ('otlp = "https://user:hidden@collector.lu.example"', "must hold no user"),
        ('proxy = "http://user:hidden@proxy.lu.example:8080"', "telemetry.proxy"),
        ("interval_seconds = 1", "interval_seconds"),
        ('textfile_folder = "/dev/null/x"', "telemetry.textfile_folder"),
        ('token = "hidden"', "keyring"),
    ],
)
def test_what_would_let_others_in_or_say_too_much_is_refused(
    tmp_path: Path, line: str, said: str
) -> None:
    (mistake,) = mistakes(tmp_path, f"[telemetry]\n{line}\n")
    assert "kiosk.toml:2" in mistake
    assert said in mistake
    assert "hidden" not in mistake


def test_the_key_of_support_is_read_where_it_is_named(tmp_path: Path) -> None:
    key = encryption.new_key()
    file = tmp_path / "support.jwk"
    line = f'[support]\nencrypt_to = "{file}"\n'
    (missing,) = mistakes(tmp_path, line)
    assert "cannot be read" in missing
    file.write_text(key.pem)
    (private,) = mistakes(tmp_path, line)
    assert "holds no public key of curve P-256" in private
    file.write_bytes(b"\xff\xfe")
    assert len(mistakes(tmp_path, line)) == 1
    file.write_text(str(key.public).replace("'", '"'))
    assert mistakes(tmp_path, line) == ()


@pytest.mark.parametrize("line", ["wait_minutes = -1", "hold_minutes = 0", "hold_minutes = 121"])
def test_an_update_neither_waits_nor_holds_for_ever(tmp_path: Path, line: str) -> None:
    assert len(mistakes(tmp_path, f"[updates]\n{line}\n")) == 1
