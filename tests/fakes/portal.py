"""A portal in memory, proved by the contract suite of the real one (tests/contracts/)."""

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from kiosk.catalogue import Audience, Catalogue, FormReference, Municipality, Service
from kiosk.errors import (
    Busy,
    Declined,
    FormChanged,
    NotAllowed,
    OutcomeUnknown,
    PortalError,
    Remark,
    Withdrawn,
)
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Form
from kiosk.portals.lucerne import profile, wire
from kiosk.portals.portal import Handover, SealedSubmission, Submission
from kiosk.portals.staff import SIGNED_OUT
from kiosk.portals.upload import Upload, Uploaded
from kiosk.receipt.receipt import Receipt, SealedDocument
from kiosk.receipt.sealed import proved
from kiosk.sandbox.judging import Referee, Sent
from kiosk.sandbox.offer import Offer, UnknownError
from kiosk.sandbox.sources import read
from kiosk.sandbox.store import StoredAttachment
from kiosk.signatures import digest
from tests.fakes.handovers import HERE, FakeHandovers
from tests.fakes.sealed import SENDERS_KEY, opened
from tests.fakes.staff import FakeStaff
from tests.fakes.uploads import FakeUploads
from tests.fakes.visitor import OFFER

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MOST_COPIES = 3


@dataclass(frozen=True)
class Failure:
    """What a call ends with; `afterwards` when it did its work before."""

    error: PortalError
    afterwards: bool


