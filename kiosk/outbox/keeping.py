"""Has a submission that the portal could not take sealed and kept, for the controller."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from kiosk import flow
from kiosk.clearing import Clearing
from kiosk.equipment import Equipment
from kiosk.errands import Errands, described
from kiosk.outbox.courier import Courier
from kiosk.outbox.store import StoreError
from kiosk.sending import Outgoing
from kiosk.view import View

_log = logging.getLogger("kiosk")


class Keeping:
    """Called on the screen's thread. What is kept is sent whoever is at the counter then.

    Args:
        equipment: its outbox keeps; where there is none, nothing can be kept.
        errands: who asked may have left when it is kept; then only the courier is told.
        clearing: a wipe waits for what is being sealed.
        put: puts something on the shelf, for the next page to show.
        show: shows how the outbox stands now.
        tell: takes an event of the flow.
    """

    def __init__(
        self,
        equipment: Equipment,
        errands: Errands,
        clearing: Clearing,
        put: Callable[..., None],
        show: Callable[[], None],
        tell: Callable[[flow.Event], None],
    ) -> None:
        self._outbox, self._worker = equipment.keeps_in, equipment.worker
        self._errands, self._clearing = errands, clearing
        self._put, self._show, self._tell = put, show, tell
        self._courier = (
            Courier(
                self._outbox,
                equipment.portal,
                equipment.worker,
                equipment.clock,
                equipment.audit.record,
                show,
            )
            if self._outbox
            else None
        )

    def start(self) -> None:
        """Send what an earlier run of the program left."""
        if self._courier is not None:
            self._courier.start()

    def stop(self) -> None:
        """Send nothing more, and let go of the file."""
        if self._courier is not None:
            self._courier.stop()
        if self._outbox is not None:
            self._outbox.store.close()

    def do(
        self, effect: flow.Store | flow.ForgetExpired, view: View, outgoing: Outgoing | None
    ) -> None:
        """Have `effect` done; `outgoing` is what was confirmed in the visit of `view`."""
        if isinstance(effect, flow.ForgetExpired):
            self._forget_expired()
        else:
            self._store(effect, view, outgoing)

    def _store(self, effect: flow.Store, view: View, outgoing: Outgoing | None) -> None:
        outbox, courier, service = self._outbox, self._courier, view.service
        if outbox is None or courier is None or service is None:
            self._tell(flow.StoreFailed("outbox-none"))
            return
        if outgoing is None or outgoing.key != effect.key:
            raise RuntimeError("what is to be stored was never confirmed")
        confirmed, key = outgoing.confirmed, service.sender.encryption_key
        clearing, visit = self._clearing, self._errands.visit

        def kept(until: datetime) -> None:
            courier.go()
            if visit == self._errands.visit:
                self._put(stored_until=until)
                self._tell(flow.WasStored())

        def failed(error: Exception) -> None:
            if visit == self._errands.visit:
                self._tell(flow.StoreFailed(_code(error)))

        self._worker.run(
            lambda: clearing.blocking(lambda: outbox.keep(confirmed, key)), kept, failed
        )

    def _forget_expired(self) -> None:
        outbox = self._outbox
        if outbox is not None:
            self._worker.run(
                lambda: asyncio.to_thread(outbox.forget_expired),
                lambda _: self._show(),
                lambda error: _log.warning("outbox: %s", _code(error)),
            )


def _code(error: Exception) -> str:
    """Return IT's word for `error`; what a fault says may hold an answer."""
    if isinstance(error, StoreError):
        return error.code
    _log.error("unexpected: %s", described(error))
    return "internal"
