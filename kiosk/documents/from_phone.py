"""A document from the visitor's own phone, through an address at the portal.

It is asked about every two seconds, and closed with the page that shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from kiosk import flow
from kiosk.clock import Alarm, Clock
from kiosk.documents.handing_in import Blocking, Outcome, added, in_time, most_bytes
from kiosk.documents.judging import BEGINNINGS
from kiosk.documents.refusal import Refusal
from kiosk.errands import Errands, Latest
from kiosk.errors import Withdrawn
from kiosk.forms.placed import PlacedField
from kiosk.portals.portal import Portal
from kiosk.portals.upload import Upload, Uploaded, UploadState

ASKING_SECONDS = 2.0
LONGEST_SECONDS = 600.0
"""The life of an address; also where the portal's clock and ours do not agree."""

PHONES = {
    UploadState.WAITING: flow.Phone.WAITING,
    UploadState.OPENED: flow.Phone.OPENED,
}


@dataclass(frozen=True)
class Code:
    """What a phone reads from the screen. Whoever knows `url` may send a file: it is not logged."""

    url: str = field(repr=False)
    minutes: int
    """So long it is good, rounded up."""


@dataclass(frozen=True)
class Wanted:
    """The question that a file is for, as it was asked when the way was opened."""

    asked: PlacedField
    ended: Callable[[Outcome], None]


class FromPhone:
    """The way from one phone into one answer; everything is called on the screen's thread.

    Args:
        portal: returns the portal; called on the worker only.
        clock: rings when the portal is asked again.
        errands: runs the work; what comes for a visitor who left is dropped.
        blocking: has a file judged where the wipe waits for it.
        show: is given the code, None when it is of no use any more.
        tell: is told what is new.
    """

    def __init__(
        self,
        portal: Callable[[], Portal],
        clock: Clock,
        errands: Errands,
        blocking: Blocking,
        show: Callable[[Code | None], None],
        tell: Callable[[flow.Phone], None],
    ) -> None:
        self._portal = portal
        self._clock = clock
        self._errands = errands
        self._blocking = blocking
        self._show = show
        self._tell = tell
        self._latest = Latest(errands)
        self._alarm: Alarm | None = None
        self._wanted: Wanted | None = None
        self._upload: Upload | None = None
        self._ends = 0.0

    def open(
        self, asked: PlacedField | None, language: str, ended: Callable[[Outcome], None]
    ) -> None:
        """Open a way to the question `asked`; `ended` is told once what became of its file."""
        self.close()
        if asked is None:
            self._tell(flow.Phone.UNREACHABLE)
            return
        self._wanted = Wanted(asked, ended)
        accept = asked.field.limits.accept or tuple(BEGINNINGS)
        most = most_bytes(asked.field)
        self._latest.run(
            lambda: self._portal().open_upload(accept, most, language),
            self._opened,
            lambda _: self._tell(flow.Phone.UNREACHABLE),
        )

    def close(self) -> None:
        """Close what is open, here and at the portal; what comes later is dropped."""
        upload = self._upload
        self.stop()
        if upload is not None:
            self._errands.beside(
                lambda: self._portal().close_upload(upload), lambda _: None, lambda _: None
            )

    def stop(self) -> None:
        """Ask no more. The portal is not told: at the end of a visit its `renew` does that."""
        self._latest.drop()
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._wanted = None
        if self._upload is not None:
            self._upload = None
            self._show(None)

    # --- Waiting -------------------------------------------------------------------------------

    def _opened(self, upload: Upload) -> None:
        life = (upload.expires_at - self._clock.now()).total_seconds()
        believed = life if 0 < life < LONGEST_SECONDS else LONGEST_SECONDS
        self._upload, self._ends = upload, self._clock.monotonic() + believed
        self._wait(flow.Phone.WAITING)

    def _wait(self, phone: flow.Phone) -> None:
        """Show how it stands, and ask again in a while."""
        assert self._upload is not None
        left = self._ends - self._clock.monotonic()
        if left <= 0:
            self._expire()
            return
        self._show(Code(self._upload.url, ceil(left / 60)))
        self._alarm = self._clock.after(ASKING_SECONDS, self._ask)
        self._tell(phone)

    def _ask(self) -> None:
        upload = self._upload
        assert upload is not None
        self._latest.run(lambda: self._portal().upload_state(upload), self._heard, self._unheard)

    def _heard(self, uploaded: Uploaded) -> None:
        if uploaded.state is UploadState.UPLOADED:
            self._receive(uploaded)
        else:
            self._wait(PHONES[uploaded.state])

    def _unheard(self, error: Exception) -> None:
        if isinstance(error, Withdrawn):
            self._expire()
        else:
            self._wait(flow.Phone.UNREACHABLE)

    def _expire(self) -> None:
        self.close()
        self._tell(flow.Phone.EXPIRED)

    # --- Receiving -----------------------------------------------------------------------------

    def _receive(self, uploaded: Uploaded) -> None:
        upload, wanted = self._upload, self._wanted
        assert upload is not None
        assert wanted is not None
        self._tell(flow.Phone.RECEIVING)
        if uploaded.size > most_bytes(wanted.asked.field):
            wanted.ended(Refusal.TOO_LARGE)
        else:
            self._latest.run(
                lambda: self._received(upload, uploaded, wanted.asked),
                wanted.ended,
                lambda _: wanted.ended(Refusal.LOST),
            )

    async def _received(self, upload: Upload, uploaded: Uploaded, asked: PlacedField) -> Outcome:
        content = await self._portal().fetch_upload(upload, uploaded)
        return await in_time(
            self._blocking,
            lambda: added(asked.field, asked.entry, uploaded.name, lambda _: content),
        )
