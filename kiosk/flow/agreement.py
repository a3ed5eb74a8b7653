"""What the visitor does at a counter: agrees to what staff typed, in a language of their own."""

from dataclasses import replace
from typing import TypeAlias

from kiosk.flow.counter_events import (
    AgreementGiven,
    AgreementRefused,
    AgreementWanted,
    VisitorLanguageChosen,
)
from kiosk.flow.effects import Speak, VisitEffect
from kiosk.flow.events import Back, Confirmed, Stayed, VisitEvent
from kiosk.flow.states import Agreement, Closed, Reviewing, VisitState, Wiping
from kiosk.policy import Policy

Moved: TypeAlias = tuple[Reviewing, tuple[VisitEffect, ...]]


def agreeing(state: Reviewing, event: VisitEvent, policy: Policy) -> Moved | None:
    """Return what follows; None where this is about something else.

    Where the policy asks for it, *Send* without an agreement asks the visitor first.
    """
    if not policy.asks_agreement:
        return None
    match event, state.agreement:
        case AgreementWanted(), _:
            return replace(state, agreement=Agreement.ASKED), ()
        case Confirmed(), Agreement.UNASKED | Agreement.REFUSED:
            return replace(state, agreement=Agreement.ASKED), ()
        case Confirmed(), Agreement.ASKED:
            return state, ()
        case AgreementGiven(in_words=True), _:
            return replace(state, agreement=Agreement.IN_WORDS), ()
        case AgreementGiven(), Agreement.ASKED:
            return replace(state, agreement=Agreement.ON_SCREEN), ()
        case AgreementRefused(), Agreement.ASKED:
            return replace(state, agreement=Agreement.REFUSED), ()
        case ((Back() | Stayed()), Agreement.ASKED):
            return replace(state, agreement=Agreement.UNASKED), ()
        case _:
            return None


def spoken(
    state: VisitState, event: VisitEvent, policy: Policy
) -> tuple[VisitState, tuple[VisitEffect, ...]] | None:
    """Return what follows where the visitor chose a language on a screen of their own; else None.

    Nothing moves: the language is the visitor's, and staff go on where they are.
    """
    match event:
        case VisitorLanguageChosen(language) if policy.office_language:
            return state, () if isinstance(state, Wiping | Closed) else (Speak(language),)
        case VisitorLanguageChosen():
            return state, ()
        case _:
            return None
