"""What holds for every place that keeps secrets."""

from collections.abc import Callable

import pytest

from kiosk.errors import SecretsUnavailable
from kiosk.secrets.choosing import GivenOrKept
from kiosk.secrets.memory import MemorySecrets
from kiosk.secrets.os_keyring import MOST_CHARACTERS, OsKeyring
from kiosk.secrets.secrets import SecretName, Secrets

ORIGIN = "https://every.example"

PLACES: dict[str, Callable[[], Secrets]] = {
    "memory": MemorySecrets,
    "given or kept": lambda: GivenOrKept(MemorySecrets(), MemorySecrets()),
    "Secret Service": lambda: OsKeyring(ORIGIN),
}


@pytest.fixture(params=PLACES)
def secrets(request: pytest.FixtureRequest) -> Secrets:
    kept = PLACES[request.param]()
    for name in SecretName:
        kept.delete(name)
    return kept


@pytest.mark.parametrize("name", SecretName)
def test_what_was_put_is_given_back_until_it_is_deleted(secrets: Secrets, name: SecretName) -> None:
    assert secrets.get(name) is None
    secrets.put(name, "first")
    secrets.put(name, "Zürich 🔑\nsecond")
    assert secrets.get(name) == "Zürich 🔑\nsecond"
    secrets.delete(name)
    secrets.delete(name)
    assert secrets.get(name) is None


def test_secrets_do_not_get_in_each_others_way(secrets: Secrets) -> None:
    for name in SecretName:
        secrets.put(name, name.value)
    secrets.delete(SecretName.STAFF_PIN)
    kept = {name: secrets.get(name) for name in SecretName}
    assert kept == {name: name.value for name in SecretName} | {SecretName.STAFF_PIN: None}


def test_as_much_as_every_system_holds_can_be_kept(secrets: Secrets) -> None:
    secrets.put(SecretName.TERMINAL_KEY, "x" * MOST_CHARACTERS)
    assert secrets.get(SecretName.TERMINAL_KEY) == "x" * MOST_CHARACTERS


def test_more_than_a_keyring_of_any_system_holds_is_refused_before_it_is_written() -> None:
    secrets = OsKeyring(ORIGIN)
    secrets.put(SecretName.TERMINAL_KEY, "before")
    for long in ("x" * (MOST_CHARACTERS + 1), "🔑" * (MOST_CHARACTERS // 2 + 1)):
        with pytest.raises(SecretsUnavailable) as refused:
            secrets.put(SecretName.TERMINAL_KEY, long)
        assert refused.value.code == "keyring-full"
    assert secrets.get(SecretName.TERMINAL_KEY) == "before"


def test_another_portal_has_secrets_of_its_own() -> None:
    OsKeyring(ORIGIN).put(SecretName.TERMINAL_KEY, "ours")
    assert OsKeyring("https://other.example").get(SecretName.TERMINAL_KEY) is None
