"""Secrets that end with the program: the demo's and the tests'. Never a terminal's."""

from kiosk.secrets.secrets import SecretName


class MemorySecrets:
    """See `Secrets`."""

    def __init__(self) -> None:
        self._kept: dict[SecretName, str] = {}

    def get(self, name: SecretName) -> str | None:
        """Return the secret; None where none was put."""
        return self._kept.get(name)

    def put(self, name: SecretName, value: str) -> None:
        """Keep `value`."""
        self._kept[name] = value

    def delete(self, name: SecretName) -> None:
        """Keep it no longer."""
        self._kept.pop(name, None)
