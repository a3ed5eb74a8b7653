"""The port to a portal. What a portal evaluates itself stays there; the kiosk shows.

Every method is a coroutine, raises only the errors of kiosk/errors.py, and ends within the
deadline of its call.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from kiosk.catalogue import Catalogue, FormReference, Municipality, Service
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Form
from kiosk.portals.staff import StaffPortal
from kiosk.portals.upload import Upload, Uploaded
from kiosk.receipt.receipt import Receipt, SealedDocument
from kiosk.session import SeenIdentity


@dataclass(frozen=True)
class Submission:
    """What is sent, once, under its key (UUID; IETF Idempotency-Key)."""

    key: str
    service: str
    bfs: int
    form: FormReference
    sender_id: str
    sender_digest: str
    language: str
    answers: Mapping[str, Any] = field(repr=False)
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    later: tuple[str, ...] = ()
    """Pointers of documents that will be handed in later."""
    terminal: str = ""
    actor: str = "citizen"
    identity: SeenIdentity | None = None
    """Which document of identity staff saw."""
    agreement: str = ""
    """How the visitor agreed to what staff typed: `on-screen`, `in-words`; '' where they typed it
    themselves."""


@dataclass(frozen=True)
class Handover:
    """A draft on its way to another screen.

    `id` is derived from the code (kiosk/handover/code.py), and so is the key of `sealed`, a
    compact JWE; the portal can tell neither from the other.
    """

    id: str
    sealed: str = field(repr=False)


@dataclass(frozen=True)
class SealedSubmission:
    """A submission that only its sender can read: a compact JWE (RFC 7516), sent under `key`."""

    key: str
    sender_id: str
    sealed: str = field(repr=False)
    terminal: str
    actor: str
    stored_at: datetime


class Portal(Protocol):
    """What every portal can do for the counter."""

    @property
    def staff(self) -> StaffPortal:
        """What it does for staff. A submission of theirs is sent as them, while they are."""

    async def municipalities(self) -> tuple[Municipality, ...]:
        """Return the municipalities the portal serves."""

    async def catalogue(self, bfs: int) -> Catalogue:
        """Return the services of a municipality; the last good one while the portal allows it."""

    async def service(self, service: str, bfs: int) -> Service:
        """Return one service of a municipality, with sender, fee and form reference."""

    async def form(self, reference: FormReference) -> Form:
        """Return a form whose digest was checked.

        Raises:
            FormRefused: it is outside the profile.
        """

    async def attach(self, attachment: Attachment) -> Attachment:
        """Hand in a document; return it with its `reference`."""

    async def submit(self, submission: Submission) -> Receipt:
        """Send, and return the receipt once its signature and digest were verified.

        Raises:
            OutcomeUnknown: it may have arrived; ask with `outcome`, or submit the same again.
            NotAllowed: `staff-signed-out`; nothing was sent as whoever is its actor.
            Unverified: an answer came that proves nothing.
        """

    async def outcome(self, submission: Submission) -> Receipt | None:
        """Return the verified receipt of `submission` if it arrived, None if it did not."""

    async def open_upload(self, accept: tuple[str, ...], max_bytes: int, language: str) -> Upload:
        """Make an address at which a visitor's phone may hand in one file.

        Args:
            accept: the media types it takes, at least one.
            max_bytes: the size it takes.
            language: BCP 47 tag of the page there.

        Raises:
            Withdrawn: this portal has no such way.
        """

    async def upload_state(self, upload: Upload) -> Uploaded:
        """Return how far it has come.

        Raises:
            Withdrawn: it expired, was closed, or its file was fetched.
        """

    async def fetch_upload(self, upload: Upload, uploaded: Uploaded) -> bytes:
        """Return the file that `uploaded` tells of; the portal forgets it then.

        Raises:
            Unintelligible: what came is another file, or larger.
            Withdrawn: it is not there any more.
        """

    async def close_upload(self, upload: Upload) -> None:
        """End it, and have its file forgotten; one that has ended is fine."""

    async def document(self, case: str, sealed: SealedDocument) -> bytes:
        """Return an official document of `case`: the very bytes whose digest the receipt names.

        Raises:
            Unverified: other bytes came, or they are no PDF.
            Withdrawn: the portal has no such document.
            PortalError: it cannot be had now.
        """

    async def mail_copy(self, case: str, email: str) -> None:
        """Have the portal mail the confirmation of `case`; it sends no more than three.

        Raises:
            Busy: it mailed three.
            PortalError: it was not taken over, or nobody knows.
        """

    async def lay_handover(self, handover: Handover) -> datetime:
        """Lay a sealed draft at the portal; return until when it lies there.

        Raises:
            Declined: there is one under this id already: a code that happens to be the same.
            Withdrawn: this portal passes no drafts on.
        """

    async def take_handover(self, id_: str) -> str:
        """Return the sealed draft under `id_` (a compact JWE); nobody else gets it afterwards.

        This terminal gets it again for a minute, as an answer may be lost.

        Raises:
            Withdrawn: there is none: a wrong code, an old one, or it was taken.
            Busy: wrong codes came too fast.
        """

    async def handover_waits(self, id_: str) -> bool:
        """Whether the draft that this terminal laid there still waits; False once it was taken.

        Raises:
            Withdrawn: nobody took it, and the portal has forgotten it.
        """

    async def withdraw_handover(self, id_: str) -> None:
        """Have the portal forget the draft; one that is gone is fine."""

    async def submit_sealed(self, sealed: SealedSubmission) -> str:
        """Send a submission of the outbox; return its case once the proof of it was verified.

        Raises:
            OutcomeUnknown: it may have arrived; send the same again.
            Declined: it is refused for good; `Withdrawn` and `FormChanged` likewise.
            NotAllowed: this terminal may not send now.
            Unverified: an answer came that proves nothing.
        """

    async def ready(self) -> None:
        """Prove, without a visitor, that this terminal may send now.

        Raises:
            NotAllowed: it is not enrolled, its key was revoked, or its clock is wrong.
            SecretsUnavailable: the keyring gives no key.
            PortalError: the portal cannot be asked.
        """

    async def renew(self) -> None:
        """Forget everything that belongs to a visit: connections, cookies, references.

        What the visit left open at the portal for the phone is closed, if that is soon done.
        """

    async def close(self) -> None:
        """Let go of everything; never raises."""
