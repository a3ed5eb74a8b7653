"""The base of every page: it is built from one value, and tells one thing."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.flow import Event
from kiosk.view import View
from ui.theme import Theme


@dataclass(frozen=True)
class Action:
    """A button of the frame's action bar: what it says, what it tells, and how it looks."""

    label: str
    event: Event
    icon: str = ""
    primary: bool = False


@dataclass(frozen=True)
class Actions:
    """What the action bar offers beside a page: *Back* on the left, *Continue* on the right."""

    back: Action | None = None
    forward: Action | None = None


class Page(QWidget):
    """What is on the screen while a state stands; deleted when it ends, never used again.

    Attributes:
        view: the one value the page is built from.
        theme: the measures and colours of this visit.

    Signals:
        happened: what the visitor did here, as an event of the flow.
        answered: a JSON Pointer and the entry that was typed there (kiosk/forms/answers.py).
    """

    happened = Signal(object)
    answered = Signal(str, object)

    bare: ClassVar[bool] = False
    """True for a page that fills the window, without the frame's header and action bar."""

    wide: ClassVar[bool] = False
    """True for a page that needs all the width in landscape, and so has no context beside it."""

    fills: ClassVar[bool] = False
    """True for a page that takes all the height and moves by itself, at the counter."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__()
        self.view = view
        self.theme = theme

    def title(self) -> str:
        """Return what the page is called: the window's title, and what a screen reader says."""
        raise NotImplementedError

    def news(self) -> str:
        """Return what a screen reader adds to the title (WCAG 4.1.3), '' for nothing.

        A page that comes again says what is new since: what became of a print, for example.
        """
        return ""

    def context(self) -> QWidget | None:
        """Return what stands beside the page in landscape; None for where to find help."""
        return None

    def above(self) -> QWidget | None:
        """Return what stands above the heading, if anything."""
        return None

    def offers(self) -> Actions:
        """Return what the action bar offers."""
        return Actions()

    def refresh(self, view: View) -> None:
        """Take a newer value of the same state (an answer was typed); most pages need nothing."""
        self.view = view

    def first_focus(self) -> QWidget | None:
        """Return where the focus goes when the page begins, or None for the title."""
        return None
