"""Holds the state of the one visit, has its effects done, and drops what comes too late.

Each visit has a number. Work is stamped with it; an outcome for somebody who left is dropped.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar, assert_never
from uuid import uuid4

from kiosk import flow
from kiosk.audit import Audit, AuditEvent
from kiosk.clock import Clock
from kiosk.errors import Declined, KioskError
from kiosk.forms.answers import Entry, RepeatChange, changed
from kiosk.idle import Idle
from kiosk.informed import informed
from kiosk.policy import Policy
from kiosk.portals.portal import Portal, Submission
from kiosk.problems import problem
from kiosk.receipt.printer import Printed, Printer
from kiosk.receipt.receipt import Confirmation, Receipt
from kiosk.sending import Outgoing
from kiosk.session import Session
from kiosk.shelf import Shelf, fetch_home, fetch_service
from kiosk.view import Terminal, View
from kiosk.viewing import Viewing, confirmation
from kiosk.wiping import Wiper, wipe_all
from kiosk.worker import Task, Worker

T = TypeVar("T")

LAST_SHEET_SECONDS = 20.0
"""So long the wipe waits for paper that is just coming out."""

_log = logging.getLogger("kiosk")


@dataclass(frozen=True)
class Equipment:
    """What a counter works with. `stranger` is the session of somebody nobody knows yet."""

    policy: Policy
    portal: Callable[[], Portal]
    """Returns the portal; called on the worker only, where building it may take its time."""
    worker: Worker
    clock: Clock
    printer: Printer
    audit: Audit
    terminal: Terminal
    stranger: Session
    languages: tuple[str, ...]
    render: Callable[[Confirmation, datetime], bytes]
    """Makes the PDF of a confirmation; blocks."""
    wipers: tuple[Wiper, ...] = ()
    """Those of the core; they run off the screen's thread."""
    screen_wipers: tuple[Wiper, ...] = ()
    """Those of the screen; they run on its thread, after the core's."""


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
        self.visit = 0
        self._shelf = Shelf()
        self._viewing = Viewing(
            equipment.policy, equipment.terminal, equipment.languages, self.today
        )
        self._outgoing: Outgoing | None = None
        self._tasks: list[Task] = []
        self._paper = asyncio.Lock()
        self._events: deque[flow.Event] = deque()
        self._busy = False
        self._idle = Idle(equipment.clock, self._rang)

    # --- What the screen calls -----------------------------------------------------------------

    def start(self) -> None:
        """Begin where every visit ends: with a wipe."""
        policy = self._with.policy.name
        self._record(AuditEvent.KIOSK_STARTED, policy=policy)
        self._wipe("start")
        self._show(self.view())

    def today(self) -> date:
        """Return the day at the counter."""
        return self._with.clock.now().date()

    def view(self) -> View:
        """Return all a page may know now."""
        return self._viewing.view(self.state, self.session, self._shelf)

    def dispatch(self, event: flow.Event) -> None:
        """Let `event` happen. Events that happen meanwhile wait their turn."""
        self._events.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._events:
                self._take(self._events.popleft())
        finally:
            self._busy = False
        self._show(self.view())

    def answer(self, pointer: str, entry: Entry | RepeatChange) -> None:
        """Keep what was typed at `pointer` of the form that is open."""
        filled = self.view().filled
        if filled is None or not isinstance(self.state, flow.Filling):
            return
        answers = self.session.answers_to(filled.form.id)
        self.session = self.session.answered(
            filled.form.id, changed(answers, pointer, entry, filled.entries_of(pointer))
        )
        kept = tuple(remark for remark in self._shelf.remarks if remark.pointer != pointer)
        self._shelf = replace(self._shelf, remarks=kept)
        self._show(self.view())

    def touched(self) -> None:
        """Somebody is here: real input reached the window."""
        if isinstance(self.state, flow.Wiping | flow.Attract | flow.Closed | flow.Warned):
            return
        if self._idle.overdue(self._with.policy.warning_seconds):
            self.dispatch(flow.WentIdle())
            self.dispatch(flow.WarningExpired())
        else:
            self._watch()

    def close(self) -> None:
        """Stop; nothing is told afterwards."""
        self._idle.stop()
        self._with.worker.close(lambda: self._with.portal().close())

    # --- Moving --------------------------------------------------------------------------------

    def _take(self, event: flow.Event) -> None:
        before = self.state
        told = informed(self.state, event, self.view(), _new_key)
        self.state, effects = flow.step(self.state, told, self._with.policy)
        for effect in effects:
            self._do(effect)
        if self.state != before:
            self._watch()
            if isinstance(self.state, flow.Attract):
                self._prefetch()

    def _do(self, effect: flow.Effect) -> None:
        match effect:
            case flow.Load(target):
                self._load(target)
            case flow.Settle(bfs):
                self.session = self.session.having(bfs=bfs)
            case flow.Speak(language):
                self.session = self.session.having(language=language)
            case flow.Look(text_size, contrast):
                self.session = self.session.having(text_size=text_size, contrast=contrast)
            case flow.Submit(service, key):
                self._submit(service, key)
            case flow.MakePaper():
                self._make_paper()
            case flow.Print():
                self._print()
            case flow.Wipe(reason):
                self._wipe(reason)
            case flow.Record(event, fields):
                self._record(event, **dict(fields))
            case _:
                assert_never(effect)

    def _record(self, event: AuditEvent, **fields: str) -> None:
        if "visit" in event.fields:
            fields["visit"] = str(self.visit)
        self._with.audit.record(event, **fields)

    # --- Time ----------------------------------------------------------------------------------

    def _watch(self) -> None:
        match self.state:
            case flow.Wiping() | flow.Attract() | flow.Closed() | flow.Submitting():
                self._idle.stop()
            case flow.Warned():
                self._idle.restart(self._with.policy.warning_seconds)
            case _:
                self._idle.restart(self._with.policy.idle_seconds)

    def _rang(self) -> None:
        warned = isinstance(self.state, flow.Warned)
        self.dispatch(flow.WarningExpired() if warned else flow.WentIdle())

    # --- Work ----------------------------------------------------------------------------------

    def _run(
        self,
        work: Callable[[], Coroutine[Any, Any, T]],
        succeed: Callable[[T], None],
        fail: Callable[[Exception], None],
    ) -> None:
        """Run `work` for this visit only: what comes after it has ended is dropped."""
        visit = self.visit

        def succeeded(outcome: T) -> None:
            if visit == self.visit:
                succeed(outcome)

        def failed(error: Exception) -> None:
            if visit == self.visit:
                if not isinstance(error, KioskError):
                    _log.error("unexpected: %s", type(error).__name__)
                fail(error)

        self._tasks.append(self._with.worker.run(work, succeeded, failed))

    def _prefetch(self) -> None:
        """Have the services ready before somebody touches the screen; a failure is not told."""
        portal, bfs = self._with.portal, self.session.bfs

        def fetched(found: Any) -> None:
            self._put_home(*found)
            self._show(self.view())

        self._run(lambda: fetch_home(portal(), bfs), fetched, lambda _: None)

    def _put_home(self, municipalities: Any, catalogue: Any) -> None:
        self._shelf = replace(self._shelf, municipalities=municipalities, catalogue=catalogue)

    def _load(self, target: flow.Home | flow.Introducing) -> None:
        portal, bfs = self._with.portal, self.session.bfs

        def failed(error: Exception) -> None:
            word, code = _words(error, "unintelligible")
            self.dispatch(flow.LoadFailed(word, code))

        match target:
            case flow.Home():
                if self._shelf.catalogue and self._shelf.catalogue.bfs == bfs:
                    self._events.append(flow.Loaded())
                    return

                def home(found: Any) -> None:
                    self._put_home(*found)
                    self.dispatch(flow.Loaded())

                self._run(lambda: fetch_home(portal(), bfs), home, failed)
            case flow.Introducing(service):

                def opened(found: Any) -> None:
                    self._shelf = replace(self._shelf, service=found[0], form=found[1], remarks=())
                    self.dispatch(flow.Loaded())

                self._run(lambda: fetch_service(portal(), service, bfs), opened, failed)

    def _submit(self, service: str, key: str) -> None:
        if self._outgoing is None or self._outgoing.key != key:
            self._outgoing = Outgoing(self._submission(service, key))
        outgoing, portal = self._outgoing, self._with.portal

        def received(receipt: Receipt) -> None:
            self._shelf = replace(self._shelf, receipt=receipt, remarks=())
            self.dispatch(flow.Received(receipt.case))

        def failed(error: Exception) -> None:
            if isinstance(error, Declined):
                self._shelf = replace(self._shelf, remarks=error.remarks)
            self.dispatch(flow.SubmitFailed(*_words(error, "outcome-unknown")))

        self._run(lambda: outgoing.send(portal()), received, failed)

    def _submission(self, service: str, key: str) -> Submission:
        found, filled = self._shelf.service, self.view().filled
        if found is None or filled is None or found.id != service:
            raise RuntimeError("a review was confirmed without its service")
        return Submission(
            key=key,
            service=found.id,
            bfs=found.bfs,
            form=found.form,
            sender_id=found.sender.id,
            sender_digest=found.sender.digest,
            language=self.session.language,
            answers=filled.data,
            attachments=filled.attachments,
            later=filled.later,
            terminal=self._with.terminal.id,
            actor=self._with.policy.actor,
        )

    def _make_paper(self) -> None:
        made = confirmation(self.view(), self.today())
        now, render = self._with.clock.now(), self._with.render
        self._shelf = replace(self._shelf, confirmation=made)

        def ready(document: bytes) -> None:
            self._shelf = replace(self._shelf, document=document)
            self.dispatch(flow.PaperChanged(flow.Paper.READY))

        def failed(_: Exception) -> None:
            self.dispatch(flow.PaperChanged(flow.Paper.UNPRINTABLE))

        self._run(lambda: asyncio.to_thread(render, made, now), ready, failed)

    def _print(self) -> None:
        document, printer = self._shelf.document or b"", self._with.printer
        job = f"Schalter {_new_key()[:8]}"  # nothing of the visitor, not even the case

        async def work() -> Printed:
            async with self._paper:
                return await asyncio.to_thread(printer.print, document, job)

        def printed(outcome: Printed) -> None:
            done = outcome is Printed.COMPLETED
            self.dispatch(flow.PaperChanged(flow.Paper.PRINTED if done else flow.Paper.QUEUED))

        def failed(_: Exception) -> None:
            self.dispatch(flow.PaperChanged(flow.Paper.FAILED))

        self._run(work, printed, failed)
        self._tasks.pop()  # paper that is just coming out is not cancelled, the wipe waits for it

    # --- Wiping --------------------------------------------------------------------------------

    def _wipe(self, reason: str) -> None:
        for task in self._tasks:
            task.cancel()
        ended, self.visit = self.visit, self.visit + 1
        self._tasks.clear()
        self._outgoing = None
        self.session = self._with.stranger
        self._shelf = self._shelf.after_visit(self.session.bfs)
        self._viewing.forget()

        def wiped(failed: tuple[str, ...]) -> None:
            missed = failed + wipe_all(self._with.screen_wipers)
            outcome = ", ".join(missed) or "clean"
            self._with.audit.record(
                AuditEvent.VISIT_WIPED, visit=str(ended), reason=reason, outcome=outcome
            )
            self.dispatch(flow.WipeFailed(outcome) if missed else flow.Wiped())

        self._with.worker.run(self._wipe_core, wiped, lambda _: wiped(("core",)))

    async def _wipe_core(self) -> tuple[str, ...]:
        failed: tuple[str, ...] = ()
        try:
            async with asyncio.timeout(LAST_SHEET_SECONDS), self._paper:
                pass
            await self._with.portal().renew()
        except Exception:  # noqa: BLE001 - whatever it was, something may be left
            failed = ("portal",)
        return failed + await asyncio.to_thread(wipe_all, self._with.wipers)


def _new_key() -> str:
    return str(uuid4())


def _words(error: Exception, otherwise: str) -> tuple[str, str]:
    """Return the problem's word and IT's code; `otherwise` is the word for a bug of ours."""
    if isinstance(error, KioskError):
        return problem(error).word, error.code  # type: ignore[arg-type] # the family is closed
    return otherwise, "internal"
