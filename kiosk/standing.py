"""Whether this terminal may send: asked while nobody is here, so that nobody fills in in vain.

Only what the portal, the keyring or an update says counts. A network that is away for a moment is
no reason to turn visitors away: the services are at hand, and a submission is sent again.
"""

from collections.abc import Callable

from kiosk import flow
from kiosk.clock import Alarm
from kiosk.equipment import Equipment
from kiosk.errands import Errands, Latest
from kiosk.errors import NotAllowed, SecretsUnavailable
from kiosk.presence import UPDATE_PENDING

AGAIN_SECONDS = 30.0
"""So soon it is asked again when the answer was no, or none came."""


class Standing:
    """Asks, and tells `TerminalAccepted` or `TerminalRefused`; never in the middle of a visit.

    Args:
        equipment: whose portal is asked, and whose clock rings.
        errands: where the question runs.
        tell: takes the event.
    """

    def __init__(
        self, equipment: Equipment, errands: Errands, tell: Callable[[flow.Event], None]
    ) -> None:
        self._with = equipment
        self._latest = Latest(errands)
        self._tell = tell
        self._alarm: Alarm | None = None
        self._held_back = False

    def follow(self, state: flow.State) -> None:
        """Take note that `state` began: ask at the start screen, and leave visitors alone."""
        self.stop()
        match state:
            case flow.Attract():
                self._held_back = False
                self.ask()
            case flow.OutOfService(code):
                self._held_back = code == UPDATE_PENDING
                self._ask_again()
            case _:
                pass

    def ask(self) -> None:
        """Ask now; an answer to an earlier question is not waited for."""
        self.stop()
        if self._with.update_holds():
            self._failed(NotAllowed("an update waits", code=UPDATE_PENDING))
            return
        if self._held_back:  # by the update alone: a portal that is away now is no reason to stay
            self._tell(flow.TerminalAccepted())
            return
        portal = self._with.portal
        self._latest.run(
            lambda: portal().ready(),
            lambda _: self._tell(flow.TerminalAccepted()),
            self._failed,
        )

    def stop(self) -> None:
        """Ask no more, and tell nothing, also of an answer that is already on its way back."""
        self._latest.drop()
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _failed(self, error: Exception) -> None:
        self._ask_again()
        if isinstance(error, NotAllowed | SecretsUnavailable):
            self._tell(flow.TerminalRefused(error.code))

    def _ask_again(self) -> None:
        self._alarm = self._with.clock.after(AGAIN_SECONDS, self.ask)
