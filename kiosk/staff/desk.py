"""Staff at this counter: has their effects done, and tells the flow what became of them.

It knows nothing of a visit, and no visit knows anything of it: it is not wiped, and a page of a
visit is given the name in the corner and nothing else.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kiosk.clock import Alarm
from kiosk.equipment import Equipment
from kiosk.errands import Errands
from kiosk.errors import Busy, KioskError, NotAllowed, Unreachable
from kiosk.flow import staff_effects as effects
from kiosk.flow import staff_events as events
from kiosk.flow.effects import Look
from kiosk.noting import Note
from kiosk.portals.staff import DENIED, EXPIRED, SIGNED_OUT, SLOWER_SECONDS, Offer, StaffTokens
from kiosk.session import Session
from kiosk.staff.pin import refusal
from kiosk.staff.session import StaffSession
from kiosk.staff.vault import Vault
from kiosk.view import Attendance

T = TypeVar("T")


@dataclass(frozen=True)
class Staff:
    """Who is at the counter: a pseudonym for the records, a name for the corner of the frame."""

    actor: str
    name: str = field(repr=False)


class StaffDesk:
    """Called on the screen's thread only.

    Args:
        equipment: without a vault nobody signs in; then nothing here is ever asked for.
        safely: calls what it is given, and survives a fault in it.
        tell: takes an event of the flow.

    Attributes:
        staff: who signed in; None for nobody.
        offer: the sign-in that waits for somebody's device; None for none.
        session: nobody's, with the look that staff chose for all their pages.
    """

    def __init__(
        self,
        equipment: Equipment,
        safely: Callable[[Callable[[], None]], None],
        tell: Callable[[events.StaffEvent], None],
    ) -> None:
        vault, worker, clock = equipment.vault, equipment.worker, equipment.clock
        portal = equipment.portal
        self._session = (
            StaffSession(vault, lambda: portal().staff, clock.monotonic) if vault else None
        )
        self._vault, self._worker, self._clock = vault, worker, clock
        self._policy, self._stranger = equipment.policy, equipment.stranger
        self._errands = Errands(worker, safely)
        self._tell = tell
        self.staff: Staff | None = None
        self.offer: Offer | None = None
        self.session = equipment.stranger
        self._since = self._offer_ends = 0.0
        self._interval = 0.0
        self._alarm: Alarm | None = None

    @property
    def actor(self) -> str:
        """Who acts here, for the audit log and the submission."""
        return self.staff.actor if self.staff else self._policy.actor

    @property
    def staffed(self) -> bool:
        """Whether somebody signed in, or nobody has to."""
        return self._vault is None or self.staff is not None

    @property
    def attendance(self) -> Attendance:
        """What a page may know."""
        name = self.staff.name if self.staff else ""
        wait = self._vault.attempts.wait() if self._vault else 0.0
        return Attendance(name, self.offer, wait)

    def wear(self, effect: Note) -> None:
        """Keep a look that was chosen, where it is staff's: from visit to visit, until they go."""
        if self._policy.staff_signs_in and isinstance(effect, Look):
            self.session = self.session.having(text_size=effect.text_size, contrast=effect.contrast)

    def dressed(self, session: Session) -> Session:
        """Return `session` as the page shows it: where staff read it, in their look."""
        return _looking(session, self.session) if self._policy.staff_signs_in else session

    def do(self, effect: effects.StaffEffect) -> None:
        """Do what the flow asked for."""
        if self._vault is None or self._session is None:
            raise RuntimeError("staff was asked for where nobody signs in")
        match effect:
            case effects.LookAtDesk(text_size, contrast):
                self.session = self.session.having(text_size=text_size, contrast=contrast)
            case effects.SignIn():
                self._sign_in(self._session)
            case effects.KeepPin(pin):
                self._keep_pin(self._vault, pin)
            case effects.CheckPin(pin):
                self._check_pin(self._vault, self._session, pin)
            case effects.SignOut():
                self._sign_out(self._session)

    async def sending(self, send: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what `send` does as whoever is here; on the worker. See `StaffSession.sending`."""
        return await (self._session.sending(send) if self._session else send())

    def stop(self) -> None:
        """Ring no more."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None

    # --- Signing in ----------------------------------------------------------------------------

    def _sign_in(self, session: StaffSession) -> None:
        self.offer = None
        self.stop()

        async def begin() -> StaffTokens | Offer:
            return await session.resume() or await session.offer()

        def begun(found: StaffTokens | Offer) -> None:
            if isinstance(found, Offer):
                self.offer, self._interval = found, found.interval
                self._offer_ends = self._clock.monotonic() + found.expires_in
                self._tell(events.SignInOffered())
                self._ask_later(session, found)
            else:
                self._enter(found)
                self._tell(events.Recognized())

        self._errands.instead(
            begin, begun, lambda error: self._tell(events.SignInFailed(code(error)))
        )

    def _ask_later(self, session: StaffSession, offer: Offer) -> None:
        self.stop()
        self._alarm = self._clock.after(self._interval, lambda: self._ask(session, offer))

    def _ask(self, session: StaffSession, offer: Offer) -> None:
        if self._clock.monotonic() >= self._offer_ends:
            self._no_more(events.SignInLapsed())
            return

        def answered(found: tuple[StaffTokens, bool] | None) -> None:
            if found is None:
                self._ask_later(session, offer)
            else:
                self.offer = None
                self._enter(found[0])
                self._tell(events.SignedIn(pin_known=found[1]))

        def failed(error: Exception) -> None:
            if isinstance(error, Busy | Unreachable):
                self._interval += SLOWER_SECONDS if isinstance(error, Busy) else 0
                self._ask_later(session, offer)
            elif _is(error, DENIED):
                self._no_more(events.SignInDenied())
            elif _is(error, EXPIRED):
                self._no_more(events.SignInLapsed())
            else:
                self._no_more(events.SignInFailed(code(error)))

        self._errands.instead(lambda: session.accept(offer), answered, failed)

    def _no_more(self, event: events.StaffEvent) -> None:
        self.offer = None
        self._tell(event)

    def _enter(self, tokens: StaffTokens) -> None:
        """Begin the time after which a sign-in has to be renewed."""
        self.staff = Staff(tokens.actor, tokens.name)
        self._since = self._clock.monotonic()
        self.stop()
        limit = self._policy.staff_seconds
        self._alarm = self._clock.after(limit, lambda: self._tell(events.LockWanted()))

    def _sign_out(self, session: StaffSession) -> None:
        self._errands.drop()
        self.stop()
        self.staff = self.offer = None
        self.session = self._stranger
        self._worker.run(session.end, lambda _: None, lambda _: None)

    # --- The PIN -------------------------------------------------------------------------------

    def _keep_pin(self, vault: Vault, pin: str) -> None:
        actor = self.actor
        if why := refusal(pin):  # the page has said so: this is for a page that did not
            self._tell(events.PinNotKept(why))
            return

        self._errands.instead(
            lambda: asyncio.to_thread(vault.keep_pin, pin, actor),
            lambda _: self._tell(events.PinKept()),
            lambda error: self._tell(events.PinNotKept(code(error))),
        )

    def _check_pin(self, vault: Vault, session: StaffSession, pin: str) -> None:
        if vault.attempts.wait() > 0 or not vault.attempts.left:
            self._tell(events.PinRefused(vault.attempts.left))
            return
        actor = self.actor

        async def check() -> tuple[bool, StaffTokens | None]:
            right = await asyncio.to_thread(vault.pin_is, pin, actor)
            return right, await session.renew() if right and self._is_over() else None

        def checked(found: tuple[bool, StaffTokens | None]) -> None:
            right, renewed = found
            if renewed is not None:
                self._enter(renewed)
            if right:
                self._tell(events.PinAccepted())
            elif vault.attempts.left:
                self._tell(events.PinRefused(vault.attempts.left))
            else:
                self._tell(events.StaffLost())

        def failed(error: Exception) -> None:
            lost = _is(error, SIGNED_OUT)
            self._tell(events.StaffLost() if lost else events.PinUnchecked(code(error)))

        self._errands.instead(check, checked, failed)

    def _is_over(self) -> bool:
        """Whether the sign-in is so old that the portal has to confirm it."""
        return self._clock.monotonic() >= self._since + self._policy.staff_seconds


def _is(error: Exception, code: str) -> bool:
    return isinstance(error, NotAllowed) and error.code == code


def code(error: Exception) -> str:
    """Return IT's word for `error`."""
    if isinstance(error, KioskError):
        return error.code
    return "state-folder" if isinstance(error, OSError) else "internal"


def _looking(session: Session, like: Session) -> Session:
    """Return `session` with the look of `like`."""
    return session.having(text_size=like.text_size, contrast=like.contrast)
