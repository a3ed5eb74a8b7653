"""Walks whole visits through the counter of staff, offscreen, and photographs every page."""

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.sample import answered
from kiosk.session import Contrast, IdentityDocument, TextSize
from kiosk.staff.pin import refusal
from ui.counter.context_pane import ContextPane
from ui.counter.frame import CounterFrame
from ui.counter.keys import BY_NAME
from ui.counter.overlay import Overlay
from ui.demo_staff import PIN, SignsInAlone
from ui.tour import Tour, TourStuckError, answer_form

assert not refusal(PIN)


class CounterTour(Tour):
    """Signs in, serves, lets a case wait, and closes the day."""

    def begin(self) -> None:
        """Sign in, choose a PIN, and get to the desk."""
        shell = self._kiosk.shell
        shell.resize(self._look.size)
        staff = SignsInAlone(self._kiosk)
        self._kiosk.start()
        shell.resize(self._look.size)
        self._await("the sign-in", lambda: self._at(flow.SigningIn))
        self._picture("signing-in")
        self._await("the choice of a PIN", lambda: self._at(flow.ChoosingPin))
        del staff
        self._picture("choosing-pin")
        self._tell(flow.PinChosen(PIN))
        self._await_desk()
        size = TextSize[self._look.text_size.upper()]
        self._tell(flow.LookChosen(size, Contrast(self._look.contrast)))
        self._picture("desk")

    def visit(self, service: str) -> None:
        """Serve one visitor from the desk to the desk."""
        self._tell(flow.ServiceChosen(service))
        self._await("the form", lambda: self._at(flow.Filling))
        self._tell(flow.VisitorLanguageChosen(self._look.language))
        self._picture(f"{service}-form")
        self._fill_whole(service)
        self._picture(f"{service}-review")
        self._tell(flow.IdentitySeen(IdentityDocument.PASSPORT))
        self._tell(flow.AgreementWanted())
        self._picture(f"{service}-asked")
        self._tell(flow.AgreementGiven(in_words=True))
        self._picture(f"{service}-agreed")
        self._tell(flow.Continued())
        self._await("the receipt", lambda: self._at(flow.Done))
        self._await("the paper", lambda: self._paper() is not flow.Paper.PREPARING)
        self._picture(f"{service}-done")
        self._leave()

    def by_the_way(self) -> None:
        """Photograph palette, keys, a case that waits, readiness, and the lock."""
        for name in ("palette", "keys"):
            self._lay_over(name)
            self._picture(name)
            for overlay in self._kiosk.shell.findChildren(Overlay):
                overlay.close_it()
        self._tell(flow.NewCaseWanted())
        self._await("the services", lambda: self._at(flow.Home))
        self._picture("services")
        self._tell(flow.ServiceChosen(self.services()[0]))
        self._await("the form", lambda: self._at(flow.Filling))
        self._tell(flow.LeaveWanted())
        self._picture("leaving")
        self._tell(flow.Back())
        self._tell(flow.HoldWanted())
        self._await_desk()
        self._picture("desk-with-a-case")
        self._tell(flow.ReadinessWanted())
        known = flow.Readiness(flow.Examined.KNOWN)
        self._await("the report", lambda: self._controller.state == known)
        self._picture("readiness")
        self._tell(flow.LockWanted())
        self._picture("locked")

    # --- Stretches -----------------------------------------------------------------------------

    def _await_desk(self) -> None:
        self._await("the desk", lambda: self._at(flow.Attract))
        self._await("the services", lambda: self._controller.view().catalogue is not None)

    def _leave(self) -> None:
        self._tell(flow.Left())
        self._await_desk()

    def _fill_whole(self, service: str) -> None:
        """Have the empty form refused once, then answer all of it."""
        view = self._controller.view()
        assert view.form is not None
        complete = answered(view.form, Answers(), view.policy.audience, self._controller.today())
        self._tell(flow.Continued())
        self._picture(f"{service}-refused")
        answer_form(self._controller, complete)
        (context,) = self._kiosk.shell.findChildren(ContextPane)
        self._await("the answers beside the form", lambda: context.is_up_to_date)
        self._picture(f"{service}-filled")
        self._tell(flow.Continued())
        if not self._at(flow.Reviewing):
            raise TourStuckError(f"{service}: the form cannot be finished")

    def _lay_over(self, name: str) -> None:
        """Have the frame open what lies over a page."""
        (frame,) = self._kiosk.shell.findChildren(CounterFrame)
        frame.do(BY_NAME[name])
