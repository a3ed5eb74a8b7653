"""Turns what was touched into what is true: *Continue* means different things.

The flow knows no answers. Before it moves, *Continue* and *Back* are answered here with what the
answers say: on to which page, back to which, or what is missing.
"""

from collections.abc import Callable

from kiosk import flow
from kiosk.forms.filled import Filled
from kiosk.view import View


def informed(
    state: flow.State, event: flow.Event, view: View, new_key: Callable[[], str]
) -> flow.Event:
    """Return the event that the flow understands; others pass unchanged."""
    filled = view.filled
    if isinstance(event, flow.Loaded):
        return _loaded(_below(state), view)
    if isinstance(event, flow.HoldWanted | flow.NewCaseWanted) and _no_room(state, view):
        return flow.Stayed()
    if filled is None:
        return event
    whole = view.policy.whole_form
    match state, event:
        case flow.Filling(), flow.Continued() if whole:
            return _first_refused(filled) or flow.Completed()
        case flow.Filling(), flow.Continued():
            return _continued(state, filled)
        case flow.Filling(changing=False), flow.Back() if not whole:
            return _back_from(state.page, filled)
        case flow.Reviewing(agreement=flow.Agreement.ASKED), flow.Back():
            return event
        case flow.Reviewing(), flow.AgreementWanted():
            return _first_refused(filled) or event
        case flow.Reviewing(), flow.Back():
            return flow.WentBack(filled.pages[0]) if whole else _at_the_end(filled)
        case flow.Reviewing(), flow.Continued():
            return _first_refused(filled) or flow.Confirmed(new_key())
        case flow.Failed(problem="declined", inside=flow.Submitting()), flow.Back():
            return _first_refused(filled) or event
        case _:
            return event


def _below(state: flow.State) -> flow.State:
    """Return what is being opened behind a lock, a warning or an overlay."""
    while isinstance(state, flow.Locked | flow.Warned | flow.Overlay):
        state = state.inside
    return state


def _loaded(state: flow.State, view: View) -> flow.Event:
    """Say where the form begins, where its service is not introduced."""
    filled = view.filled
    match state:
        case flow.Opening(flow.Introducing(), straight) if filled is not None:
            begins = _offered(view) if straight else not view.policy.introduces
            return flow.Loaded(_first_open(filled, straight=straight) if begins else None)
        case _:
            return flow.Loaded()


def _continued(state: flow.Filling, filled: Filled) -> flow.Event:
    if filled.findings_on(state.page) or state.page in filled.stops:
        return flow.Refused(state.page)
    following = filled.after(state.page)
    if state.changing or following is None:
        missing = _first_refused(filled)
        return flow.Advanced(missing.page) if missing else flow.Completed()
    return flow.Advanced(following)


def _no_room(state: flow.State, view: View) -> bool:
    """Whether the visit at `state` would have to be held where no other may be."""
    return flow.may_hold(state, view.policy) and len(view.cases) >= view.policy.most_cases


def _offered(view: View) -> bool:
    """Whether what was begun elsewhere may go on here: a terminal offers less than a counter."""
    service = view.service
    return service is not None and service.open and view.policy.audience in service.audience


def _first_open(filled: Filled, *, straight: bool) -> int:
    """Return the first page, or of what was begun elsewhere the first that is not in order."""
    missing = _first_refused(filled) if straight else None
    return missing.page if missing else filled.pages[0]


def _at_the_end(filled: Filled) -> flow.Event:
    return _back_from(len(filled.form.pages), filled)


def _back_from(page: int, filled: Filled) -> flow.Event:
    before = filled.before(page)
    return flow.Back() if before is None else flow.WentBack(before)


def _first_refused(filled: Filled) -> flow.Refused | None:
    found = [finding.page for finding in filled.findings] + sorted(filled.stops)
    return flow.Refused(min(found)) if found else None
