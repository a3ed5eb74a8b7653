"""The one function that moves a visit. Every rule of the journey stands here, and nowhere else.

A pair of state and event that is not named changes nothing: a late double tap is harmless.
"""

from dataclasses import replace
from typing import TypeAlias, assert_never

from kiosk.audit import AuditEvent
from kiosk.flow.agreement import agreeing, spoken
from kiosk.flow.cases import after_wipe, at_the_desk, with_others
from kiosk.flow.counter_effects import Doubt
from kiosk.flow.documents import HANDED_IN, choosing_document, left, shows_somebody, wanted
from kiosk.flow.effects import (
    CheckPrinter,
    Load,
    Look,
    Record,
    Settle,
    Speak,
    Submit,
    VisitEffect,
    Wipe,
)
from kiosk.flow.events import (
    Advanced,
    Back,
    Begun,
    CategoryChosen,
    ChangeWanted,
    Completed,
    Confirmed,
    DocumentsWanted,
    HelpWanted,
    LanguageChosen,
    LanguageWanted,
    LeaveWanted,
    Left,
    Loaded,
    LoadFailed,
    LookChosen,
    MailEnded,
    MunicipalityChosen,
    MunicipalityWanted,
    PaperChanged,
    PreviewWanted,
    PrintWanted,
    Received,
    Refused,
    ServiceChosen,
    Stayed,
    SubmitFailed,
    VisitEvent,
    WarningExpired,
    WentBack,
    WentIdle,
    Wiped,
    WipeFailed,
)
from kiosk.flow.handover import PASSED_ON, handing_over, passing_on, taking_over, withdrawn
from kiosk.flow.nobody_here import nobody_here
from kiosk.flow.outbox import STORED, known, stored, storing
from kiosk.flow.paper import COMES_OUT, done, paper_left, taking_paper
from kiosk.flow.states import (
    Attract,
    Base,
    ChoosingDocument,
    ChoosingLanguage,
    ChoosingMunicipality,
    Closed,
    Done,
    Failed,
    Filling,
    HandingOver,
    Helping,
    Home,
    Introducing,
    Leaving,
    Opening,
    OutOfService,
    Overlay,
    Previewing,
    Reviewing,
    Stored,
    Storing,
    Submitting,
    TakingOver,
    TakingPaper,
    VisitState,
    Warned,
    Wiping,
)
from kiosk.flow.submitting import failed, shown, submitting
from kiosk.policy import Policy

Step: TypeAlias = tuple[VisitState, tuple[VisitEffect, ...]]

OUTCOMES = (
    *(Loaded, LoadFailed, Received, SubmitFailed, PaperChanged, MailEnded),
    *(*HANDED_IN, *PASSED_ON, *STORED),
)
"""What the world answers; it reaches the state that asked, also below an overlay."""


def step(state: VisitState, event: VisitEvent, policy: Policy) -> Step:
    """Return the state that follows, and what must be done on the way."""
    if said := spoken(state, event, policy) or known(state, event):
        return said
    match state:
        case Wiping():
            return _wiping(state, event)
        case Attract():
            ours = at_the_desk(state, event, policy) or passing_on(state, event)
            return ours or nobody_here(state, event)
        case OutOfService():
            return nobody_here(state, event)
        case Closed():
            return state, ()
        case Warned():
            return _warned(state, event, policy)
        case TakingPaper():
            return taking_paper(state, event) or _overlay(state, event, policy)
        case ChoosingDocument():
            return choosing_document(state, event) or left(state, _overlay(state, event, policy))
        case HandingOver():
            moved = handing_over(state, event) or _overlay(state, event, policy)
            return withdrawn(state, moved)
        case TakingOver():
            return taking_over(state, event) or _overlay(state, event, policy)
        case Helping():
            return passing_on(state, event) or _overlay(state, event, policy)
        case ChoosingLanguage() | Leaving() | Previewing():
            return _overlay(state, event, policy)
        case _:
            elsewhere = with_others(state, event, policy) or passing_on(state, event)
            return elsewhere or _anywhere(state, event) or _journey(state, event, policy)


def _wiping(state: Wiping, event: VisitEvent) -> Step:
    match event:
        case Wiped():
            return after_wipe(state)
        case WipeFailed(reason):
            closed = Record(AuditEvent.KIOSK_CLOSED, (("reason", reason),))
            return Closed(reason), (closed,)
        case _:
            return state, ()


def _warned(state: Warned, event: VisitEvent, policy: Policy) -> Step:
    match event:
        case Stayed():
            return state.inside, ()
        case Left():
            return _wipe("left")
        case WarningExpired():
            return _abandoned(state)
        case _ if shows_somebody(state, event):
            return step(state.inside, event, policy)
        case _ if isinstance(event, OUTCOMES):
            return _within(state, event, policy)
        case _:
            return state, ()


def _overlay(state: Overlay, event: VisitEvent, policy: Policy) -> Step:
    match state, event:
        case _, WentIdle():
            return Warned(state), ()
        case _, LookChosen(text_size, contrast):
            return state, (Look(text_size, contrast),)
        case _, Back() | Stayed():
            return state.inside, ()
        case ChoosingLanguage(), LanguageChosen(language):
            return state.inside, (Speak(language),)
        case (Leaving(), Left() | LeaveWanted()) | (_, Left()):
            return _wipe("left")
        case _, LeaveWanted():
            return _leave(state.inside)
        case Previewing(), PreviewWanted(sheet, document):
            return replace(state, sheet=max(0, sheet), document=document), ()
        case Previewing(), PrintWanted():
            return _journey(state.inside, event, policy)
        case _ if isinstance(event, OUTCOMES):
            return _within(state, event, policy)
        case _:
            return state, ()


