"""Which page and which frame a view is shown in: looked up by the frame of its policy.

What only the counter needs is imported when a counter first wants it: no terminal for everybody
starts slower for it, and no counter before its first frame.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kiosk.policy import Frame as FrameKind
from kiosk.view import View
from ui import pages
from ui.frame import Frame
from ui.pages.page import Page
from ui.surround import Surround


class Kind(Protocol):
    """What a kind of counter shows."""

    def page(self, view: View) -> type[Page]:
        """Return the page of the view's state."""

    def frame(self) -> type[Surround]:
        """Return what stands around a page that is not bare."""

    def ahead(self) -> Iterator[type[QWidget]]:
        """Yield everything that it may show, imported one after the other."""


class _Public:
    def page(self, view: View) -> type[Page]:
        return pages.page_of(type(view.state))

    def frame(self) -> type[Surround]:
        return Frame

    def ahead(self) -> Iterator[type[QWidget]]:
        return pages.every_page()


class _Counter:
    def page(self, view: View) -> type[Page]:
        from ui.counter.pages import page_for  # noqa: PLC0415 - see the module

        return page_for(view)

    def frame(self) -> type[Surround]:
        from ui.counter.frame import CounterFrame  # noqa: PLC0415 - see the module

        return CounterFrame

    def ahead(self) -> Iterator[type[QWidget]]:
        from ui.counter.pages import every_page  # noqa: PLC0415 - see the module

        yield self.frame()
        yield from every_page()


KINDS: Mapping[FrameKind, Kind] = {FrameKind.PUBLIC: _Public(), FrameKind.COUNTER: _Counter()}


def page_for(view: View) -> type[Page]:
    """Return the page of the view's state."""
    return KINDS[view.policy.frame].page(view)


def frame_for(view: View) -> type[Surround]:
    """Return what stands around the view's page, unless that is bare."""
    return KINDS[view.policy.frame].frame()
