"""What a command means now, or why it means nothing: the flow itself is asked, so both agree."""

from kiosk import flow
from kiosk.flow.outbox import may_store
from kiosk.view import View
from ui.counter.keys import OF_FORMS, Command
from ui.counter.page import Changeable, Entered, Guided
from ui.pages.page import Page
from ui.widgets.tools import looks

ALWAYS = frozenset({"palette", "keys", "search", "next-pane", "previous-pane"})
"""They lead somewhere on every page."""

SENT = flow.Submitting | flow.Storing | flow.Stored | flow.Done | flow.TakingPaper
"""Where it is too late for what goes along with a submission."""

LEADS_BACK = flow.Back | flow.Stayed
"""What Esc does; in the place of *Back* some pages offer something else."""


class Acting:
    """The commands on `page`, while `view` is shown."""

    def __init__(self, page: Page, view: View) -> None:
        self._page, self._view = page, view

    def why_not(self, command: Command, number: int = 0) -> str:
        """Return why `command` does nothing now; '' where it does something.

        `number` is that of the key, for a command with a key a number.
        """
        acts = self._shows(command) or self.event(command, number) is not None
        return "" if acts else self._view.texts(f"counter-not-{command.name}")

    def event(self, command: Command, number: int = 0) -> flow.Event | None:
        """Return what `command` tells the flow; None where that would change nothing now."""
        match command.name:
            case "continue":
                action = self._page.offers().forward
                return action.event if action else None
            case "back":
                return self._back()
            case "change":
                page = self._page
                return page.change_of(number) if isinstance(page, Changeable) else None
            case "case":
                held = number in {line.number for line in self._view.cases}
                return self._if_it_moves(flow.CaseWanted(number)) if held else None
            case "larger" | "contrast":
                size, contrast = (event for _, _, event in looks(self._view))
                return self._if_it_moves(size if command.name == "larger" else contrast)
            case _ if command.event is not None and self._has_ground(command):
                return self._if_it_moves(command.event)
            case _:
                return None

    def _back(self) -> flow.Event | None:
        """Return what Esc tells: what the page offers; on an overlay the way off it."""
        action = self._page.offers().back
        if action and isinstance(action.event, LEADS_BACK):
            return action.event
        return flow.Back() if isinstance(self._view.state, flow.Overlay) else None

    def moves(self, event: flow.Event) -> bool:
        """Whether `event` would change anything now."""
        nothing = self._view.state, ()
        return flow.step(self._view.state, event, self._view.policy) != nothing

    def _if_it_moves(self, event: flow.Event) -> flow.Event | None:
        return event if self.moves(event) else None

    def _shows(self, command: Command) -> bool:
        """Whether it is the frame itself that does something."""
        match command.name:
            case "context":
                return not self._page.wide
            case "next-problem" | "previous-problem":
                return isinstance(self._page, Guided)
            case name if name in OF_FORMS:
                return isinstance(self._page, Entered)
            case name:
                return name in ALWAYS

    def _has_ground(self, command: Command) -> bool:
        """Whether there is something for `command`: of that, states say nothing."""
        view = self._view
        match command.name:
            case "reuse-person":
                return bool(view.reusable.person)
            case "reuse-family":
                return bool(view.reusable.family)
            case "identity":
                return not isinstance(view.state, SENT)
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
