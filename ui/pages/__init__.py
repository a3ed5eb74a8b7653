"""The pages: one for each state of the flow (house rule 3)."""

from collections.abc import Mapping

from kiosk import flow
from ui.pages.attract import AttractPage
from ui.pages.choosing_document import ChoosingDocumentPage
from ui.pages.choosing_language import ChoosingLanguagePage
from ui.pages.choosing_municipality import ChoosingMunicipalityPage
from ui.pages.choosing_pin import ChoosingPinPage
from ui.pages.closed import ClosedPage
from ui.pages.done import DonePage
from ui.pages.failed import FailedPage
from ui.pages.filling import FillingPage
from ui.pages.helping import HelpingPage
from ui.pages.home import HomePage
from ui.pages.introducing import IntroducingPage
from ui.pages.leaving import LeavingPage
from ui.pages.locked import LockedPage
from ui.pages.opening import OpeningPage
from ui.pages.out_of_service import OutOfServicePage
from ui.pages.page import Page
from ui.pages.previewing import PreviewingPage
from ui.pages.readiness import ReadinessPage
from ui.pages.reviewing import ReviewingPage
from ui.pages.signing_in import SigningInPage
from ui.pages.submitting import SubmittingPage
from ui.pages.taking_paper import TakingPaperPage
from ui.pages.warned import WarnedPage
from ui.pages.wiping import WipingPage

PAGES: Mapping[type[flow.State], type[Page]] = {
    flow.Wiping: WipingPage,
    flow.Attract: AttractPage,
    flow.OutOfService: OutOfServicePage,
    flow.Home: HomePage,
    flow.ChoosingMunicipality: ChoosingMunicipalityPage,
    flow.Introducing: IntroducingPage,
    flow.Filling: FillingPage,
    flow.Reviewing: ReviewingPage,
    flow.Submitting: SubmittingPage,
    flow.Done: DonePage,
    flow.Opening: OpeningPage,
    flow.Failed: FailedPage,
    flow.ChoosingDocument: ChoosingDocumentPage,
    flow.ChoosingLanguage: ChoosingLanguagePage,
    flow.Helping: HelpingPage,
    flow.Leaving: LeavingPage,
    flow.Previewing: PreviewingPage,
    flow.TakingPaper: TakingPaperPage,
    flow.Warned: WarnedPage,
    flow.Closed: ClosedPage,
    flow.SigningIn: SigningInPage,
    flow.ChoosingPin: ChoosingPinPage,
    flow.Locked: LockedPage,
    flow.Readiness: ReadinessPage,
}
