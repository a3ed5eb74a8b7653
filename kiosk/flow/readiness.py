"""The part of the journey in which staff look whether the terminal is ready, before it opens.

It begins at the start screen, and leads back to it as everything does: through a wipe.
"""

from kiosk.audit import AuditEvent
from kiosk.flow.effects import Record, Wipe
from kiosk.flow.events import Back, Left, Retried, WentIdle
from kiosk.flow.staff_effects import Effect, Examine, SignOut
from kiosk.flow.staff_events import (
    Event,
    LockWanted,
    ReadinessKnown,
    ReadinessUnknown,
    SignOutWanted,
)
from kiosk.flow.staff_states import Examined, Locked, Readiness, State
from kiosk.flow.states import Wiping
from kiosk.policy import Policy

_LEAVE = Wipe("readiness")


def look_at_readiness(
    state: Readiness, event: Event, policy: Policy
) -> tuple[State, tuple[Effect, ...]]:
    """Return what follows while the report is made or shown."""
    match event:
        case ReadinessKnown():
            return Readiness(Examined.KNOWN), ()
        case ReadinessUnknown():
            return Readiness(Examined.UNKNOWN), ()
        case Retried() if state.examined is not Examined.NOT_YET:
            return Readiness(), (Examine(),)
        case LockWanted() | WentIdle() if policy.staff_signs_in:
            return Locked(Wiping()), (Record(AuditEvent.STAFF_LOCKED), _LEAVE)
        case SignOutWanted() if policy.staff_signs_in:
            signed_out = Record(AuditEvent.STAFF_SIGNED_OUT), SignOut(), Wipe("signed-out")
            return Wiping(), signed_out
        case Back() | Left() | WentIdle():
            return Wiping(), (_LEAVE,)
        case _:
            return state, ()
