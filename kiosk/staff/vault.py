"""What outlives the program of a staff member: a refresh token, a PIN's hash, the wrong tries.

Everything here blocks, and raises `SecretsUnavailable` where the keyring gives nothing.
"""

from dataclasses import dataclass

from kiosk.portals.staff import StaffTokens
from kiosk.secrets.secrets import SecretName, Secrets
from kiosk.staff.attempts import Attempts
from kiosk.staff.pin import hashed, matches


@dataclass(frozen=True)
class Vault:
    """The keyring of the account that runs the counter, and the file of the tries."""

    secrets: Secrets
    attempts: Attempts

    def refresh_token(self) -> str | None:
        """Return what signs the staff member in again.

        None where nothing does: without a PIN, or with every try used up, it would let in
        whoever sits there.
        """
        if not self.attempts.left or self._pin() is None:
            return None
        return self.last_token()

    def keep(self, refresh_token: str) -> None:
        """Keep the next refresh token."""
        self.secrets.put(SecretName.STAFF_REFRESH_TOKEN, refresh_token)

    def begin(self, tokens: StaffTokens) -> bool:
        """Keep what a sign-in at another device gave; return whether this person has a PIN here."""
        self.keep(tokens.refresh_token)
        pin = self._pin()
        known = pin is not None and pin[1] == tokens.actor
        if not known:
            self.secrets.delete(SecretName.STAFF_PIN)
        self.attempts.forget()
        return known

    def keep_pin(self, pin: str, actor: str) -> None:
        """Keep the hash of `pin` as the one of `actor`."""
        self.secrets.put(SecretName.STAFF_PIN, f"{hashed(pin)} {actor}")

    def pin_is(self, pin: str, actor: str) -> bool:
        """Whether `pin` is that of `actor`; the try is counted before it is made.

        Raises:
            OSError: it cannot be counted.
        """
        kept = self._pin()  # a keyring that gives nothing costs no try
        self.attempts.begin()
        right = kept is not None and kept[1] == actor and matches(pin, kept[0])
        if right:
            self.attempts.forget()
        return right

    def last_token(self) -> str | None:
        """Return the refresh token that the portal has to end, whatever it is still good for."""
        return self.secrets.get(SecretName.STAFF_REFRESH_TOKEN)

    def forget(self) -> None:
        """Keep nothing of the staff member any more; the wrong tries stay counted."""
        self.secrets.delete(SecretName.STAFF_REFRESH_TOKEN)
        self.secrets.delete(SecretName.STAFF_PIN)

    def _pin(self) -> tuple[str, str] | None:
        """Return the kept hash and whose it is."""
        kept = self.secrets.get(SecretName.STAFF_PIN)
        if kept is None:
            return None
        pin, _, actor = kept.rpartition(" ")
        return pin, actor
