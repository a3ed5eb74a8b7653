"""Has a case go on at another screen, and one from elsewhere go on here.

A draft that waits is asked about every few seconds, so that this screen is wiped as soon as
somebody went on with it elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeAlias

from kiosk import flow
from kiosk.clearing import Clearing
from kiosk.clock import Alarm
from kiosk.equipment import Equipment
from kiosk.errands import Errands, Latest
from kiosk.errors import Declined, KioskError, Withdrawn
from kiosk.handover import code as codes
from kiosk.handover.draft import Draft, NotADraftError, drafted
from kiosk.handover.refusal import Refusal, refusal_of
from kiosk.handover.sealing import opened, sealed
from kiosk.portals.portal import Handover
from kiosk.view import HandoverCode, View

ASKING_SECONDS = 2.5
TRIES = 3
"""So many codes are made where each is already another draft's: one in millions."""

PassingEffect: TypeAlias = flow.HandOver | flow.WithdrawHandover | flow.TakeOver


@dataclass(frozen=True)
class Laid:
    """A draft that waits at the portal."""

    id: str = field(repr=False)
    code: HandoverCode = field(repr=False)
    ends: float
    """In seconds of the clock that only grows."""


class Passing:
    """Passes the cases of one visit after the other; everything is called on the screen's thread.

    Args:
        equipment: whose portal and clock are used.
        errands: where it runs; what comes for somebody who left is dropped.
        clearing: has a wipe wait for a thread that holds a draft.
        lay: lays what came on the shelf, by the shelf's own names, and shows it.
        take_in: is given the draft that was opened, before the flow goes on with it.
        tell: takes an event of the flow.
    """

    def __init__(
        self,
        equipment: Equipment,
        errands: Errands,
        clearing: Clearing,
        lay: Callable[..., None],
        take_in: Callable[[Draft], None],
        tell: Callable[[flow.Event], None],
    ) -> None:
        self._with = equipment
        self._errands = errands
        self._clearing = clearing
        self._lay, self._take_in, self._tell = lay, take_in, tell
        self._latest = Latest(errands)
        self._alarm: Alarm | None = None
        self._laid: Laid | None = None

    def do(self, effect: PassingEffect, view: View) -> None:
        """Have `effect` done for the visit of `view`."""
        match effect:
            case flow.HandOver():
                self._hand_over(view)
            case flow.WithdrawHandover():
                self._withdraw()
            case flow.TakeOver(code):
                self._take_over(code)

    def stop(self) -> None:
        """Wait for nothing any more. A draft that waits is left to whoever has its code."""
        self._latest.drop()
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._laid = None

    # --- From here -----------------------------------------------------------------------------

    def _hand_over(self, view: View) -> None:
        self.stop()
        try:
            draft = drafted(view)
        except NotADraftError as error:
            self._failed(error)
            return
        today = next(codes.days(self._with.clock.now()))
        self._latest.run(partial(self._lay_draft, draft, today), self._lies, self._failed)

    async def _lay_draft(self, draft: Draft, day: date) -> tuple[str, str, datetime]:
        """Return code and id of the draft at the portal, and until when it lies there."""
        portal, declined = self._with.portal(), Declined()
        for _ in range(TRIES):
            code = codes.new_code()
            handover = await self._clearing.blocking(partial(self._sealed, draft, code, day))
            try:
                until = await portal.lay_handover(handover)
            except Declined as error:
                declined = error
            else:
                return code, handover.id, until
        raise declined

    def _sealed(self, draft: Draft, code: str, day: date) -> Handover:
        derived = codes.derived(code, self._with.portal_url, day)
        return Handover(derived.id, sealed(draft, derived.key))

    def _lies(self, told: tuple[str, str, datetime]) -> None:
        code, id_, expires_at = told
        now, longest = self._with.clock.now(), codes.LIFE.total_seconds()
        life = (expires_at - now).total_seconds()
        seconds = life if 0 < life < longest else longest  # the portal's clock may be another
        until = now + timedelta(seconds=seconds)
        shown = HandoverCode(codes.shown(code), until)
        self._laid = Laid(id_, shown, self._with.clock.monotonic() + seconds)
        self._lay(handover=shown)
        self._wait(self._laid)
        self._tell(flow.HandoverReady())

    def _failed(self, error: Exception) -> None:
        code = error.code if isinstance(error, KioskError) else "fault"
        self._tell(flow.HandoverFailed(code))

    def _wait(self, laid: Laid) -> None:
        """Ask in a while; what is over is over, also where the portal cannot be asked."""
        if laid.ends > self._with.clock.monotonic():
            self._alarm = self._with.clock.after(ASKING_SECONDS, partial(self._ask, laid))
        else:
            self._expired()

    def _ask(self, laid: Laid) -> None:
        self._latest.run(
            lambda: self._with.portal().handover_waits(laid.id),
            lambda waits: self._wait(laid) if waits else self._taken(),
            lambda error: self._unheard(laid, error),
        )

    def _unheard(self, laid: Laid, error: Exception) -> None:
        if isinstance(error, Withdrawn):
            self._expired()
        else:
            self._wait(laid)

    def _taken(self) -> None:
        self.stop()
        self._tell(flow.HandoverTaken())

    def _expired(self) -> None:
        self.stop()
        self._lay(handover=None)
        self._tell(flow.HandoverExpired())

    def _withdraw(self) -> None:
        laid = self._laid
        self.stop()
        if laid is not None:
            self._lay(handover=None)
            self._errands.beside(
                lambda: self._with.portal().withdraw_handover(laid.id),
                lambda _: None,
                lambda _: None,
            )

    # --- From elsewhere ------------------------------------------------------------------------

    def _take_over(self, typed: str) -> None:
        self.stop()
        code = codes.read(typed)
        if not code:
            self._tell(flow.DraftRefused(Refusal.MALFORMED.value))
            return
        days = tuple(codes.days(self._with.clock.now()))
        self._latest.run(partial(self._fetched, code, days), self._came, self._refused)

    async def _fetched(self, code: str, days: tuple[date, ...]) -> Draft:
        """Return the draft behind `code`, made on one of `days`."""
        portal, missing = self._with.portal(), Withdrawn()
        blocking, url = self._clearing.blocking, self._with.portal_url
        for day in days:
            derived = await blocking(partial(codes.derived, code, url, day))
            try:
                token = await portal.take_handover(derived.id)
            except Withdrawn as error:
                missing = error
            else:
                return await blocking(partial(opened, token, derived.key))
        raise missing

    def _came(self, draft: Draft) -> None:
        self._take_in(draft)
        self._tell(flow.DraftTaken(draft.service))

    def _refused(self, error: Exception) -> None:
        refusal, code = refusal_of(error)
        self._tell(flow.DraftRefused(refusal.value, code))
