"""Fetches the services ahead of need, and what a page needs when it is opened."""

from collections.abc import Callable
from typing import Any

from kiosk import flow
from kiosk.clock import Alarm
from kiosk.equipment import Equipment
from kiosk.errands import Errands
from kiosk.problems import words_for
from kiosk.shelf import Shelf, fetch_home, fetch_service
from kiosk.worker import Task

AGAIN_SECONDS = 30.0
"""So soon the services are fetched again, ahead of need, when that failed."""

FRESH_SECONDS = 900.0
"""What is older is fetched anew before a visit begins with it."""


class Loading:
    """Fills the shelf for one visit after the other.

    Args:
        equipment: whose portal is asked, and whose clock rings.
        errands: where it runs.
        put: lays what came on the shelf, by the shelf's own names.
        show: shows what lies there now.
        tell: takes an event of the flow.
    """

    def __init__(
        self,
        equipment: Equipment,
        errands: Errands,
        put: Callable[..., None],
        show: Callable[[], None],
        tell: Callable[[flow.Event], None],
    ) -> None:
        self._with = equipment
        self._errands = errands
        self._put, self._show, self._tell = put, show, tell
        self._task: Task | None = None
        self._again: Alarm | None = None

    def follow(self, state: flow.State) -> None:
        """Take note that `state` began: while nobody is here the services are fetched ahead."""
        match state:
            case flow.Attract() | flow.SigningIn(flow.SignInStep.PREPARING, inside=flow.Attract()):
                self.ahead()
            case flow.SigningIn() | flow.ChoosingPin() | flow.Locked():
                pass
            case _:
                self.stop()

    def ahead(self) -> None:
        """Have the services ready before somebody touches the screen; a failure is not told."""
        self.stop()
        portal, bfs = self._with.portal, self._with.stranger.bfs

        def came(found: Any) -> None:
            self._put_home(*found)
            self._show()

        def failed(_: Exception) -> None:
            self._again = self._with.clock.after(AGAIN_SECONDS, self.ahead)

        self._task = self._errands.beside(lambda: fetch_home(portal(), bfs), came, failed)

    def stop(self) -> None:
        """Fetch nothing ahead any more."""
        for under_way in (self._task, self._again):
            if under_way is not None:
                under_way.cancel()
        self._task = self._again = None

    def open(self, target: flow.Home | flow.Introducing, bfs: int, shelf: Shelf) -> None:
        """Fetch what `target` needs in municipality `bfs`, where it is not on `shelf`; tell."""
        match target:
            case flow.Home():
                self._open_home(bfs, shelf)
            case flow.Introducing(service):
                self._open_service(service, bfs, shelf)

    def _open_home(self, bfs: int, shelf: Shelf) -> None:
        portal = self._with.portal
        if shelf.shows(bfs, self._with.clock.monotonic() - FRESH_SECONDS):
            self._errands.drop()
            self._tell(flow.Loaded())
            return

        def came(found: Any) -> None:
            self._put_home(*found)
            self._tell(flow.Loaded())

        self._errands.instead(lambda: fetch_home(portal(), bfs), came, self._failed)

    def _open_service(self, service: str, bfs: int, shelf: Shelf) -> None:
        portal = self._with.portal

        def came(found: Any) -> None:
            opened = shelf.opened(*found)
            self._put(service=opened.service, form=opened.form, remarks=opened.remarks)
            self._tell(flow.Loaded())

        self._errands.instead(lambda: fetch_service(portal(), service, bfs), came, self._failed)

    def _put_home(self, municipalities: Any, catalogue: Any) -> None:
        now = self._with.clock.monotonic()
        self._put(municipalities=municipalities, catalogue=catalogue, fetched=now)

    def _failed(self, error: Exception) -> None:
        self._tell(flow.LoadFailed(*words_for(error, "unintelligible")))
