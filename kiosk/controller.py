"""Holds the state of the one visit, has its effects done, and drops what comes too late.

Each visit has a number. Work is stamped with it; an outcome for somebody who left is dropped.
"""

import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from kiosk import __version__, flow
from kiosk.answering import kept
from kiosk.audit import AuditEvent
from kiosk.cases import Cases, Held
from kiosk.clearing import Clearing
from kiosk.documents.choosing import Choosing
from kiosk.equipment import Equipment
from kiosk.errands import Errands, described
from kiosk.filing import Filing
from kiosk.forms.answers import Entry, RepeatChange
from kiosk.handover.draft import Draft, taken_in
from kiosk.handover.passing import Passing
from kiosk.idle import Idle, begins_anew, patience
from kiosk.informed import informed
from kiosk.loading import Loading
from kiosk.noting import Note, noted
from kiosk.outbox.keeping import Keeping
from kiosk.paperwork import Paperwork
from kiosk.readiness.examination import Examination
from kiosk.reuse import knowing
from kiosk.shelf import Shelf
from kiosk.staff.desk import StaffDesk
from kiosk.standing import Standing
from kiosk.view import View
from kiosk.viewing import Viewing

OVERSLEPT_SECONDS = 10.0
"""An alarm that is later than this was slept through: a timer is not exact."""

_log = logging.getLogger("kiosk")


