"""Walks whole visits through the real program, offscreen, and photographs every page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize
from PySide6.QtWidgets import QApplication

from kiosk import flow
from kiosk.controller import Controller
from kiosk.forms.answers import Added, Answers
from kiosk.forms.placed import PlacedField, PlacedRepeat, flat
from kiosk.forms.sample import answered
from kiosk.secrets.secrets import Secrets
from kiosk.session import Contrast, TextSize
from kiosk.settings import Settings
from ui.bootstrap import Kiosk, application, build

PORTRAIT = QSize(1080, 1920)
LANDSCAPE = QSize(1920, 1080)
PATIENCE_MS = 15_000


@dataclass(frozen=True)
class Look:
    """How the tour is photographed."""

    language: str = "de"
    landscape: bool = False
    text_size: str = "normal"
    contrast: str = "normal"

    @property
    def size(self) -> QSize:
        """Pixels of the window."""
        return LANDSCAPE if self.landscape else PORTRAIT


def walk(
    settings: Settings,
    secrets: Secrets,
    look: Look,
    services: Sequence[str] | None,
    out: Path,
    guide: "type[Tour] | None" = None,
) -> int:
    """Walk every one of `services` (all where None); return the number of pictures in `out`.

    `guide` knows the way; where none is given, that of a terminal for everybody.

    Raises:
        TourStuckError: the program did not get where it was led.
    """
    application(["schalter"])
    kiosk = build(settings, secrets=secrets)
    try:
        tour = (guide or Tour)(kiosk, look, out)
        tour.begin()
        for service in services or tour.services():
            tour.visit(service)
        tour.by_the_way()
        return tour.pictures
    finally:
        kiosk.close()


class TourStuckError(Exception):
    """A page did not come; names what was waited for, and where the visit stood."""


class Tour:
    """One program, led through its visits."""

    def __init__(self, kiosk: Kiosk, look: Look, out: Path) -> None:
        self._kiosk = kiosk
        self._controller = kiosk.controller
        self._look = look
        self._out = out
        self._page = 0
        self.pictures = 0
        out.mkdir(parents=True, exist_ok=True)

    def begin(self) -> None:
        """Open the window and get to the start screen."""
        self._kiosk.shell.resize(self._look.size)
        self._kiosk.start()
        self._kiosk.shell.resize(self._look.size)
        self._await("the start screen", lambda: self._at(flow.Attract))
        self._await("the services", lambda: self._controller.view().catalogue is not None)
        self._picture("start")

    def services(self) -> list[str]:
        """Return the ids of the services that this terminal offers."""
        view = self._controller.view()
        assert view.catalogue is not None
        audience = view.policy.audience
        return [found.id for found in view.catalogue.listings if audience in found.audience]

    def visit(self, service: str) -> None:
        """Walk one visit from the start screen to the start screen."""
        self._page = 0
        self._enter()
        self._picture("home")
        self._tell(flow.ServiceChosen(service))
        self._await("the introduction", lambda: self._at(flow.Introducing))
        self._picture(f"{service}-introduction")
        self._fill(service)
        self._picture(f"{service}-review")
        self._tell(flow.Continued())
        self._await("the receipt", lambda: self._at(flow.Done))
        self._await("the paper", lambda: self._paper() is not flow.Paper.PREPARING)
        self._picture(f"{service}-done")
        self._keep_paper(service)
        self._leave()

    def by_the_way(self) -> None:
        """Photograph the pages beside the way: help, language, codes, leaving, warning, others."""
        self._enter()
        self._tell(flow.MunicipalityWanted())
        self._picture("municipality")
        self._tell(flow.Back())
        for wanted, name in (
            (flow.LanguageWanted(), "language"),
            (flow.HelpWanted(), "help"),
            (flow.WentIdle(), "warning"),
        ):
            self._tell(wanted)
            self._picture(name)
            self._tell(flow.Stayed())
        self._tell(flow.TakeOverWanted())
        self._picture("code")
        self._tell(flow.Back())
        self._await("the services", lambda: self._at(flow.Home))
        self._tell(flow.ServiceChosen(self.services()[0]))
        self._await("the introduction", lambda: self._at(flow.Introducing))
        self._tell(flow.Begun(0))
        self._tell(flow.HandOverWanted())
        self._await("a code", lambda: self._controller.view().handover is not None)
        self._picture("hand-over")
        self._tell(flow.Back())
        self._tell(flow.LeaveWanted())
        self._picture("leaving")
        self._tell(flow.Left())
        self._await("the start screen", lambda: self._at(flow.Attract))

    def _enter(self) -> None:
        self._tell(flow.LanguageChosen(self._look.language))
        self._await("the services", lambda: self._at(flow.Home))
        size = TextSize[self._look.text_size.upper()]
        self._tell(flow.LookChosen(size, Contrast(self._look.contrast)))

    def _leave(self) -> None:
        self._tell(flow.Left())
        self._await("the wipe", lambda: self._at(flow.Attract))

    def _fill(self, service: str) -> None:
        """Answer every page with made-up answers; the first page is refused once on purpose."""
        view = self._controller.view()
        assert view.form is not None
        assert view.filled is not None
        complete = answered(view.form, Answers(), view.policy.audience, self._controller.today())
        self._tell(flow.Begun(view.filled.pages[0]))
        self._tell(flow.Continued())
        self._picture(f"{service}-refused")
        while isinstance(state := self._controller.state, flow.Filling):
            answer_form(self._controller, complete)
            self._redraw()
            self._page += 1
            self._picture(f"{service}-page-{self._page:02}")
            self._tell(flow.Continued())
            if getattr(self._controller.state, "page", None) == state.page:
                raise TourStuckError(f"{service}: page {state.page} cannot be finished")
        self._await("the review", lambda: self._at(flow.Reviewing))

    def _redraw(self) -> None:
        """Have the page built anew, as it looks when one comes back to it."""
        self._tell(flow.HelpWanted())
        self._tell(flow.Stayed())

    def _keep_paper(self, service: str) -> None:
        document = self._controller.view().document
        if document is None:
            return
        (self._out / f"{service}.pdf").write_bytes(document)
        self._tell(flow.PreviewWanted(0))
        self._picture(f"{service}-preview")
        self._tell(flow.Back())
        self._tell(flow.PrintWanted())
        self._await("the printer", lambda: self._paper() is not flow.Paper.PRINTING)
        self._picture(f"{service}-printed")
        self._look_at_official(service)
        self._tell(flow.LeaveWanted())
        self._picture(f"{service}-taking-paper")

    def _look_at_official(self, service: str) -> None:
        """Photograph the official documents that came with the receipt."""
        receipt = self._controller.view().receipt
        for sealed in receipt.documents if receipt else ():
            self._await("a document", partial(self._came, sealed.number))
            self._tell(flow.PreviewWanted(0, sealed.number))
            self._picture(f"{service}-official-{sealed.number}")
            self._tell(flow.Back())

    def _came(self, number: int) -> bool:
        return bool(self._controller.view().official.get(number))

    def _paper(self) -> flow.Paper | None:
        state = self._controller.state
        return state.paper if isinstance(state, flow.Done) else None

    def _at(self, state: type) -> bool:
        return isinstance(self._controller.state, state)

    def _tell(self, event: flow.Event) -> None:
        self._controller.dispatch(event)
        QApplication.processEvents()

    def _await(self, what: str, reached: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not reached():
            if deadline.hasExpired():
                raise TourStuckError(
                    f"{what} did not come; the visit is at {self._controller.state}"
                )
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def _picture(self, name: str) -> None:
        QApplication.processEvents()
        self.pictures += 1
        file = self._out / f"{self.pictures:03}-{name}.png"
        if not self._kiosk.shell.grab().save(str(file)):
            raise TourStuckError(f"{file}: cannot be written")


def answer_form(controller: Controller, complete: Answers) -> None:
    """Give the answers of `complete` that are asked for now, and those asked for then.

    That is the open page, or all of them where a form's pages stand below each other.
    """
    given: set[str] = set()
    while (item := _asked(controller, given)) is not None:
        given.add(item.pointer)
        if isinstance(item, PlacedRepeat):
            for _ in range(complete.count(item.pointer) - len(item.entries)):
                controller.answer(item.pointer, Added())
        elif entry := complete.entry(item.pointer):
            controller.answer(item.pointer, entry)


def _asked(controller: Controller, given: set[str]) -> PlacedField | PlacedRepeat | None:
    view = controller.view()
    if view.filled is None or not isinstance(view.state, flow.Filling):
        return None
    pages = view.filled.pages if view.policy.whole_form else (view.state.page,)
    for item in (item for page in pages for item in flat(view.filled.placed[page])):
        if isinstance(item, PlacedField | PlacedRepeat) and item.pointer not in given:
            return item
    return None
