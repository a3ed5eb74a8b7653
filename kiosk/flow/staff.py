"""Staff sign in before a counter opens, and a lock lies over everything there.

The visit below knows nothing of it: what the world answers still reaches it, and nothing else
does until the PIN was right.
"""

from dataclasses import replace
from typing import TypeAlias, get_args

from kiosk.audit import AuditEvent
from kiosk.flow.counter_events import CaseResumed
from kiosk.flow.effects import Record, Wipe
from kiosk.flow.events import LookChosen, Retried, SubmitFailed, WentIdle, Wiped, WipeFailed
from kiosk.flow.readiness import look_at_readiness
from kiosk.flow.staff_effects import CheckPin, Effect, Examine, KeepPin, LookAtDesk, SignIn, SignOut
from kiosk.flow.staff_events import (
    Event,
    LockWanted,
    PinAccepted,
    PinChosen,
    PinEntered,
    PinKept,
    PinNotKept,
    PinRefused,
    PinUnchecked,
    ReadinessWanted,
    Recognized,
    SignedIn,
    SignInDenied,
    SignInFailed,
    SignInLapsed,
    SignInOffered,
    SignOutWanted,
    StaffEvent,
    StaffLost,
    WipedUnattended,
)
from kiosk.flow.staff_states import ChoosingPin, Locked, Readiness, SigningIn, SignInStep, State
from kiosk.flow.states import (
    Attract,
    Closed,
    Failed,
    OutOfService,
    Reviewing,
    Submitting,
    VisitState,
    Warned,
    Wiping,
)
from kiosk.flow.step import OUTCOMES
from kiosk.flow.step import step as step_of_the_visit
from kiosk.flow.submitting import ended
from kiosk.policy import Policy
from kiosk.portals.staff import SIGNED_OUT
from kiosk.problems import PROBLEMS

Step: TypeAlias = tuple[State, tuple[Effect, ...]]

ANY_STAFF_EVENT = get_args(StaffEvent)

REACHES_BELOW = (*OUTCOMES, Wiped, WipedUnattended, WipeFailed, CaseResumed)
"""What the world answers while the counter is locked."""


def step(state: State, event: Event, policy: Policy) -> Step:
    """Return the state that follows, and what must be done on the way."""
    match state:
        case SigningIn() | ChoosingPin() | Locked() if isinstance(event, LookChosen):
            return state, (LookAtDesk(event.text_size, event.contrast),)
        case SigningIn():
            return _signing_in(state, event)
        case ChoosingPin():
            return _choosing_pin(state, event)
        case Locked():
            return _locked(state, event, policy)
        case Readiness():
            return look_at_readiness(state, event, policy)
        case _:
            return _at_the_counter(state, event, policy)


def _at_the_counter(state: VisitState, event: Event, policy: Policy) -> Step:
    match state, event:
        case Wiping(), WipedUnattended():
            return SigningIn(), (SignIn(),)
        case Attract(), ReadinessWanted() if policy.shows_readiness:
            return Readiness(), (Examine(),)
        case Submitting(service), SubmitFailed(problem, code) if code == SIGNED_OUT:
            sent_nothing = PROBLEMS[problem].back
            inside = Reviewing(service) if sent_nothing else Failed(problem, code, state)
            return SigningIn(inside=inside), (ended(state, code), SignIn())
        case (Closed() | Warned(), LockWanted()) | (Closed() | Warned() | Submitting(), WentIdle()):
            return _of_the_visit(state, event, policy)
        case _, LockWanted() | WentIdle() if policy.staff_signs_in:
            return Locked(state), (Record(AuditEvent.STAFF_LOCKED),)  # type: ignore[arg-type] # neither closed nor warned
        case _:
            return _of_the_visit(state, event, policy)


def _of_the_visit(state: VisitState, event: Event, policy: Policy) -> Step:
    """Let the visit move; it knows none of staff's events."""
    if isinstance(event, ANY_STAFF_EVENT):
        return state, ()
    return step_of_the_visit(state, event, policy)  # type: ignore[arg-type] # none of staff's is left


