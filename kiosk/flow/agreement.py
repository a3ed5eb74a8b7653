"""The part of the journey in which the visitor agrees to what staff typed, before it is sent."""

from dataclasses import replace
from typing import TypeAlias

from kiosk.flow.counter_events import AgreementGiven, AgreementRefused, AgreementWanted
from kiosk.flow.effects import VisitEffect
from kiosk.flow.events import Back, Confirmed, Stayed, VisitEvent
from kiosk.flow.states import Agreement, Reviewing
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
