"""The effects about documents: a file comes into an answer from a folder or from a phone."""

from collections.abc import Callable
from typing import TypeAlias

from kiosk import flow
from kiosk.clearing import Clearing
from kiosk.documents.folder import FoundFile
from kiosk.documents.from_phone import Code, FromPhone
from kiosk.documents.handing_in import HandingIn, Outcome, question_at
from kiosk.documents.refusal import Refusal
from kiosk.equipment import Equipment
from kiosk.errands import Errands
from kiosk.forms.answers import Entry
from kiosk.view import View

DocumentEffect: TypeAlias = (
    flow.FindDocuments | flow.TakeDocument | flow.OpenUpload | flow.CloseUpload
)


class Choosing:
    """Has the effects about documents done.

    Args:
        equipment: says which folder there is, and which portal.
        errands: the visit's.
        clearing: a wipe waits for a file that is being judged.
        visit: returns what the visit knows now.
        put_files, put_code: put on the shelf what was found, and what a phone reads.
        keep: keeps an entry at a pointer.
        tell: takes an event of the flow.
    """

    def __init__(
        self,
        equipment: Equipment,
        errands: Errands,
        clearing: Clearing,
        visit: Callable[[], View],
        put_files: Callable[[tuple[FoundFile, ...]], None],
        put_code: Callable[[Code | None], None],
        keep: Callable[[str, Entry], None],
        tell: Callable[[flow.Event], None],
    ) -> None:
        self._visit, self._put_files = visit, put_files
        self._keep, self._tell = keep, tell
        self._from_folder = HandingIn(equipment.documents, errands, clearing.blocking)
        self._from_phone = FromPhone(
            equipment.portal,
            equipment.clock,
            errands,
            clearing.blocking,
            put_code,
            lambda phone: tell(flow.PhoneChanged(phone)),
        )

    def do(self, effect: DocumentEffect) -> None:
        """Do what the flow asked for."""
        match effect:
            case flow.FindDocuments():
                self._from_folder.find(self._put_files)
            case flow.TakeDocument(pointer, number):
                view = self._visit()
                self._from_folder.take(
                    view.files or (), number, question_at(view.filled, pointer), self._end(pointer)
                )
            case flow.OpenUpload(pointer):
                view = self._visit()
                asked, language = question_at(view.filled, pointer), view.session.language
                self._from_phone.open(asked, language, self._end(pointer))
            case flow.CloseUpload():
                self._from_phone.close()

    def stop(self) -> None:
        """Ask no more; what is open at the portal is closed by its `renew`."""
        self._from_phone.stop()

    def _end(self, pointer: str) -> Callable[[Outcome], None]:
        def ended(outcome: Outcome) -> None:
            choosing = flow.uncovered(self._visit().state)
            if not isinstance(choosing, flow.ChoosingDocument) or not choosing.busy:
                return  # the visitor went back meanwhile
            if isinstance(outcome, Refusal):
                self._tell(flow.DocumentRefused(outcome.value))
            else:
                self._keep(pointer, outcome)
                self._tell(flow.DocumentTaken())

        return ended