class FakePortal:
    """See `kiosk.portals.portal.Portal`. Offers what is in tests/fakes/offer.

    Attributes:
        filed: what arrived, by key.
        uploads: the addresses for phones, and a phone.
        handovers: the drafts on their way to another screen.
        mailed: whose copies were mailed where.
        official: the official documents of every case, by number.
        staff: those who sign in.
        terminal: whose portal it is, where several share their `handovers`.
        renewed: how often everything of a visitor was forgotten.
        closed: whether it was let go.
    """

    def __init__(self) -> None:
        self.filed: dict[str, Submission] = {}
        self.uploads = FakeUploads()
        self.handovers = FakeHandovers()
        self.mailed: list[tuple[str, str]] = []
        self.official: dict[int, bytes] = {}
        self.staff = FakeStaff()
        self.terminal = HERE
        self.renewed = 0
        self.closed = False
        self._offer = Offer(read(OFFER), NOW.date, SENDERS_KEY.public)
        self._receipts: dict[str, Receipt] = {}
        self._files: dict[str, StoredAttachment] = {}
        self._failures: defaultdict[str, deque[Failure]] = defaultdict(deque)

    def fail(
        self, call: str, error: PortalError, *, times: int = 1, afterwards: bool = False
    ) -> None:
        """Let the next `times` calls of `call` end with `error`, perhaps after doing their work."""
        self._failures[call].extend([Failure(error, afterwards)] * times)

    def recover(self) -> None:
        """Fail no more."""
        self._failures.clear()

    async def document(self, case: str, sealed: SealedDocument) -> bytes:
        with self._perhaps("document"):
            if sealed.number not in self.official:
                raise Withdrawn("404 not-found")
            return proved(self.official[sealed.number], sealed)

    async def mail_copy(self, case: str, email: str) -> None:
        with self._perhaps("mail_copy"):
            if [mailed for mailed, _ in self.mailed].count(case) == MOST_COPIES:
                raise Busy("429 too-many-requests")
            self.mailed.append((case, email))

    async def ready(self) -> None:
        with self._perhaps("ready"):
            pass

    async def municipalities(self) -> tuple[Municipality, ...]:
        with self._perhaps("municipalities"):
            body = wire.decode(self._offer.municipalities(), wire.MunicipalitiesBody)
            return body.municipalities

    async def catalogue(self, bfs: int) -> Catalogue:
        with self._perhaps("catalogue"):
            page = wire.decode(self._offer.catalogue(bfs, 1), wire.CataloguePage)
            return Catalogue(bfs, page.categories, page.services)

    async def service(self, service: str, bfs: int) -> Service:
        with self._perhaps("service"):
            return self._service(service, bfs)

    async def form(self, reference: FormReference) -> Form:
        with self._perhaps("form"):
            return self._form(reference)

    async def attach(self, attachment: Attachment) -> Attachment:
        with self._perhaps("attach"):
            sha256 = hashlib.sha256(attachment.content).hexdigest()
            reference = f"file-{len(self._files) + 1}"
            taken = replace(attachment, sha256=sha256, reference=reference)
            self._files[reference] = _stored(taken)
            return taken

    async def submit(self, submission: Submission) -> Receipt:
        with self._perhaps("submit"):
            key, sent = submission.key, digest(wire.body_of(submission))
            if key in self._receipts and self._receipts[key].payload_digest != sent:
                raise OutcomeUnknown(code="key-reused")
            if key not in self._receipts:
                self._keep(submission, sent)
            return self._receipts[key]

    async def outcome(self, submission: Submission) -> Receipt | None:
        with self._perhaps("outcome"):
            return self._receipts.get(submission.key)

    async def open_upload(self, accept: tuple[str, ...], max_bytes: int, language: str) -> Upload:
        with self._perhaps("open_upload"):
            return self.uploads.make(accept, max_bytes, language, NOW)

    async def upload_state(self, upload: Upload) -> Uploaded:
        with self._perhaps("upload_state"):
            return self.uploads.state(upload)

    async def fetch_upload(self, upload: Upload, uploaded: Uploaded) -> bytes:
        with self._perhaps("fetch_upload"):
            return self.uploads.fetch(upload, uploaded)

    async def close_upload(self, upload: Upload) -> None:
        with self._perhaps("close_upload"):
            self.uploads.close(upload)

    async def lay_handover(self, handover: Handover) -> datetime:
        with self._perhaps("lay_handover"):
            return self.handovers.lay(handover, NOW, self.terminal)

    async def take_handover(self, id_: str) -> str:
        with self._perhaps("take_handover"):
            return self.handovers.take(id_, self.terminal)

    async def handover_waits(self, id_: str) -> bool:
        with self._perhaps("handover_waits"):
            return self.handovers.waits(id_, self.terminal)

    async def withdraw_handover(self, id_: str) -> None:
        with self._perhaps("withdraw_handover"):
            self.handovers.withdraw(id_, self.terminal)

    async def submit_sealed(self, sealed: SealedSubmission) -> str:
        with self._perhaps("submit_sealed"):
            if sealed.actor == "citizen":
                raise Declined("403 forbidden", code="not-allowed")
            if sealed.key not in self._receipts:
                submission = opened(sealed)
                self._keep(submission, digest(wire.body_of(submission)))
            return self._receipts[sealed.key].case

    async def renew(self) -> None:
        self.uploads.close_all()
        self.renewed += 1

    async def close(self) -> None:
        self.closed = True

    @contextmanager
    def _perhaps(self, call: str) -> Iterator[None]:
        """Fail as planned, before or after the work."""
        planned = self._failures[call]
        failure = planned.popleft() if planned else None
        if failure and not failure.afterwards:
            raise failure.error
        yield
        if failure:
            raise failure.error

    def _keep(self, submission: Submission, payload_digest: str) -> None:
        """File it, if it is as it should be."""
        files = {
            one.reference: self._files.get(one.reference) or _stored(one)
            for one in submission.attachments
        }
        self._check(submission, files)
        self.filed[submission.key] = submission
        receipt = _receipt(submission, len(self.filed), payload_digest)
        self._receipts[submission.key] = receipt

    def _service(self, service: str, bfs: int) -> Service:
        try:
            return wire.decode(self._offer.service(service, bfs), Service)
        except UnknownError:
            raise Withdrawn("404 not-found") from None

    def _form(self, reference: FormReference) -> Form:
        try:
            document = self._offer.form(reference.id, reference.version)
        except UnknownError:
            raise Withdrawn("404 not-found") from None
        return profile.read_form(document, reference.digest)

    def _check(self, submission: Submission, files: Mapping[str, StoredAttachment]) -> None:
        if submission.actor.startswith("s-") and not self.staff.knows(submission.actor):
            raise NotAllowed(code=SIGNED_OUT)
        service = self._service(submission.service, submission.bfs)
        citizen = submission.actor == "citizen"
        audience = Audience.SELF_SERVICE if citizen else Audience.ASSISTED
        said = {"identity": submission.identity, "agreement": submission.agreement}
        if citizen and (alone := [name for name, value in said.items() if value]):
            raise Declined(remarks=(Remark(f"/{alone[0]}", "unknown"),))
        if not service.open:
            raise Withdrawn("410 withdrawn")
        if audience not in service.audience:
            raise NotAllowed("403 forbidden")
        sender = (submission.sender_id, submission.sender_digest)
        if (submission.form, sender) != (service.form, (service.sender.id, service.sender.digest)):
            raise FormChanged("409 form-changed")
        sent = Sent(
            answers=submission.answers,
            attachments=files,
            later=submission.later,
            audience=audience,
            today=NOW.date(),
        )
        objections = Referee(self._form(service.form)).objections(sent)
        if objections:
            raise Declined(remarks=tuple(Remark(each.pointer, each.rule) for each in objections))


def _stored(file: Attachment) -> StoredAttachment:
    until = NOW + timedelta(hours=1)
    return StoredAttachment(file.reference, file.sha256, file.media_type, len(file.content), until)


def _receipt(submission: Submission, number: int, payload_digest: str) -> Receipt:
    case = f"LU-2026-TEST-{number:04}"
    return Receipt(
        case=case,
        received_at=NOW,
        service=submission.service,
        bfs=submission.bfs,
        form_id=submission.form.id,
        form_version=submission.form.version,
        sender_id=submission.sender_id,
        sender_digest=submission.sender_digest,
        key=submission.key,
        payload_digest=payload_digest,
        verify_url=f"https://portal.example/verify/{case}?d={payload_digest[:16]}",
    )
