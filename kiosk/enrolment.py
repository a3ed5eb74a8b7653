"""Enrolling this terminal at a portal, and withdrawing it: all of it, or nothing that stays.

Says nothing itself: steps are told to whoever asked, failures are one sentence with the remedy.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from kiosk.enrolment_refusals import EnrolmentError, refusal
from kiosk.errors import KioskError, SecretsUnavailable
from kiosk.identity import KEPT_LENGTH, KeyIdentity, as_kept, as_pem
from kiosk.portals.access import Access, KeyCredential
from kiosk.portals.address import UnsafeAddressError, origin
from kiosk.portals.lucerne.device import DeviceCode
from kiosk.portals.lucerne.enrolling import Enrolling, Registered
from kiosk.portals.retry import Timing
from kiosk.secrets.secrets import SecretName, Secrets
from kiosk.settings import Settings, SettingsError
from kiosk.settings.writing import Draft

KEY = SecretName.TERMINAL_KEY
OF_STAFF = (SecretName.STAFF_REFRESH_TOKEN, SecretName.STAFF_PIN)
"""Good for this terminal only."""


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        access: the way to the portal.
        settings: the terminal's file; it need not be there yet.
        code: a one-time code; '' to have somebody approve.
        terminal: the id that is wanted; '' leaves it to who approves.
    """

    access: Access
    settings: Path
    code: str = field(default="", repr=False)
    terminal: str = ""


@dataclass(frozen=True)
class Waiting:
    """Somebody has to approve `code`."""

    code: DeviceCode


@dataclass(frozen=True)
class Approved:
    """Somebody did, or the one-time code was good."""


@dataclass(frozen=True)
class Proved:
    """The portal knows the key, and took a token request that was signed with it."""

    terminal: str


Progress: TypeAlias = Waiting | Approved | Proved


async def enrol(
    wish: Wish, secrets: Secrets, told: Callable[[Progress], None], timing: Timing | None = None
) -> Registered:
    """Enrol this terminal: key, approval, registration, proof, settings. Replaces what was.

    Args:
        wish: what is asked for.
        secrets: where the key is kept.
        told: hears each step.
        timing: time and chance.

    Raises:
        EnrolmentError: it did not come about; key, settings and registration are as before.
    """
    async with _portal(wish.access, timing) as portal:
        draft = Draft(wish.settings)
        draft.check()
        await portal.look()
        before = secrets.get(KEY)
        _try(secrets, before)
        token = await _token(portal, wish, told)
        told(Approved())
        return await _Attempt(portal, wish, secrets, draft, before).finish(token, told)


async def unenrol(
    settings: Settings, access: Access, secrets: Secrets, timing: Timing | None = None
) -> None:
    """Withdraw this terminal at its portal, and delete its secrets here whatever the portal says.

    Raises:
        EnrolmentError: there is no key, or it is deleted here and still known at the portal.
    """
    async with _portal(access, timing) as portal:
        credential = KeyIdentity(settings.terminal.id, secrets).credential()
        try:
            await portal.withdraw(credential)
        finally:
            for name in (KEY, *OF_STAFF):
                secrets.delete(name)


@dataclass(frozen=True)
class _Attempt:
    """What has to be undone if it does not come about."""

    portal: Enrolling
    wish: Wish
    secrets: Secrets
    draft: Draft
    before: str | None = field(repr=False)

    async def finish(self, token: str, told: Callable[[Progress], None]) -> Registered:
        """Keep a new key, register it, prove it and write the settings; or undo all of that."""
        from kiosk.signatures import new_key  # noqa: PLC0415 - joserfc costs 60 ms

        key = new_key()
        registered: Registered | None = None
        try:
            self.secrets.put(KEY, as_kept(key.pem))
            registered = await self.portal.register(token, key.public)
            self._check_address(registered)
            kept = KeyIdentity(registered.id, self.secrets).credential()
            await self.portal.prove(kept)
            told(Proved(registered.id))
            self.draft.write(_settings(registered, self.wish.access))
        except BaseException:
            await self._undo(key.pem, registered)
            raise
        await self._retire(registered)
        return registered

    async def _undo(self, pem: str, registered: Registered | None) -> None:
        """Put everything back. A key that the portal has revoked meanwhile is not put back."""
        with suppress(KioskError):
            if registered is not None:
                await self.portal.withdraw(KeyCredential(registered.id, pem))
        with suppress(SecretsUnavailable):
            if self.before is None or (registered and _kid(self.before) in registered.revoked):
                self.secrets.delete(KEY)
            else:
                self.secrets.put(KEY, self.before)

    async def _retire(self, registered: Registered) -> None:
        """Withdraw what this machine was before, if that was another terminal of this portal."""
        if self.before is None or _kid(self.before) in {"", *registered.revoked}:
            return
        name = str(self.draft.said("terminal", "id"))
        with suppress(KioskError):  # its key is gone from here, whatever the portal says
            await self.portal.withdraw(KeyCredential(name, as_pem(self.before)))

    def _check_address(self, registered: Registered) -> None:
        """Refuse a portal that calls itself something else: the key is kept for one origin."""
        asked = self.wish.access.url
        try:
            same = origin(registered.portal) == origin(asked)
        except ValueError:  # it is no address at all
            same = False
        if not same:
            raise EnrolmentError(
                f"The portal at {asked} says that its address is {registered.portal};"
                " enrol with --portal and that address.",
                code="wrong-portal",
            )


def _try(secrets: Secrets, before: str | None) -> None:
    """See whether the keyring takes a key and lets go of it, before a one-time code is spent."""
    secrets.put(KEY, KEPT_LENGTH * "0" if before is None else before)
    if before is None:
        secrets.delete(KEY)


async def _token(portal: Enrolling, wish: Wish, told: Callable[[Progress], None]) -> str:
    if wish.code:
        return await portal.redeemed(wish.code)
    code = await portal.device_code(wish.terminal)
    told(Waiting(code))
    return await portal.approved(code)


def _kid(kept: str) -> str:
    """Return by which name a portal knows the key that is `kept`; '' where it is none."""
    from kiosk.signatures import SignatureError, key_from_pem  # noqa: PLC0415 - as above

    try:
        return key_from_pem(as_pem(kept)).kid
    except SignatureError:
        return ""


def _settings(found: Registered, access: Access) -> dict[str, dict[str, str | int]]:
    way = {"ca_file": access.ca_file, "proxy": access.proxy}
    return {
        "portal": {
            "url": found.portal,
            "sign_in": "key",
            **{key: value for key, value in way.items() if value},
        },
        "terminal": {
            "id": found.id,
            "policy": found.policy,
            "bfs": found.bfs,
            "place": found.place,
            "counter": found.counter,
            "phone": found.phone,
        },
    }


@asynccontextmanager
async def _portal(access: Access, timing: Timing | None) -> AsyncIterator[Enrolling]:
    """Open the way to a portal, and say what goes wrong on it in one sentence."""
    try:
        portal = Enrolling(access, timing or Timing())
        try:
            yield portal
        finally:
            await portal.close()
    except (KioskError, SettingsError, UnsafeAddressError) as error:
        raise refusal(error, access.url) from error
