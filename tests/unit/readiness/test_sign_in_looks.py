"""K55: a keyring that gives nothing, a key that is missing, a terminal the portal refuses."""

from pathlib import Path

import pytest

from kiosk.errors import Busy, KioskError, NotAllowed, SecretsUnavailable, Unreachable
from kiosk.identity import KeyIdentity, SecretIdentity, as_kept
from kiosk.readiness import sign_in
from kiosk.readiness.report import Outcome
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.secrets import SecretName
from kiosk.signatures import new_key

KEY = SecretName.TERMINAL_KEY
DETAIL = "the keyring is locked; log in (KeyringLocked)"


class Closed(MemorySecrets):
    """A keyring that gives nothing."""

    def get(self, name: SecretName) -> str | None:
        raise SecretsUnavailable(DETAIL, "keyring-locked")


def holding(value: str, name: SecretName = KEY) -> MemorySecrets:
    secrets = MemorySecrets()
    secrets.put(name, value)
    return secrets


def test_a_keyring_that_can_be_read_is_fine_even_when_it_is_empty() -> None:
    found = sign_in.keyring(MemorySecrets(), KEY, "The keyring")
    assert (found.outcome, found.found) == (
        Outcome.OK,
        "The keyring can be read; writing was not tried.",
    )


def test_a_locked_keyring_fails_with_the_fact_and_the_remedy_apart() -> None:
    found = sign_in.keyring(Closed(), KEY, "The keyring")
    assert (found.outcome, found.code) == (Outcome.FAILED, "keyring-locked")
    assert found.found == "The keyring gives nothing: the keyring is locked."
    assert "Log in" in found.remedy


def test_a_credential_of_systemd_is_named_as_the_place(tmp_path: Path) -> None:
    assert "Secret Service" in sign_in.place_of(KEY, str(tmp_path), "linux")
    (tmp_path / "terminal-key").write_text("x")
    assert sign_in.place_of(KEY, str(tmp_path), "linux") == "The credential of systemd"
    assert "Credential Manager" in sign_in.place_of(KEY, "", "win32")
    assert "plan9" in sign_in.place_of(KEY, "", "plan9")


def test_a_key_that_can_sign_is_fine_and_only_its_thumbprint_is_told() -> None:
    key = new_key()
    found = sign_in.terminal_key(KeyIdentity("t-1", holding(as_kept(key.pem))))
    assert found.outcome is Outcome.OK
    assert key.kid[:8] in found.found
    assert as_kept(key.pem)[60:80] not in found.found


def test_something_else_than_a_key_in_its_place_fails_and_is_not_told() -> None:
    found = sign_in.terminal_key(KeyIdentity("t-1", holding("no key at all")))
    assert found.code == "key-unusable"
    assert "no key at all" not in found.found


def test_a_terminal_without_a_key_is_not_enrolled() -> None:
    found = sign_in.terminal_key(KeyIdentity("t-1", MemorySecrets()))
    assert (found.code, "kiosk enrol" in found.remedy) == ("not-enrolled", True)


def test_a_shared_secret_is_enough_where_the_settings_say_so() -> None:
    secrets = holding("pssst", SecretName.CLIENT_SECRET)
    found = sign_in.terminal_key(SecretIdentity("t-1", secrets))
    assert (found.outcome, "pssst" in found.found) == (Outcome.OK, False)


def test_where_nobody_signs_in_nothing_is_looked_at() -> None:
    assert sign_in.terminal_key(None).outcome is Outcome.SKIPPED
    assert sign_in.terminal_known("t-1", None).outcome is Outcome.SKIPPED


def test_a_terminal_the_portal_knows_is_fine() -> None:
    assert "knows t-1" in sign_in.terminal_known("t-1", lambda: None).found


@pytest.mark.parametrize(
    "error",
    [
        NotAllowed("invalid_client revoked", code="terminal-revoked"),
        NotAllowed(code="clock-wrong"),
        SecretsUnavailable(DETAIL, "keyring-locked"),
        Unreachable(code="timeout"),
        Busy(code="portal-busy"),
    ],
)
def test_a_terminal_that_gets_no_token_fails_with_the_reason(error: KioskError) -> None:
    def ready() -> None:
        raise error

    assert sign_in.terminal_known("t-1", ready).code == error.code
