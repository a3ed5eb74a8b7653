"""A staff member's session with the portal: begun, kept fresh, ended. Used on the worker only."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from kiosk.errors import KioskError, NotAllowed, SecretsUnavailable
from kiosk.portals.staff import SIGNED_OUT, Offer, StaffPortal, StaffTokens
from kiosk.staff.vault import Vault

T = TypeVar("T")

MARGIN_SECONDS = 60.0
"""An access token that ends so soon is renewed before something is sent with it."""


class StaffSession:
    """One thing at a time: a refresh token that is used twice ends every token of its family.

    What rotates a token is never cancelled half way, or the next one would be lost.
    """

    def __init__(
        self, vault: Vault, portal: Callable[[], StaffPortal], monotonic: Callable[[], float]
    ) -> None:
        self._vault = vault
        self._portal = portal
        self._monotonic = monotonic
        self._one_at_a_time = asyncio.Lock()
        self._fresh_until = 0.0
        self._may_resume = True

    async def resume(self) -> StaffTokens | None:
        """Sign in again with what the keyring holds; None where another device is needed."""
        if not self._may_resume:
            return None
        try:
            return await self.renew()
        except NotAllowed as error:
            if error.code != SIGNED_OUT:
                raise
            return None

    async def offer(self) -> Offer:
        """Offer a sign-in at another device."""
        return await self._portal().offer()

    async def accept(self, offer: Offer) -> tuple[StaffTokens, bool] | None:
        """Return who signed in and whether they have a PIN here; None while nobody did."""
        return await self._to_the_end(lambda: self._accepted(offer))

    async def renew(self) -> StaffTokens:
        """Exchange the refresh token for the next.

        Raises:
            NotAllowed: `staff-signed-out`; there is none, or the portal takes it no more.
        """
        return await self._to_the_end(self._rotated)

    async def sending(self, send: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what `send` does as this staff member; whom the portal forgot is renewed once.

        Raises:
            NotAllowed: `staff-signed-out`; nothing was sent.
        """
        if self._monotonic() > self._fresh_until - MARGIN_SECONDS:
            await self.renew()
        try:
            return await send()
        except NotAllowed as error:
            if error.code != SIGNED_OUT:
                raise
            await self.renew()
            return await send()

    async def end(self) -> None:
        """Forget the staff member here and at the portal; where one fails the other still is."""
        self._may_resume = False
        await self._to_the_end(self._ended)

    # --- How -----------------------------------------------------------------------------------

    async def _accepted(self, offer: Offer) -> tuple[StaffTokens, bool] | None:
        tokens = await self._portal().signed_in(offer)
        if tokens is None:
            return None
        known = await self._kept(tokens, lambda: self._vault.begin(tokens))
        return tokens, known

    async def _rotated(self) -> StaffTokens:
        token = await asyncio.to_thread(self._vault.refresh_token)
        if token is None:
            raise NotAllowed("no staff member is known here", SIGNED_OUT)
        tokens = await self._portal().renew(token)
        await self._kept(tokens, lambda: self._vault.keep(tokens.refresh_token))
        return tokens

    async def _kept(self, tokens: StaffTokens, keep: Callable[[], T]) -> T:
        """Have new tokens kept before anything is done with them; else they are ended."""
        try:
            kept = await asyncio.to_thread(keep)
        except (SecretsUnavailable, OSError):
            with contextlib.suppress(KioskError):  # nobody could ever use it again
                await self._portal().end(tokens.refresh_token)
            raise
        self._fresh_until = self._monotonic() + tokens.expires_in
        self._may_resume = True
        return kept

    async def _ended(self) -> None:
        self._fresh_until = 0.0
        token = None
        with contextlib.suppress(KioskError):
            token = await asyncio.to_thread(self._vault.last_token)
        with contextlib.suppress(KioskError):
            await asyncio.to_thread(self._vault.forget)
        if token is not None:
            with contextlib.suppress(KioskError):
                await self._portal().end(token)

    async def _to_the_end(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Have `work` done, alone, also when nobody waits for it any more."""

        async def alone() -> T:
            async with self._one_at_a_time:
                return await work()

        task = asyncio.ensure_future(alone())
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(task)
