"""Which page and which frame a view is shown in: looked up by the frame of its policy.

What only the counter needs is imported when a counter shows its first page: no terminal for
everybody starts slower for it.
"""

from collections.abc import Callable, Mapping

from kiosk.policy import Frame as FrameKind
from kiosk.view import View
from ui.frame import Frame
from ui.pages import page_of
from ui.pages.page import Page
from ui.surround import Surround

Looks = tuple[type[Page], type[Surround]]


def looks_of(view: View) -> Looks:
    """Return the page of the view's state, and what stands around it unless it is bare."""
    return _LOOKS[view.policy.frame](view)


def _public(view: View) -> Looks:
    return page_of(type(view.state)), Frame


def _counter(view: View) -> Looks:
    from ui.counter.frame import CounterFrame  # noqa: PLC0415 - see the module
    from ui.counter.pages import page_for  # noqa: PLC0415 - as above

    return page_for(view), CounterFrame


_LOOKS: Mapping[FrameKind, Callable[[View], Looks]] = {
    FrameKind.PUBLIC: _public,
    FrameKind.COUNTER: _counter,
}
