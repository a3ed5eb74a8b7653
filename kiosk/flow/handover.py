"""The part of the journey in which a case goes on at another screen, by a code."""

from dataclasses import replace
from typing import TypeAlias

from kiosk.audit import AuditEvent
from kiosk.flow.counter_effects import HandOver, PrintHandover, TakeOver, WithdrawHandover
from kiosk.flow.counter_events import (
    CodeEntered,
    DraftRefused,
    DraftTaken,
    HandoverExpired,
    HandoverFailed,
    HandoverReady,
    HandoverTaken,
    HandOverWanted,
    TakeOverWanted,
)
from kiosk.flow.effects import Load, Record, VisitEffect, Wipe
from kiosk.flow.events import (
    Back,
    HelpWanted,
    LanguageWanted,
    LeaveWanted,
    Left,
    PaperChanged,
    PrintWanted,
    Retried,
    VisitEvent,
)
from kiosk.flow.paper import paper_ended
from kiosk.flow.states import (
    Attract,
    Base,
    ChoosingLanguage,
    Filling,
    HandingOver,
    HandoverStep,
    Helping,
    Home,
    Introducing,
    Opening,
    Paper,
    Reviewing,
    TakingOver,
    VisitState,
    Warned,
    Wiping,
)

Moved: TypeAlias = tuple[VisitState, tuple[VisitEffect, ...]]

PASSED_ON = (
    HandoverReady,
    HandoverFailed,
    HandoverTaken,
    HandoverExpired,
    DraftTaken,
    DraftRefused,
)
"""What the world answers while a case is on its way."""

_GONE = {HandoverStep.EXPIRED, HandoverStep.FAILED}


def may_hand_over(state: object) -> bool:
    """Whether the visit at `state` has something that can go on elsewhere."""
    below = state.inside if isinstance(state, Helping) else state
    return isinstance(below, Introducing | Filling | Reviewing)


def passing_on(state: Base | Helping | Attract, event: VisitEvent) -> Moved | None:
    """Return what follows where a case may go elsewhere or come from there; else None."""
    match state, event:
        case Introducing() | Filling() | Reviewing(), HandOverWanted():
            return HandingOver(state), (HandOver(),)
        case Helping(Introducing() | Filling() | Reviewing() as below), HandOverWanted():
            return HandingOver(below), (HandOver(),)
        case Attract(), TakeOverWanted():
            return TakingOver(Home()), (Record(AuditEvent.VISIT_BEGAN),)
        case Home(), TakeOverWanted():
            return TakingOver(state), ()
        case _:
            return None


def handing_over(state: HandingOver, event: VisitEvent) -> Moved | None:
    """Return what follows, or None where it is as on every overlay."""
    match event:
        case HandoverReady() if state.step is HandoverStep.SEALING:
            handed = Record(AuditEvent.CASE_HANDED_OVER)
            return replace(state, step=HandoverStep.READY), (handed,)
        case HandoverFailed(code) if state.step is HandoverStep.SEALING:
            return replace(state, step=HandoverStep.FAILED, code=code), ()
        case HandoverExpired() if state.step is HandoverStep.READY:
            return replace(state, step=HandoverStep.EXPIRED), ()
        case HandoverTaken() | Left() | LeaveWanted() if state.step is HandoverStep.READY:
            return Wiping(), (Wipe("handed-over"),)
        case Retried() if state.step in _GONE:
            return HandingOver(state.inside), (HandOver(),)
        case PrintWanted() if state.step is HandoverStep.READY and _may_print(state.paper):
            return replace(state, paper=Paper.PRINTING), (PrintHandover(),)
        case PaperChanged(paper, trouble) if state.paper is not None:
            return replace(state, paper=paper), (paper_ended(paper, trouble),)
        case _:
            return None


def withdrawn(state: HandingOver, step: Moved) -> Moved:
    """Return `step`, in which no draft waits for a visitor who goes on with it here.

    Whoever leaves a code behind wants it to be used, also who walks away without a word: a wipe
    lets the draft wait.
    """
    following, effects = step
    covered = following.inside if isinstance(following, Warned) else following
    handed_over = isinstance(following, Wiping) and state.step is HandoverStep.READY
    if isinstance(covered, HandingOver) or handed_over:
        return step
    return following, (WithdrawHandover(), *effects)


def taking_over(state: TakingOver, event: VisitEvent) -> Moved | None:
    """Return what follows, or None where it is as on every overlay."""
    match event:
        case CodeEntered(code) if not state.fetching:
            return TakingOver(state.inside, fetching=True), (TakeOver(code),)
        case DraftTaken(service) if state.fetching:
            taken = Record(AuditEvent.CASE_TAKEN_OVER, (("service", service),))
            target = Introducing(service)
            return Opening(target, straight=True), (taken, Load(target))
        case DraftRefused(refusal, code) if state.fetching:
            return TakingOver(state.inside, refusal=refusal, code=code), ()
        case Back():
            below, effects = _among_services(state)
            return below, (WithdrawHandover(), *effects) if state.fetching else effects
        case LanguageWanted() if not state.fetching:
            below, effects = _among_services(state)
            return ChoosingLanguage(below), effects
        case HelpWanted() if not state.fetching:
            below, effects = _among_services(state)
            return Helping(below), effects
        case _:
            return None


def _among_services(state: TakingOver) -> tuple[Opening, tuple[VisitEffect, ...]]:
    """Return what lies below: whoever came from the start screen has not seen it yet."""
    return Opening(state.inside), (Load(state.inside),)


def _may_print(paper: Paper | None) -> bool:
    """Once, unless it failed: a slip that came out is as good as two."""
    return paper in {None, Paper.FAILED, Paper.UNPRINTABLE}
