"""A staff member signs in at a device of their own: a code to read, and one to compare."""

from urllib.parse import urlsplit

from kiosk import flow
from kiosk.flow import SignInStep
from kiosk.portals.staff import Offer
from kiosk.view import View
from ui.pages.desk import DeskPage
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.label import Label
from ui.widgets.qr_code import QrCode

STEPS = ("signing-in-camera", "signing-in-compare", "signing-in-approve")
SIDE_MM = 70.0


class SigningInPage(DeskPage):
    """Says how it stands; only where it ended somebody has to begin anew."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.SigningIn)
        self.state = view.state
        self.again: Button | None = None
        if self.state.hides_a_visit:
            uncertain = isinstance(self.state.inside, flow.Failed)
            ended = "signing-in-uncertain" if uncertain else "signing-in-ended"
            self.say(Label(view.texts(ended), theme, Role.BUTTON))
        stands = view.texts(f"signing-in-{self.state.step.value}")
        if self.state.step.ended:
            self.say(self.trouble(stands))
            self._show_again()
        else:
            self.say(Label(stands, theme))
        if self.state.step is SignInStep.WAITING and view.staff.offer is not None:
            self._show_offer(view.staff.offer)
        if self.state.hides_a_visit:
            self.put(self.button("desk-sign-out", flow.SignOutWanted()))
            self.put(self.quiet(view.texts("desk-sign-out-deletes")))

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("signing-in-title")

    def first_focus(self) -> Button | None:
        """Begin where one can begin anew."""
        return self.again

    def _show_offer(self, offer: Offer) -> None:
        texts, theme = self.view.texts, self.theme
        for number, step in enumerate(STEPS, 1):
            self.say(Label(f"{number}. {texts(step)}", theme))
        host = urlsplit(offer.url).hostname or ""
        self.say(self.quiet(texts("signing-in-address", host=host)))
        self.put(QrCode(offer.url, texts("signing-in-qr"), theme, SIDE_MM))
        self.put(self.quiet(texts("signing-in-code")))
        self.put(Label(offer.user_code, theme, Role.DISPLAY))

    def _show_again(self) -> None:
        self.again = self.button("signing-in-again", flow.Retried(), Look.PRIMARY)
        self.put(self.again)
        if self.state.code:
            self.say(self.quiet(self.view.texts("desk-it", code=self.state.code)))
