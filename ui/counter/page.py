"""What a page of the counter may offer the keys of its frame; most offer none of it."""

from typing import Protocol, runtime_checkable

from kiosk import flow
from ui.counter.finder import Finder


@runtime_checkable
class Searched(Protocol):
    """A page with its own search of services; the frame then has none beside it."""

    finder: Finder


@runtime_checkable
class Guided(Protocol):
    """A page on which something may be wrong in several places."""

    def go_to_problem(self, step: int) -> bool:
        """Put the focus on the next problem (`step` 1) or the one before (-1); False for none."""


@runtime_checkable
class Entered(Protocol):
    """A page with a form: the visitor's words beside the office's, and groups of entries."""

    def turn_language(self) -> None:
        """Show the visitor's words, or hide them."""

    def add_entry(self) -> None:
        """Add an entry to the group that has the focus."""

    def remove_entry(self) -> None:
        """Take away the entry that has the focus."""


@runtime_checkable
class Changeable(Protocol):
    """A page whose parts are changed by a digit."""

    def change_of(self, number: int) -> flow.Event | None:
        """Return what changing part `number` (from 1) tells the flow; None where there is none."""
