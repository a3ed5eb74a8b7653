"""The part of the journey in which a submission is sealed, because the portal cannot take it."""

from dataclasses import replace
from typing import TypeAlias

from kiosk.audit import AuditEvent
from kiosk.flow.counter_effects import ForgetExpired, Store
from kiosk.flow.counter_events import ExpiredKnown, StoreFailed, StoreWanted, WasStored
from kiosk.flow.effects import MakeApplication, Print, Record, VisitEffect
from kiosk.flow.events import PaperChanged, PrintWanted, VisitEvent
from kiosk.flow.paper import may_print, paper_ended
from kiosk.flow.states import Failed, Paper, Stored, Storing, Submitting, VisitState
from kiosk.policy import Policy

Moved: TypeAlias = tuple[VisitState, tuple[VisitEffect, ...]]

STORED = (WasStored, StoreFailed)
"""What the world answers while a submission is being sealed."""

KEEPS = frozenset({"unreachable", "busy", "outcome-unknown"})
"""The problems that time alone may mend: what may have arrived is sent under the same key."""


def may_store(state: Failed, policy: Policy) -> bool:
    """Whether the submission may be sealed into the outbox; its sender must have a key, too."""
    return policy.keeps_outbox and isinstance(state.inside, Submitting) and state.problem in KEEPS


def storing(state: Storing, event: VisitEvent) -> Moved:
    """Return what follows while it is being sealed."""
    match event:
        case WasStored():
            kept = Record(AuditEvent.SUBMISSION_STORED, _named(state))
            return Stored(state.service, state.key), (kept, MakeApplication())
        case StoreFailed(code):
            inside = Submitting(state.service, state.key)
            return Failed(state.problem, state.code, inside, unstored=code), ()
        case _:
            return state, ()


def store(state: Failed, event: VisitEvent, policy: Policy) -> Moved | None:
    """Return what follows where the portal could not take it; None for something else."""
    match event, state.inside:
        case StoreWanted(), Submitting(service, key) if may_store(state, policy):
            storing_ = Storing(service, key, state.problem, state.code)
            return storing_, (Store(service, key),)
        case _:
            return None


def stored(state: Stored, event: VisitEvent, policy: Policy) -> Moved:
    """Return what follows while the paper says that it is stored, and not received."""
    match event:
        case PaperChanged(Paper.READY) if state.prints == 0:
            return replace(state, paper=Paper.PRINTING, prints=1), (Print(),)
        case PaperChanged(paper, trouble):
            ended = replace(state, paper=paper, trouble=trouble)
            return ended, (paper_ended(paper, trouble),)
        case PrintWanted() if may_print(state, policy):
            again = replace(state, paper=Paper.PRINTING, prints=state.prints + 1, trouble="")
            return again, (Print(),)
        case _:
            return state, ()


def known(state: VisitState, event: VisitEvent) -> Moved | None:
    """Return what follows where staff say that they know of what expired; None for else."""
    return (state, (ForgetExpired(),)) if isinstance(event, ExpiredKnown) else None


def _named(state: Storing) -> tuple[tuple[str, str], ...]:
    return (("service", state.service), ("key", state.key))
