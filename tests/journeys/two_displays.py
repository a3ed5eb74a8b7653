"""A counter on two displays of a real X server, photographed; test_two_displays.py runs it.

    python -m tests.journeys.two_displays PORTAL-URL FOLDER

What is seen is left as pictures in FOLDER; what is true is printed as JSON.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint
from PySide6.QtGui import QScreen, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.settings import PortalSettings, ScreenSettings, Settings, TerminalSettings
from kiosk.texts import Texts
from tests.journeys.pointer import Pointer
from ui.bootstrap import Kiosk, application, build
from ui.facing.face import FOLLOWS_MS
from ui.facing.window import FacingWindow
from ui.screens import SETTLE_SECONDS
from ui.tour import answer_form

SERVICE = "lu.wohnsitzbestaetigung"
PATIENCE_MS = 20_000
FRENCH = Texts("fr")


class Counter:
    """Drives the kiosk as staff do, and touches the visitor's screen as a visitor does."""

    def __init__(self, kiosk: Kiosk, folder: Path) -> None:
        self.kiosk, self.folder, self.pointer = kiosk, folder, Pointer()
        assert kiosk.screens.facing is not None
        self.facing: FacingWindow = kiosk.screens.facing

    @property
    def state(self) -> flow.State:
        return self.kiosk.controller.state

    def waits(self, what: str, true: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not true():
            if deadline.hasExpired():
                raise TimeoutError(f"{what} did not come; the visit is at {self.state}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    def passes(self, milliseconds: float) -> None:
        """Let real time pass: windows come up, a page settles."""
        over = QDeadlineTimer(round(milliseconds))
        self.waits("the time", over.hasExpired)

    def serves(self) -> None:
        """Go to the review of a service."""
        controller = self.kiosk.controller
        controller.dispatch(flow.ServiceChosen(SERVICE))
        self.waits("the form", lambda: isinstance(self.state, flow.Filling))
        view = controller.view()
        assert view.form is not None
        answer_form(
            controller, answered(view.form, Answers(), view.policy.audience, controller.today())
        )
        self.passes(2 * FOLLOWS_MS)

    def visitor_touches(self, name: str) -> None:
        """Click, as the X server itself does, on the visitor's display."""
        self.passes(2000 * SETTLE_SECONDS)
        buttons = self.facing.findChildren(QAbstractButton)
        button = next(one for one in buttons if one.accessibleName() == name and one.isVisible())
        place = button.mapTo(self.facing, button.rect().center())
        screen = QApplication.screens().index(self.facing.screen())
        self.pointer.clicks(screen, place.x(), place.y())

    def photographs(self, name: str) -> None:
        """Take a picture of all that each display shows."""
        self.passes(4 * FOLLOWS_MS)
        for number, screen in enumerate(QApplication.screens()):
            assert screen.grabWindow(0).save(str(self.folder / f"{name}-{number}.png"))


def stands(window: QWidget) -> dict[str, object]:
    """Return on which display a window is, and whether it covers it."""
    screens: list[QScreen] = QApplication.screens()
    return {
        "screen": screens.index(window.screen()),
        "covers": window.geometry().size() == window.screen().size()
        and window.mapToGlobal(QPoint()) == window.screen().geometry().topLeft(),
    }


def who_has_the_keyboard(counter: Counter) -> str:
    window: QWindow | None = QApplication.focusWindow()
    if window is counter.facing.windowHandle():
        return "visitor"
    return "staff" if window is counter.kiosk.shell.windowHandle() else "nobody"


def settings_of(url: str, folder: Path) -> Settings:
    return Settings(
        portal=PortalSettings(url=url, sign_in="none"),
        terminal=TerminalSettings(id="t-9", policy="assisted"),
        screen=ScreenSettings(full_screen=True, visitor_display="other"),
        state_folder=str(folder / "state"),
    )


def main(url: str, folder: Path) -> dict[str, object]:
    app = application(sys.argv[:1])
    kiosk = build(settings_of(url, folder))
    counter, seen = Counter(kiosk, folder), dict[str, object]()
    kiosk.start()
    counter.waits("the start", lambda: kiosk.controller.view().catalogue is not None)
    counter.waits("the desk", lambda: isinstance(counter.state, flow.Attract))
    seen["staff"], seen["visitor"] = stands(kiosk.shell), stands(counter.facing)
    counter.photographs("welcome")
    counter.serves()
    counter.visitor_touches("Français")
    counter.waits("French", lambda: kiosk.controller.session.language == "fr")
    seen["keyboard"] = who_has_the_keyboard(counter)
    counter.photographs("entering")
    counter.passes(1000 * SETTLE_SECONDS)
    kiosk.controller.dispatch(flow.Continued())
    kiosk.controller.dispatch(flow.AgreementWanted())
    counter.photographs("asked")
    counter.visitor_touches(FRENCH("facing-yes"))
    agreed = flow.Reviewing(SERVICE, flow.Agreement.ON_SCREEN)
    counter.waits("the yes", lambda: counter.state == agreed)
    kiosk.controller.dispatch(flow.Continued())
    counter.waits("the receipt", lambda: isinstance(counter.state, flow.Done))
    counter.photographs("sent")
    kiosk.controller.dispatch(flow.Left())
    counter.waits("the desk", lambda: isinstance(counter.state, flow.Attract))
    counter.photographs("goodbye")
    kiosk.close()
    app.processEvents()
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
