"""What a command would tell the flow now: the flow itself is asked, so that both cannot differ."""

from kiosk import flow
from kiosk.flow.outbox import may_store
from kiosk.view import View
from ui.counter.keys import Command
from ui.counter.page import Changeable
from ui.pages.page import Page
from ui.widgets.tools import looks

_LEADS_BACK = flow.Back | flow.Stayed
"""What Esc does; in the place of *Back* some pages offer something else."""


def event_of(command: Command, page: Page, view: View, number: int = 0) -> flow.Event | None:
    """Return what `command` tells the flow; None where that would change nothing now.

    `number` is that of the key, for a command with a key a number.
    """
    match command.name:
        case "continue":
            action = page.offers().forward
            return action.event if action else None
        case "back":
            action = page.offers().back
            return action.event if action and isinstance(action.event, _LEADS_BACK) else None
        case "change":
            return page.change_of(number) if isinstance(page, Changeable) else None
        case "case":
            return _if_it_moves(flow.CaseWanted(number), view) if _held(number, view) else None
        case "larger" | "contrast":
            size, contrast = (event for _, _, event in looks(view))
            return _if_it_moves(size if command.name == "larger" else contrast, view)
        case _ if command.event is not None and _has_ground(command, view):
            return _if_it_moves(command.event, view)
        case _:
            return None


def _if_it_moves(event: flow.Event, view: View) -> flow.Event | None:
    nothing = view.state, ()
    return event if flow.step(view.state, event, view.policy) != nothing else None


def _held(number: int, view: View) -> bool:
    return number in {line.number for line in view.cases}


def _has_ground(command: Command, view: View) -> bool:
    """Whether there is something for `command`: of that, states say nothing."""
    match command.name:
        case "reuse-person":
            return bool(view.reusable.person)
        case "reuse-family":
            return bool(view.reusable.family)
        case "store":
            return storable(view)
        case "show-visitor" | "agreed-in-words":
            return view.filled is not None and not view.filled.findings
        case _:
            return True


def storable(view: View) -> bool:
    """Whether what could not be sent may be sealed: its sender needs a key for that."""
    if not isinstance(view.state, flow.Failed) or view.service is None:
        return False
    return may_store(view.state, view.policy) and bool(view.service.sender.encryption_key)
