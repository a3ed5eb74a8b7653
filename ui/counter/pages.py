"""The pages that staff see in another shape than everybody; all others are the same."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import get_args

from kiosk import flow
from kiosk.view import View
from ui.pages import page_of
from ui.pages.page import Page

OURS: Mapping[type[flow.State], str] = {
    flow.Attract: "attract",
    flow.Home: "home",
    flow.Filling: "filling",
    flow.Reviewing: "reviewing",
    flow.Done: "done",
    flow.Failed: "failed",
}
"""The states with a page of our own, and its module: `CounterHomePage` is in home.py."""


def page_for(view: View) -> type[Page]:
    """Return the page of the view's state; its module is imported when it is first wanted."""
    from ui.facing.asking import AskingPage, turns_around  # noqa: PLC0415 - as every page

    return AskingPage if turns_around(view) else _page_of(type(view.state))


def every_page() -> Iterator[type[Page]]:
    """Yield the page of every state, imported one after the other."""
    for state in get_args(flow.State):
        yield _page_of(state)


def _page_of(state: type[flow.State]) -> type[Page]:
    if state not in OURS:
        return page_of(state)
    found: type[Page] = getattr(
        import_module(f"ui.counter.{OURS[state]}"), f"Counter{state.__name__}Page"
    )
    return found
