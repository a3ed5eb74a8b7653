"""A program: a shift at a counter in which three visitors type a canary, until staff sign out.

test_counter_wiped.py runs it and searches its memory; see canary_visit.py.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.session import IdentityDocument
from ui.bootstrap import Kiosk, application, build
from ui.demo import STAFFED, EnrolsItself, demo_settings
from ui.demo_staff import PIN, SignsInAlone
from ui.tour import answer_form

SERVICE = "lu.wohnsitzbestaetigung"
NAME = "/person/firstName"
PATIENCE_MS = 30_000


def waits(true: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not true():
        if deadline.hasExpired():
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


class Shift:
    """One held, one sent and asked again, one handed over."""

    def __init__(self, kiosk: Kiosk, backwards: str) -> None:
        self._controller, self._kiosk, self._backwards = kiosk.controller, kiosk, backwards

    def begins(self) -> None:
        staff = SignsInAlone(self._kiosk)
        self._kiosk.start()
        waits(lambda: isinstance(self._controller.state, flow.ChoosingPin))
        del staff
        self._tell(flow.PinChosen(PIN))
        self._waits_for(flow.Attract)
        waits(lambda: self._controller.view().catalogue is not None)

    def serves(self) -> None:
        self._types()
        self._tell(flow.NewCaseWanted())  # the first one waits
        self._waits_for(flow.Home)
        self._types()
        self._sends()
        self._tell(flow.AnotherWanted())
        self._waits_for(flow.Home)
        self._types()
        self._tell(flow.ReuseWanted(person=True), flow.LeaveWanted(), flow.Left())
        self._waits_for(flow.Attract)
        self._types()
        self._tell(flow.HandOverWanted())
        waits(lambda: self._controller.view().handover is not None)
        self._kiosk.shell.grab()
        self._tell(flow.LeaveWanted())
        self._waits_for(flow.Attract)

    def ends(self) -> int:
        """Sign out; return how many visits were held until then."""
        held = len(self._controller.view().cases)
        self._tell(flow.LockWanted(), flow.SignOutWanted())
        self._waits_for(flow.SigningIn)
        return held

    def _types(self) -> None:
        controller = self._controller
        self._tell(flow.ServiceChosen(SERVICE))
        self._waits_for(flow.Filling)
        view = controller.view()
        assert view.form is not None
        whole = answered(view.form, Answers(), view.policy.audience, controller.today())
        answer_form(controller, whole)
        controller.answer(NAME, self._backwards[::-1])
        QApplication.clipboard().setText(self._backwards[::-1])
        self._kiosk.shell.grab()

    def _sends(self) -> None:
        self._tell(
            flow.IdentitySeen(IdentityDocument.PASSPORT),
            flow.Continued(),
            flow.AgreementGiven(in_words=True),
            flow.Continued(),
        )
        self._waits_for(flow.Done)
        waits(lambda: self._controller.view().document is not None)
        self._kiosk.shell.grab()

    def _waits_for(self, kind: type[flow.State]) -> None:
        waits(lambda: isinstance(self._controller.state, kind))

    def _tell(self, *events: flow.Event) -> None:
        for event in events:
            self._controller.dispatch(event)
            QApplication.processEvents()


def main(url: str, code: str, folder: str) -> None:
    """Make the shift, say `wiped` and how many visits were held, and wait for a line."""
    backwards = sys.stdin.readline().strip()
    application(["schalter"])
    state = Path(folder) / "state"
    settings = demo_settings(url, 1061, state, f"folder:{folder}/printed", STAFFED, "window")
    kiosk = build(settings, secrets=EnrolsItself(url, code, state))
    shift = Shift(kiosk, backwards)
    shift.begins()
    shift.serves()
    sys.stdout.write(f"wiped {shift.ends()}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    kiosk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
