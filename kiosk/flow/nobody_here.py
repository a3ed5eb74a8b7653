"""The part of the journey in which nobody is here: the start screen, and out of service."""

from kiosk.audit import AuditEvent
from kiosk.flow.effects import Load, Look, Record, Speak, VisitEffect, Wipe
from kiosk.flow.events import (
    LanguageChosen,
    LookChosen,
    TerminalAccepted,
    TerminalRefused,
    Touched,
    VisitEvent,
)
from kiosk.flow.states import Attract, Home, Opening, OutOfService, VisitState, Wiping

BEGIN = (Record(AuditEvent.VISIT_BEGAN), Load(Home()))


def nobody_here(
    state: Attract | OutOfService, event: VisitEvent
) -> tuple[VisitState, tuple[VisitEffect, ...]]:
    """Return what follows. From out of service only a wipe leads back to the start screen."""
    match state, event:
        case _, LookChosen(text_size, contrast):
            return state, (Look(text_size, contrast),)
        case Attract(), Touched():
            return Opening(Home()), BEGIN
        case Attract(), LanguageChosen(language):
            return Opening(Home()), (Speak(language), *BEGIN)
        case OutOfService(), LanguageChosen(language):
            return state, (Speak(language),)
        case _, TerminalRefused(code) if state != OutOfService(code):
            return OutOfService(code), (Record(AuditEvent.OUT_OF_SERVICE, (("code", code),)),)
        case OutOfService(code), TerminalAccepted():
            again = Record(AuditEvent.IN_SERVICE_AGAIN, (("code", code),))
            return Wiping(), (again, Wipe("in-service"))
        case _:
            return state, ()
