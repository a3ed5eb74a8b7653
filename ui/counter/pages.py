"""The pages that staff see in another shape than everybody; all others are the same."""

from collections.abc import Mapping

from kiosk import flow
from kiosk.view import View
from ui.counter.attract import CounterAttractPage
from ui.counter.done import CounterDonePage
from ui.counter.failed import CounterFailedPage
from ui.counter.home import CounterHomePage
from ui.counter.reviewing import CounterReviewingPage
from ui.pages import page_of
from ui.pages.page import Page

COUNTER_PAGES: Mapping[type[flow.State], type[Page]] = {
    flow.Attract: CounterAttractPage,
    flow.Home: CounterHomePage,
    flow.Reviewing: CounterReviewingPage,
    flow.Done: CounterDonePage,
    flow.Failed: CounterFailedPage,
}


def page_for(view: View) -> type[Page]:
    """Return the page of the view's state."""
    state = type(view.state)
    return COUNTER_PAGES.get(state) or page_of(state)