def _within(state: Overlay | Warned, event: VisitEvent, policy: Policy) -> Step:
    """Let the state below take `event`; what lies over it stays where it is."""
    below, effects = step(state.inside, event, policy)
    match state, below:
        case Warned(), (Wiping() | Attract() | Closed() | Warned()):
            return below, effects
        case Previewing(), Done():
            return replace(state, inside=below), effects
        case _:
            return replace(state, inside=below), effects  # type: ignore[arg-type] # outcomes lead from Base to Base


def _anywhere(state: Base, event: VisitEvent) -> Step | None:
    """What may happen on every page of a visit, but not while answers are on their way."""
    if isinstance(state, Submitting | Storing):
        return None
    match event:
        case WentIdle():
            return Warned(state), ()
        case LanguageWanted():
            return ChoosingLanguage(state), ()
        case LookChosen(text_size, contrast):
            return state, (Look(text_size, contrast),)
        case HelpWanted():
            return Helping(state), ()
        case LeaveWanted():
            return _leave(state)
        case Left():
            return _wipe("left")
        case _:
            return None


def _leave(state: Base) -> Step:
    """Ask once where answers would be lost; elsewhere leaving is one touch."""
    match state:
        case Filling() | Reviewing() | Failed(inside=Submitting()):
            return Leaving(state), ()
        case Done(paper=paper) | Stored(paper=paper) if paper in COMES_OUT:
            return TakingPaper(state), ()
        case _:
            return _wipe("left")


def _wipe(reason: str) -> Step:
    return Wiping(), (Wipe(reason),)


def _abandoned(state: Warned) -> Step:
    """Nobody answered. Paper that came out is theirs, and may still lie there."""
    left = paper_left(state)
    told = (Record(AuditEvent.PAPER_LEFT),) if left else ()
    return Wiping(paper_left=left), (*told, Wipe("idle"))


def _journey(state: Base, event: VisitEvent, policy: Policy) -> Step:
    match state:
        case Opening():
            return _opening(state, event)
        case Home():
            return _home(state, event, policy)
        case ChoosingMunicipality():
            return _choosing_municipality(state, event)
        case Introducing():
            return _introducing(state, event)
        case Filling():
            return _filling(state, event, policy)
        case Reviewing():
            return _reviewing(state, event, policy)
        case Submitting():
            return submitting(state, event)
        case Storing():
            return storing(state, event)
        case Stored():
            return stored(state, event, policy)
        case Done():
            return done(state, event, policy)
        case Failed():
            return failed(state, event, policy)
        case _:
            assert_never(state)


def _open(target: Home | Introducing) -> Step:
    return Opening(target), (Load(target),)


def _opening(state: Opening, event: VisitEvent) -> Step:
    match event, state.target:
        case Loaded(begins=int(page)), Introducing(service):
            filling, effects = _begun(service, page)
            return filling, (Doubt(), *effects)
        case Loaded(), Introducing():
            return state.target, (Doubt(),)
        case Loaded(), target:
            return target, ()
        case LoadFailed(problem, code), _:
            return Failed(problem, code, state), (shown(problem, code),)
        case Back(), Introducing():
            return Home(), ()
        case Back(), Home():
            return _wipe("left")
        case _:
            return state, ()


def _home(state: Home, event: VisitEvent, policy: Policy) -> Step:
    match event:
        case ServiceChosen(service):
            return _open(Introducing(service))
        case CategoryChosen(category):
            return Home(category), ()
        case MunicipalityWanted() if policy.may_change_municipality:
            return ChoosingMunicipality(), ()
        case Back():
            return Home(), ()
        case _:
            return state, ()


def _choosing_municipality(state: ChoosingMunicipality, event: VisitEvent) -> Step:
    match event:
        case MunicipalityChosen(bfs):
            return Opening(Home()), (Settle(bfs), Load(Home()))
        case Back():
            return Home(), ()
        case _:
            return state, ()


def _introducing(state: Introducing, event: VisitEvent) -> Step:
    match event:
        case Begun(page):
            return _begun(state.service, page)
        case Back():
            return Home(), ()
        case _:
            return state, ()


def _begun(service: str, page: int) -> Step:
    opened = Record(AuditEvent.SERVICE_OPENED, (("service", service),))
    return Filling(service, page), (opened,)


def _filling(state: Filling, event: VisitEvent, policy: Policy) -> Step:
    match event:
        case DocumentsWanted(pointer):
            return wanted(state, pointer, policy)
        case Advanced(page):
            return Filling(state.service, page, changing=state.changing), ()
        case Completed():
            return Reviewing(state.service), (CheckPrinter(),)
        case Refused(page):
            again = state.refused + 1 if page == state.page else 1
            return Filling(state.service, page, again, state.changing), ()
        case WentBack(page):
            return Filling(state.service, page), ()
        case Back() if state.changing:
            return Reviewing(state.service), (CheckPrinter(),)
        case Back():
            return (Introducing(state.service) if policy.introduces else Home()), ()
        case _:
            return state, ()


def _reviewing(state: Reviewing, event: VisitEvent, policy: Policy) -> Step:
    if moved := agreeing(state, event, policy):
        return moved
    match event:
        case ChangeWanted(page):
            return Filling(state.service, page, changing=True), ()
        case Refused(page):
            return Filling(state.service, page, refused=1, changing=True), ()
        case WentBack(page):
            return Filling(state.service, page), ()
        case Confirmed(key):
            began = Record(AuditEvent.SUBMISSION_BEGAN, (("service", state.service), ("key", key)))
            agreed = state.agreement.value if policy.asks_agreement else ""
            return Submitting(state.service, key), (began, Submit(state.service, key, agreed))
        case _:
            return state, ()
