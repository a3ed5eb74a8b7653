"""Has answers filed for the controller: sends them, and puts what comes back on the shelf."""

from collections.abc import Callable

from kiosk import flow
from kiosk.audit import AuditEvent
from kiosk.equipment import Equipment
from kiosk.errands import Errands
from kiosk.errors import Declined
from kiosk.paperwork import Paperwork
from kiosk.problems import words_for
from kiosk.receipt.receipt import Receipt
from kiosk.sending import Outgoing, submission
from kiosk.staff.desk import StaffDesk
from kiosk.view import View


class Filing:
    """One submission at a time, of the one visit.

    Args:
        equipment: its portal takes the submission.
        errands: the visit's.
        paperwork: fetches the official documents that a receipt names.
        desk: says who acts, and sends as them.
        put: puts something on the shelf, for the next page to show.
        lay_official: puts an official document there, by number, and shows it.
        record: writes down that something happened.
        tell: takes an event of the flow.

    Attributes:
        outgoing: what was confirmed last in this visit; it knows whether it may have arrived.
    """

    def __init__(
        self,
        equipment: Equipment,
        errands: Errands,
        paperwork: Paperwork,
        desk: StaffDesk,
        put: Callable[..., None],
        lay_official: Callable[[int, bytes], None],
        record: Callable[..., None],
        tell: Callable[[flow.Event], None],
    ) -> None:
        self._portal = equipment.portal
        self._errands, self._paperwork, self._desk = errands, paperwork, desk
        self._put, self._record, self._tell = put, record, tell
        self._lay_official = lay_official
        self.outgoing: Outgoing | None = None

    def submit(self, effect: flow.Submit, view: View) -> None:
        """Send what `view` says; the same key is the very same submission, whatever it says now."""
        outgoing = self.outgoing
        if outgoing is None or outgoing.key != effect.key:
            sent = submission(view, effect.service, effect.key, self._desk.actor, effect.agreement)
            outgoing = self.outgoing = Outgoing(sent)
        portal, desk, going = self._portal, self._desk, outgoing

        def received(receipt: Receipt) -> None:
            self._put(receipt=receipt, remarks=())
            for code in receipt.left_out:
                self._record(AuditEvent.PART_LEFT_OUT, service=effect.service, code=code)
            self._paperwork.fetch_official(receipt, self._lay_official, self._lose_official)
            self._tell(flow.Received(receipt.case))

        def failed(error: Exception) -> None:
            if isinstance(error, Declined):
                self._put(remarks=error.remarks)
            self._tell(flow.SubmitFailed(*words_for(error, "outcome-unknown")))

        self._errands.instead(lambda: going.send(portal(), desk.sending), received, failed)

    def forget(self) -> None:
        """Nothing was confirmed in the visit that begins."""
        self.outgoing = None

    def _lose_official(self, number: int, code: str) -> None:
        self._lay_official(number, b"")
        self._record(AuditEvent.DOCUMENT_LOST, code=code)