class Controller:
    """The counter at work. Everything is called on the screen's thread.

    Args:
        equipment: see there.
        show: is given a new view whenever something changed that a page may show.
    """

    def __init__(self, equipment: Equipment, show: Callable[[View], None]) -> None:
        self._with = equipment
        self._show = show
        self.state: flow.State = flow.Wiping()
        self.session = equipment.stranger
        self._shelf = Shelf()
        self._viewing = Viewing(
            equipment.policy,
            equipment.terminal,
            equipment.languages,
            self.today,
            equipment.stranger.language,
        )
        self._clearing = Clearing(
            equipment.worker,
            equipment.clock,
            equipment.portal,
            equipment.wipers,
            equipment.screen_wipers,
        )
        self._errands = Errands(equipment.worker, self._safely)
        self._paperwork = Paperwork(
            equipment, self._errands, self._clearing, self._lay, self.dispatch
        )
        self._passing = Passing(
            equipment, self._errands, self._clearing, self._lay, self._take_in, self.dispatch
        )
        self._choosing = Choosing(
            equipment,
            self._errands,
            self._clearing,
            self._visit,
            lambda files: self._lay(files=files),
            lambda code: self._put(code=code),
            self._keep,
            self.dispatch,
        )
        self._keeping = Keeping(
            equipment, self._errands, self._clearing, self._put, self._show_now, self.dispatch
        )
        self._loading = Loading(equipment, self._errands, self._put, self._show_now, self.dispatch)
        self._examination = Examination(equipment, self._errands, self._put, self.dispatch)
        self._standing = Standing(equipment, self._errands, self.dispatch)
        self._desk = StaffDesk(equipment, self._safely, self.dispatch)
        self._cases = Cases(equipment.policy, equipment.clock, self._show_now)
        self._filing = Filing(
            equipment,
            self._errands,
            self._paperwork,
            self._desk,
            self._put,
            lambda number, content: self._lay(official={**self._shelf.official, number: content}),
            self._record,
            self.dispatch,
        )
        self._events: deque[flow.Event] = deque()
        self._busy = False
        self._idle = Idle(equipment.clock, self._rang)
        self._looked = equipment.clock.monotonic()

    # --- What the screen calls -----------------------------------------------------------------

    def start(self) -> None:
        """Begin where every visit ends: with a wipe."""
        self._record(AuditEvent.KIOSK_STARTED, version=__version__, policy=self._with.policy.name)
        self._safely(lambda: self._wipe("start"))
        self._safely(self._show_now)
        self._keeping.start()

    def today(self) -> date:
        """Return the day at the counter."""
        return self._with.clock.now().date()

    def view(self) -> View:
        """Return all a page may know now; behind a lock it is as if nobody had ever come."""
        attendance = self._desk.attendance
        if isinstance(self.state, flow.SigningIn | flow.ChoosingPin | flow.Locked):
            session = self._desk.session
            shelf = self._shelf.after_visit(session.bfs)
            return replace(self._viewing.view(self.state, session, shelf), staff=attendance)
        return replace(
            self._viewing.view(self.state, self._desk.dressed(self.session), self._shelf),
            staff=attendance,
            cases=self._cases.lines,
            outbox=self._with.outbox(),
            day=self._day(),
            faces_visitor=self._with.faces_visitor(),
        )

    def _day(self) -> Mapping[str, int]:
        """Return the day's numbers, where a page shows them."""
        counts = self._with.policy.shows_readiness
        shown = isinstance(self.state, flow.Attract | flow.Readiness)
        return self._with.numbers() if counts and shown else {}

    def _visit(self) -> View:
        """Return all that the visit knows, also behind a lock."""
        view = self._viewing.view(flow.uncovered(self.state), self.session, self._shelf)
        return replace(view, cases=self._cases.lines)

    @property
    def holds_cases(self) -> bool:
        """Whether visits are held: in memory, so the program must not end now."""
        return bool(self._cases.lines)

    def dispatch(self, event: flow.Event) -> None:
        """Let `event` happen. Events that happen meanwhile wait their turn."""
        self._events.append(event)
        if not self._busy:
            self._safely(self._work_off)

    def answer(self, pointer: str, entry: Entry | RepeatChange) -> None:
        """Keep what was typed at `pointer` of the form that is open."""
        if not isinstance(self.state, flow.Locked):
            self._safely(lambda: self._keep(pointer, entry))

    def touched(self) -> None:
        """Somebody is here: real input reached the window.

        After a sleep of the machine it is somebody else, who must not see what stands there.
        """
        match self.state:
            case flow.Wiping() | flow.Closed() | flow.Submitting() | flow.Storing():
                pass
            case flow.Warned() | flow.Locked() | flow.SigningIn():
                if self._idle.overdue(0):
                    self._rang()
            case _ if self._with.policy.staff_signs_in and self._idle.overdue(OVERSLEPT_SECONDS):
                self._rang()
            case flow.Attract() | flow.OutOfService():
                self._watch()
            case _ if self._idle.overdue(self._with.policy.warning_seconds):
                self.dispatch(flow.WentIdle())
                self.dispatch(flow.WarningExpired())
            case _:
                self._watch()

    def look_at_the_clock(self) -> None:
        """Ring where it is high time: no alarm counts the time that the machine slept.

        Called several times a second; where it was not, the machine slept, and a counter locks.
        """
        before, self._looked = self._looked, self._with.clock.monotonic()
        if self._looked - before > OVERSLEPT_SECONDS:
            self.dispatch(flow.LockWanted())
        if self._idle.overdue(OVERSLEPT_SECONDS):
            self._rang()

    def close(self) -> None:
        """Stop; nothing is told afterwards."""
        visit = self._loading, self._choosing, self._passing, self._idle, self._clearing
        for part in (*visit, self._standing, self._desk, self._keeping):
            part.stop()
        self._cases.forget()
        self._with.worker.close(lambda: self._with.portal().close())

    # --- Moving --------------------------------------------------------------------------------

    def _work_off(self) -> None:
        self._busy = True
        try:
            while self._events:
                self._take(self._events.popleft())
        finally:
            self._busy = False
        self._show_now()

    def _keep(self, pointer: str, entry: Entry | RepeatChange) -> None:
        if after := kept(self._visit(), self._shelf, pointer, entry):
            self.session, self._shelf = after
            self._show_now()

    def _safely(self, act: Callable[[], None]) -> None:
        """Do `act`; after a fault of ours nobody is left before a screen that does not answer.

        A visit ends with a wipe; where there is none the kiosk closes and is started anew.
        """
        try:
            act()
        except Exception as error:  # noqa: BLE001 - a fault is what nobody thought of
            _log.error("fault: %s", described(error))
            self._events.clear()
            self._idle.stop()
            if isinstance(self.state, flow.Closed):
                return
            self.state = flow.after_fault(self.state)
            if isinstance(self.state, flow.Closed):
                self._record(AuditEvent.KIOSK_CLOSED, reason="fault")
            else:
                self._safely(lambda: self._wipe("fault"))
            self._safely(self._show_now)

    def _take(self, event: flow.Event) -> None:
        before = self.state
        told = informed(self.state, event, self._visit(), _new_key)
        self.state, effects = flow.step(self.state, told, self._with.policy)
        for effect in effects:
            self._do(effect)
        if self.state != before:
            anew = begins_anew(before, self.state, self._with.policy)
            if anew and not flow.is_no_sign_of_life(before, told):
                self._watch()
            self._loading.follow(self.state)
            self._standing.follow(self.state)

    def _do(self, effect: flow.Effect) -> None:
        match effect:
            case flow.Load(target):
                self._remember()
                self._loading.open(target, self.session.bfs, self._shelf)
            case _ if isinstance(effect, Note):
                self.session = noted(effect, self._visit(), self.today())
                self._desk.wear(effect)
            case flow.Submit():
                self._filing.submit(effect, self._visit())
            case flow.MakePaper() | flow.MakeApplication() | flow.Print():
                self._paperwork.do(effect, self._visit(), self._shelf)
            case flow.CheckPrinter() | flow.SendCopy() | flow.PrintHandover():
                self._paperwork.do(effect, self._visit(), self._shelf)
            case flow.Wipe(reason):
                self._wipe(reason)
            case flow.FindDocuments() | flow.TakeDocument():
                self._choosing.do(effect)
            case flow.OpenUpload() | flow.CloseUpload():
                self._choosing.do(effect)
            case flow.HandOver() | flow.WithdrawHandover() | flow.TakeOver():
                self._passing.do(effect, self._visit())
            case flow.Store() | flow.ForgetExpired():
                self._keeping.do(effect, self._visit(), self._filing.outgoing)
            case flow.Hold(state):
                held = Held(state, self.session, self._shelf, self._filing.outgoing)
                self._cases.hold(held, self._desk.attendance.name)
            case flow.Resume(number):
                self._resume(number)
            case flow.GoOn():
                self._go_on()
            case flow.Examine():
                self._examination.begin()
            case flow.Record(event, fields):
                self._record(event, **dict(fields))
            case flow.SignOut():
                self._cases.forget()  # they are of whoever goes
                self._desk.do(effect)
            case _:
                self._desk.do(effect)

    def _record(self, event: AuditEvent, **fields: str) -> None:
        if "visit" in event.fields:
            fields["visit"] = str(self._errands.visit)
        if "actor" in event.fields:
            fields["actor"] = self._desk.actor
        self._with.audit.record(event, **fields)

    # --- Time ----------------------------------------------------------------------------------

    def _watch(self) -> None:
        seconds = patience(self.state, self._with.policy)
        if seconds is None:
            self._idle.stop()
        else:
            self._idle.restart(seconds)

    def _rang(self) -> None:
        match self.state:
            case flow.Attract() | flow.OutOfService():
                self._safely(self._refresh)
                self.dispatch(flow.WentIdle())  # where staff sign in, it locks
            case flow.Submitting() | flow.Locked(inside=flow.Submitting()):
                self._errands.drop()
                self.dispatch(flow.SubmitFailed("outcome-unknown", "deadline"))
            case flow.Warned():
                self.dispatch(flow.WarningExpired())
            case _:
                self.dispatch(flow.WentIdle())

    def _refresh(self) -> None:
        """Nobody has been here for a while: a look that was chosen in passing goes, too."""
        self.session = self._with.stranger
        self._watch()
        self._loading.ahead()
        self._standing.ask()
        self._show_now()

    # --- Work ----------------------------------------------------------------------------------

    def _put(self, **found: Any) -> None:
        self._shelf = replace(self._shelf, **found)

    def _show_now(self) -> None:
        self._show(self.view())

    def _lay(self, **found: Any) -> None:
        self._put(**found)
        self._show_now()

    # --- Several matters, several visitors -----------------------------------------------------

    def _remember(self) -> None:
        """Know what was answered, where another matter of the same visit may ask it again."""
        if self._with.policy.goes_on:
            self.session = knowing(self.session, self._visit().filled)

    def _go_on(self) -> None:
        """The matter is settled: take it away, but for what the next one may ask again."""
        self._remember()
        settled = self._shelf.form.id if self._shelf.form else ""
        self.session = self.session.without(settled)
        self._shelf = self._shelf.after_visit(self.session.bfs)
        self._filing.forget()
        self._viewing.forget()

    def _take_in(self, draft: Draft) -> None:
        self.session = taken_in(draft, self._visit())

    def _resume(self, number: int) -> None:
        held = self._cases.take(number)
        if held is None:
            return
        self.session, self._shelf = held.session, held.shelf
        self._filing.outgoing = held.outgoing
        self._events.appendleft(flow.CaseResumed(held.state))  # before anything else happens

    # --- Wiping --------------------------------------------------------------------------------

    def _wipe(self, reason: str) -> None:
        self._choosing.stop()
        self._passing.stop()
        ended = self._errands.end_visit()
        self._filing.forget()
        self.session = self._with.stranger
        self._shelf = self._shelf.after_visit(self.session.bfs)
        self._viewing.forget()

        def wiped(failed: tuple[str, ...]) -> None:
            outcome = ", ".join(failed) or "clean"
            self._with.audit.record(
                AuditEvent.VISIT_WIPED, visit=str(ended), reason=reason, outcome=outcome
            )
            clean = flow.Wiped() if self._desk.staffed else flow.WipedUnattended()
            self.dispatch(flow.WipeFailed(outcome) if failed else clean)

        self._clearing.begin(wiped)


def _new_key() -> str:
    return str(uuid4())
