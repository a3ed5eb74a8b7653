"""A program: a canary is typed at a counter, read at the visitor's screen, and wiped.

test_two_screens_wiped.py runs it and searches its memory; see canary_visit.py.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.settings import PortalSettings, ScreenSettings, Settings, TerminalSettings
from ui.bootstrap import Kiosk, application, build
from ui.facing.part_card import AnswerLine
from ui.tour import answer_form

SERVICE = "lu.wohnsitzbestaetigung"
NAME = "/person/firstName"
PATIENCE_MS = 20_000


def waits(true: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not true():
        if deadline.hasExpired():
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def visits(kiosk: Kiosk, backwards: str) -> int:
    """Serve a visitor who reads along and says no; return how often the canary was read."""
    controller, facing = kiosk.controller, kiosk.screens.facing
    assert facing is not None
    controller.dispatch(flow.ServiceChosen(SERVICE))
    waits(lambda: isinstance(controller.state, flow.Filling))
    view = controller.view()
    assert view.form is not None
    answer_form(
        controller, answered(view.form, Answers(), view.policy.audience, controller.today())
    )
    read = 0
    for event in (flow.Stayed(), flow.Continued(), flow.AgreementWanted(), flow.AgreementRefused()):
        if isinstance(controller.state, flow.Filling):
            controller.answer(NAME, backwards[::-1])
        controller.dispatch(event)
        facing.face.follow()
        QApplication.processEvents()
        lines = facing.findChildren(AnswerLine)
        read += sum(line.value.text() == backwards[::-1] for line in lines if line.isVisible())
        facing.grab()
    controller.dispatch(flow.LeaveWanted())
    controller.dispatch(flow.Left())
    waits(lambda: isinstance(controller.state, flow.Attract))
    return read


def main(url: str, folder: str) -> None:
    """Make the visit, say `wiped` and how often the visitor read it, and wait for a line."""
    backwards = sys.stdin.readline().strip()
    application(["schalter"])
    kiosk = build(
        Settings(
            portal=PortalSettings(url=url, sign_in="none"),
            terminal=TerminalSettings(policy="assisted"),
            screen=ScreenSettings(full_screen=False, visitor_display="window"),
            state_folder=str(Path(folder) / "state"),
        )
    )
    kiosk.start()
    waits(lambda: kiosk.controller.view().catalogue is not None)
    waits(lambda: isinstance(kiosk.controller.state, flow.Attract))
    sys.stdout.write(f"wiped {visits(kiosk, backwards)}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    kiosk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
