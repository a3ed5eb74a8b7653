"""Several walk-ins: a visit is held, the next one begins, and the first goes on.

Between two visitors lies a wipe, as everywhere; what is held is put aside before it.
"""

from typing import TypeAlias

from kiosk.audit import AuditEvent
from kiosk.flow.counter_effects import GoOn, Hold, NoteIdentity, Resume, Reuse
from kiosk.flow.counter_events import (
    AnotherWanted,
    CaseResumed,
    CaseWanted,
    HoldWanted,
    IdentitySeen,
    NewCaseWanted,
    ReuseWanted,
)
from kiosk.flow.effects import Load, Record, VisitEffect, Wipe
from kiosk.flow.events import ServiceChosen, VisitEvent
from kiosk.flow.nobody_here import BEGIN
from kiosk.flow.states import (
    Attract,
    Base,
    ChoosingMunicipality,
    Done,
    Failed,
    Filling,
    Home,
    Introducing,
    Opening,
    Reviewing,
    Stored,
    VisitState,
    Wiping,
)
from kiosk.policy import Policy

Moved: TypeAlias = tuple[VisitState, tuple[VisitEffect, ...]]

_EMPTY = (Home, ChoosingMunicipality)
"""Nothing was begun here: there is nothing to hold."""
_ENDED = (Done, Stored)
"""Everything is said: nothing to come back to."""


def may_hold(state: object, policy: Policy) -> bool:
    """Whether the visit at `state` can wait while others are served."""
    begun = isinstance(state, Introducing | Filling | Reviewing | Failed)
    return begun and policy.most_cases > 0


def at_the_desk(state: Attract, event: VisitEvent, policy: Policy) -> Moved | None:
    """Return what follows where nobody is being served; None where it is as at a terminal."""
    match event:
        case NewCaseWanted() if policy.most_cases:
            return Opening(Home()), BEGIN
        case ServiceChosen(service) if policy.most_cases:
            target = Introducing(service)
            return Opening(target), (Record(AuditEvent.VISIT_BEGAN), Load(target))
        case CaseWanted(number) if policy.most_cases:
            return state, (Resume(number),)
        case CaseResumed(back):
            return back, (Record(AuditEvent.CASE_RESUMED),)
        case _:
            return None


def with_others(state: Base, event: VisitEvent, policy: Policy) -> Moved | None:
    """Return what follows during a visit; None where this is about something else."""
    match event:
        case HoldWanted():
            return _held(state, 0, policy)
        case NewCaseWanted():
            return _held(state, Wiping.NEW_CASE, policy)
        case CaseWanted(number):
            return _held(state, number, policy)
        case IdentitySeen(document) if policy.sees_identity:
            return state, (NoteIdentity(document),)
        case ReuseWanted(person) if isinstance(state, Filling) and policy.goes_on:
            return state, (Reuse(person),)
        case AnotherWanted() if isinstance(state, _ENDED) and policy.goes_on:
            return Opening(Home()), (GoOn(), Load(Home()))
        case _:
            return None


def after_wipe(state: Wiping) -> Moved:
    """Return what follows a clean wipe: the start screen, and what was asked for before."""
    match state.then:
        case 0:
            return Attract(state.paper_left), ()
        case Wiping.NEW_CASE:
            return Opening(Home()), BEGIN
        case number:
            return Attract(state.paper_left), (Resume(number),)


def _held(state: Base, then: int, policy: Policy) -> Moved | None:
    if not policy.most_cases:
        return None
    if may_hold(state, policy):
        kept = _at_rest(state)
        record = Record(AuditEvent.CASE_HELD)
        return Wiping(then=then), (Hold(kept), record, Wipe("held"))
    if isinstance(state, _EMPTY):
        return Wiping(then=then), (Wipe("left"),)
    return None


def _at_rest(state: Base) -> Base:
    """Return where a held visit goes on: nobody waits for an answer to its agreement."""
    return Reviewing(state.service) if isinstance(state, Reviewing) else state
