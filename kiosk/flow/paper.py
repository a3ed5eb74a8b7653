"""The part of the journey after the answers were sent, or could not be: what is taken along."""

from dataclasses import replace
from typing import TypeAlias

from kiosk.audit import AuditEvent
from kiosk.flow.effects import (
    MakeApplication,
    Print,
    Record,
    SendCopy,
    VisitEffect,
    Wipe,
)
from kiosk.flow.events import (
    ApplicationWanted,
    Back,
    LeaveWanted,
    Left,
    MailEnded,
    MailWanted,
    NoPaperCame,
    PaperChanged,
    PaperTaken,
    PreviewWanted,
    PrintWanted,
    Stayed,
    VisitEvent,
)
from kiosk.flow.states import (
    Done,
    Failed,
    HandingOver,
    Mail,
    Overlay,
    Paper,
    Previewing,
    Stored,
    Submitting,
    TakingPaper,
    VisitState,
    Warned,
    Wiping,
)
from kiosk.policy import Policy
from kiosk.problems import PROBLEMS

COMES_OUT = frozenset({Paper.PRINTING, Paper.PRINTED, Paper.QUEUED})
"""With these, paper lies in the printer or soon will."""

NO_PAPER_CAME = "no-paper-came"
"""The trouble of a printer that reported the end of the job, where the visitor saw no paper."""

IDLE = frozenset({Paper.READY, Paper.FAILED, Paper.PRINTED, Paper.QUEUED})
"""With these, something may be handed to the printer."""

Moved: TypeAlias = tuple[VisitState, tuple[VisitEffect, ...]]


def may_print(state: Done | Stored, policy: Policy) -> bool:
    """Whether one more document may be handed to the printer."""
    return state.paper in IDLE and state.prints < policy.most_prints


def may_show(state: Done) -> bool:
    """Whether there is a confirmation to look at."""
    return state.paper not in {Paper.PREPARING, Paper.UNPRINTABLE}


def done(state: Done, event: VisitEvent, policy: Policy) -> Moved:
    """Return what follows while a verified receipt is here."""
    match event:
        case PrintWanted(document) if may_print(state, policy):
            prints = state.prints + 1
            printing = replace(state, paper=Paper.PRINTING, prints=prints, trouble="")
            return printing, (Print(document),)
        case PreviewWanted(sheet, document) if document or may_show(state):
            return Previewing(state, max(0, sheet), document), ()
        case PaperChanged(Paper.READY):
            return replace(state, paper=Paper.READY), ()
        case PaperChanged(paper, trouble):
            ended = replace(state, paper=paper, trouble=trouble)
            return ended, (paper_ended(paper, trouble),)
        case MailWanted() if state.mail in {Mail.UNASKED, Mail.FAILED}:
            return replace(state, mail=Mail.SENDING), (SendCopy(),)
        case MailEnded(sent) if state.mail is Mail.SENDING:
            mail = Mail.SENT if sent else Mail.FAILED
            told = Record(AuditEvent.COPY_ENDED, (("outcome", mail.value),))
            return replace(state, mail=mail), (told,)
        case _:
            return state, ()


def taking_paper(state: TakingPaper, event: VisitEvent) -> Moved | None:
    """Return what follows, or None where it is as on every overlay."""
    match event:
        case PaperTaken() | Left():
            return Wiping(), (Wipe("left"),)
        case NoPaperCame():
            none = replace(state.inside, paper=Paper.FAILED, trouble=NO_PAPER_CAME)
            return none, (paper_ended(Paper.FAILED, NO_PAPER_CAME),)
        case Back() | Stayed():
            return state.inside, ()
        case LeaveWanted():
            return state, ()  # the second half of a double tap
        case _:
            return None


def not_sent(state: Failed, event: VisitEvent) -> Moved | None:
    """Return what follows where nothing was sent; None where this is about something else."""
    match event, state.inside:
        case ApplicationWanted(), Submitting() if may_apply_on_paper(state):
            return replace(state, paper=Paper.PREPARING, trouble=""), (MakeApplication(),)
        case PaperChanged(Paper.READY), _ if state.paper is Paper.PREPARING:
            return replace(state, paper=Paper.PRINTING), (Print(),)
        case PaperChanged(paper, trouble), _ if state.paper is not None:
            ended = replace(state, paper=paper, trouble=trouble)
            return ended, (paper_ended(paper, trouble),)
        case _:
            return None


def may_apply_on_paper(state: Failed) -> bool:
    """Whether the answers may be printed, to hand them in: never while they may have arrived."""
    sent_nothing = isinstance(state.inside, Submitting) and PROBLEMS[state.problem].back
    return sent_nothing and state.paper in {None, Paper.FAILED, Paper.UNPRINTABLE}


def paper_left(state: VisitState) -> bool:
    """Whether somebody who goes without a word may leave paper in the printer."""
    if isinstance(state, HandingOver) and state.paper in COMES_OUT:
        return True
    if isinstance(state, Warned | Overlay):
        return paper_left(state.inside)
    return isinstance(state, Done | Stored | Failed) and state.paper in COMES_OUT


def paper_ended(paper: Paper, trouble: str) -> Record:
    """Return what is written down of a document that was printed, or was not."""
    return Record(AuditEvent.PAPER_ENDED, (("outcome", paper.value), ("reason", trouble)))
