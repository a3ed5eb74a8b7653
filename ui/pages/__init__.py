"""The pages: one for each state of the flow, found by its name (house rules 3 and 7)."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import get_args

from kiosk import flow
from ui.pages.page import Page


def page_of(state: type[flow.State]) -> type[Page]:
    """Return the page of `state`: of `flow.ChoosingPin`, `ChoosingPinPage` in choosing_pin.py.

    Its module is imported when it is first wanted: the first page is not to wait for the others.
    """
    word = re.sub(r"(?<!^)(?=[A-Z])", "_", state.__name__).lower()
    found: type[Page] = getattr(import_module(f"ui.pages.{word}"), f"{state.__name__}Page")
    assert issubclass(found, Page)
    return found


def every_page() -> Iterator[type[Page]]:
    """Yield the page of every state, imported one after the other."""
    for state in get_args(flow.State):
        yield page_of(state)
