"""It has arrived, for staff: the same, and what the visitor may want next."""

from kiosk import flow
from ui.pages.done import DonePage
from ui.pages.page import Action, Actions


class CounterDonePage(DonePage):
    """Another matter of this visitor, or the next visitor."""

    def offers(self) -> Actions:
        """Return both ways on."""
        texts = self.view.texts
        next_one = Action(texts("counter-do-next-visitor"), flow.LeaveWanted(), "check", True)
        if not self.view.policy.goes_on:
            return Actions(forward=next_one)
        another = Action(texts("counter-do-another"), flow.AnotherWanted(), "plus")
        return Actions(another, next_one)
