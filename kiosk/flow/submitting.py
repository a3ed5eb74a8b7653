"""The part of the journey in which answers are on their way, and what follows where they fail."""

from typing import TypeAlias

from kiosk.audit import AuditEvent
from kiosk.flow.effects import CheckPrinter, Load, MakePaper, Record, Submit, VisitEffect, Wipe
from kiosk.flow.events import Back, Received, Refused, Retried, SubmitFailed, VisitEvent
from kiosk.flow.outbox import store
from kiosk.flow.paper import not_sent
from kiosk.flow.states import (
    Done,
    Failed,
    Filling,
    Home,
    Introducing,
    Opening,
    Reviewing,
    Submitting,
    VisitState,
    Wiping,
)
from kiosk.policy import Policy
from kiosk.problems import PROBLEMS

Moved: TypeAlias = tuple[VisitState, tuple[VisitEffect, ...]]


def submitting(state: Submitting, event: VisitEvent) -> Moved:
    """Return what follows while answers are on their way."""
    match event:
        case Received(case):
            return Done(state.service, case), (ended(state, "received"), MakePaper())
        case SubmitFailed(problem, code):
            return Failed(problem, code, state), (ended(state, code), shown(problem, code))
        case _:
            return state, ()


def failed(state: Failed, event: VisitEvent, policy: Policy) -> Moved:
    """Return what follows where something did not work."""
    if moved := store(state, event, policy) or not_sent(state, event):
        return moved
    problem = PROBLEMS[state.problem]
    match event, state.inside:
        case Retried(), Opening(target) if problem.retry:
            return state.inside, (Load(target),)
        case Retried(), Submitting(service, key) if problem.retry:
            return state.inside, (Submit(service, key),)
        case Back(), Opening(Introducing()):
            return Home(), ()
        case Back(), Opening(Home()):
            return Wiping(), (Wipe("left"),)
        case Back(), Submitting(service) if problem.word == "form-changed":
            return Opening(Introducing(service)), (Load(Introducing(service)),)
        case Refused(page), Submitting(service) if problem.back:
            return Filling(service, page, refused=1, changing=True), ()
        case Back(), Submitting(service) if problem.back:
            return Reviewing(service), (CheckPrinter(),)
        case _:
            return state, ()


def shown(problem: str, code: str) -> Record:
    """Return what is written down of a problem that is shown."""
    return Record(AuditEvent.PROBLEM_SHOWN, (("problem", problem), ("code", code)))


def ended(state: Submitting, outcome: str) -> Record:
    """Return what is written down at the end of a submission."""
    fields = (("service", state.service), ("key", state.key), ("outcome", outcome))
    return Record(AuditEvent.SUBMISSION_ENDED, fields)
