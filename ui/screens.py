"""The windows of a counter: the one that is worked at, and one that may face the visitor."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from kiosk.clock import Clock
from kiosk.controller import Controller
from kiosk.policy import Policy
from kiosk.settings import ScreenSettings
from kiosk.view import View
from ui.shell import Shell

if TYPE_CHECKING:
    from ui.facing.window import FacingWindow

WINDOW_SHARE, BESIDE_SHARE = 0.9, 0.7
"""Of the display, where the kiosk is a window; the second is the width where another one is."""
SETTLE_SECONDS = 0.25
"""So long a new page does not act: the second half of a double tap was meant for the last one."""


class Screens:
    """Both windows. `facing` is None where nobody is asked, or no display is set for it."""

    def __init__(self, settings: ScreenSettings, policy: Policy, clock: Clock) -> None:
        self.shell = Shell(
            settings.px_per_mm,
            full_screen=settings.full_screen,
            settle_seconds=SETTLE_SECONDS,
            now=clock.monotonic,
        )
        wanted = policy.asks_agreement and settings.visitor_display
        self.facing = facing_window(settings, self.shell, clock) if wanted else None

    def faces_visitor(self) -> bool:
        """Whether a second screen faces the visitor now."""
        return self.facing is not None and self.facing.faces

    def listen(self, controller: Controller) -> None:
        """Tell `controller` what is done at either."""
        self.shell.happened.connect(controller.dispatch)
        self.shell.answered.connect(controller.answer)
        self.shell.touched.connect(controller.touched)
        if self.facing is not None:
            self.facing.happened.connect(controller.dispatch)
            self.facing.moved.connect(lambda: self.show(controller.view()))

    def be_windows(self, room: QSize) -> None:
        """Be windows in `room`, where they do not cover their displays."""
        beside = self.facing is not None and self.facing.stands_beside
        share = BESIDE_SHARE if beside else WINDOW_SHARE
        self.shell.resize(round(share * room.width()), round(WINDOW_SHARE * room.height()))

    def open(self) -> None:
        """Put the windows on their displays."""
        self.shell.open()
        if self.facing is not None:
            self.facing.open()

    def show(self, view: View) -> None:
        """Show `view`, and of it to the visitor what the visitor may see."""
        self.shell.show_view(view)
        if self.faces_visitor() and self.facing is not None:
            from kiosk.facing import facing_of  # noqa: PLC0415 - only where a screen wants it

            self.facing.show_facing(facing_of(view))

    def bury_pages(self) -> None:
        """Delete at once whatever was taken away from either."""
        self.shell.bury_pages()
        if self.facing is not None:
            self.facing.face.bury()

    def shut(self) -> None:
        """Close the windows; from here on they may be."""
        if self.facing is not None:
            self.facing.shut()
        self.shell.shut()
        self.bury_pages()


def facing_window(settings: ScreenSettings, shell: Shell, clock: Clock) -> "FacingWindow":
    """Return the window that faces the visitor, on no display yet."""
    from ui.facing.window import FacingWindow  # noqa: PLC0415 - most terminals have none

    return FacingWindow(
        settings.visitor_px_per_mm,
        shell,
        settings.visitor_display,
        full_screen=settings.full_screen,
        settle_seconds=SETTLE_SECONDS,
        now=clock.monotonic,
    )