def _signing_in(state: SigningIn, event: Event) -> Step:
    entered = Record(AuditEvent.STAFF_SIGNED_IN)
    match event:
        case SignInOffered():
            return replace(state, step=SignInStep.WAITING, code=""), ()
        case SignInDenied():
            return replace(state, step=SignInStep.DENIED, code=""), ()
        case SignInLapsed():
            return replace(state, step=SignInStep.EXPIRED, code=""), ()
        case SignInFailed(code):
            return replace(state, step=SignInStep.FAILED, code=code), ()
        case Retried() if state.step.ended:
            return SigningIn(inside=state.inside), (SignIn(),)
        case SignOutWanted() | WentIdle() if state.hides_a_visit:
            return _signed_out(state)
        case WentIdle() if state.step is SignInStep.FAILED:  # the line may be back
            return SigningIn(), (SignIn(),)
        case Recognized():
            return Locked(state.inside), (entered,)
        case SignedIn(pin_known=True):
            return state.inside, (entered,)
        case SignedIn() if state.hides_a_visit:  # it is somebody else's visit
            return _signed_out(state)
        case SignedIn():
            return ChoosingPin(), (entered,)
        case _:
            return state, ()


def _choosing_pin(state: ChoosingPin, event: Event) -> Step:
    match event:
        case PinChosen(pin) if not state.keeping:
            return ChoosingPin(keeping=True), (KeepPin(pin),)
        case PinKept() if state.keeping:
            return Attract(), ()
        case PinNotKept(code) if state.keeping:
            return ChoosingPin(code=code), ()
        case SignOutWanted() | WentIdle() | LockWanted():
            return _signed_out(state)
        case _:
            return state, ()


def _locked(state: Locked, event: Event, policy: Policy) -> Step:
    match event:
        case PinEntered(pin) if not state.checking:
            return Locked(state.inside, checking=True), (CheckPin(pin),)
        case PinAccepted() if state.checking:
            return state.inside, (Record(AuditEvent.STAFF_UNLOCKED),)
        case PinRefused(left) if state.checking:
            refused = Locked(state.inside, refused=True, left=left)
            return refused, (Record(AuditEvent.STAFF_PIN_REFUSED),)
        case PinUnchecked(code) if state.checking:
            return Locked(state.inside, code=code), ()
        case StaffLost() if state.checking:
            below, effects = _signed_out(state)
            return below, (Record(AuditEvent.STAFF_PIN_REFUSED), *effects)
        case SignOutWanted() if state.may_be_left:
            return _signed_out(state)
        case WentIdle() if state.may_be_left and state.hides_a_visit:
            return replace(state, inside=Wiping()), (Wipe("locked"),)
        case _ if isinstance(event, REACHES_BELOW):
            return _below(state, event, policy)
        case _:
            return state, ()


def _signed_out(state: SigningIn | ChoosingPin | Locked) -> Step:
    """End the staff member's sign-in, and with it whatever visit is below."""
    effects: tuple[Effect, ...] = (Record(AuditEvent.STAFF_SIGNED_OUT), SignOut())
    if isinstance(state, Locked) and isinstance(state.inside, Wiping):
        return Wiping(), effects
    return Wiping(), (*effects, Wipe("signed-out"))


def _below(state: Locked, event: Event, policy: Policy) -> Step:
    """Let the state below take `event`; the lock stays where it is."""
    below, effects = step(state.inside, event, policy)
    match below:
        case Closed() | SigningIn() | ChoosingPin() | Locked() | Warned() | Readiness():
            return below, effects
        case _:
            return replace(state, inside=below), effects


def uncovered(state: State) -> State:
    """Return what lies below a lock or a warning, else `state` itself."""
    return state.inside if isinstance(state, Locked | Warned) else state


def after_fault(state: State) -> State:
    """Return what follows on a fault of ours: a wipe, and nothing is unlocked by it.

    Where there was no visit a wipe would change nothing: the counter closes and is started anew.
    """
    match state:
        case Closed():
            return state
        case Locked() | SigningIn() if state.hides_a_visit:
            return Locked(Wiping())
        case Wiping() | Attract() | OutOfService() | SigningIn() | ChoosingPin() | Locked():
            return Closed("fault")
        case _:
            return Wiping()
