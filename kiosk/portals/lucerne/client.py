"""The client of docs/contract.md."""

import base64
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

from kiosk.catalogue import Catalogue, FormReference, Municipality, Service
from kiosk.errors import (
    Declined,
    FormChanged,
    OutcomeUnknown,
    PortalError,
    SecretsUnavailable,
    Unintelligible,
    Unverified,
    Withdrawn,
)
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Form
from kiosk.portals.access import Access
from kiosk.portals.budget import (
    ASKING,
    ATTACHMENT,
    CATALOGUE_PAGE,
    FORM,
    IN_PERSON,
    MAX_KEPT_FORMS,
    MAX_PAGES,
    QUESTION,
    SUBMISSION,
    SUBMITTING,
    Budget,
    Patience,
)
from kiosk.portals.http import Answer, Http, Request
from kiosk.portals.lucerne import wire
from kiosk.portals.lucerne.cache import NOT_MODIFIED, Cache
from kiosk.portals.lucerne.handovers import Handovers
from kiosk.portals.lucerne.heartbeat import heartbeat
from kiosk.portals.lucerne.papers import Papers
from kiosk.portals.lucerne.staff import LucerneStaff, refuse_ended
from kiosk.portals.lucerne.tokens import Line
from kiosk.portals.lucerne.uploads import Uploads
from kiosk.portals.portal import Handover, SealedSubmission, Submission
from kiosk.portals.retry import Timing, patiently
from kiosk.portals.upload import Upload, Uploaded
from kiosk.receipt.receipt import Receipt, SealedDocument

OK = 200
CREATED = 201
ACCEPTED = 202
NO_CONTENT = 204
REGISTERS = "/v1/submissions"

T = TypeVar("T")


class LucernePortal:
    """See `kiosk.portals.portal.Portal`. Use it on one event loop only.

    Args:
        access: the way to the portal, and who this terminal is.
        timing: time and chance.

    Raises:
        UnsafeAddressError: answers may not be sent to its address.
    """

    def __init__(self, access: Access, timing: Timing | None = None) -> None:
        self._timing = timing or Timing()
        http = Http(access.url, access.ca_file, access.proxy)
        self._line = Line(http, access.identity, self._timing)
        self._signs_in = access.identity is not None
        self.staff = LucerneStaff(http, access.identity, self._timing)
        self._public = Cache(self._timing.now)
        self._forms: OrderedDict[str, Form] = OrderedDict()
        self._keys: Mapping[str, Any] = {}
        self._uncertain: set[str] = set()
        self._uploads = Uploads(self._answered, self._patiently)
        self._handovers = Handovers(
            self._answered, lambda request: self._patiently(request, IN_PERSON)
        )
        self._papers = Papers(self._answered, self._patiently)

    # --- What is public ------------------------------------------------------------------------

    async def municipalities(self) -> tuple[Municipality, ...]:
        """See `Portal.municipalities`."""
        body = await self._kept("/v1/municipalities", {}, wire.MunicipalitiesBody)
        return body.municipalities

    async def catalogue(self, bfs: int) -> Catalogue:
        """See `Portal.catalogue`."""
        first = await self._page(bfs, 1)
        if first.pages > MAX_PAGES:
            raise Unintelligible("the catalogue has too many pages")
        pages = [first, *[await self._page(bfs, number) for number in range(2, first.pages + 1)]]
        categories = {found.id: found for page in pages for found in page.categories}
        listings = {found.id: found for page in pages for found in page.services}
        return Catalogue(bfs, tuple(categories.values()), tuple(listings.values()))

    async def _page(self, bfs: int, number: int) -> wire.CataloguePage:
        where = {"bfs": str(bfs), "page": str(number)}
        page = await self._kept("/v1/catalogue", where, wire.CataloguePage)
        if (page.bfs, page.page) != (bfs, number):
            raise Unintelligible("another page came than was asked for")
        for listing in page.services:
            wire.plausible(listing.fee)
        return page

    async def service(self, service: str, bfs: int) -> Service:
        """See `Portal.service`."""
        from kiosk.portals.lucerne import sealed, verification  # noqa: PLC0415 - joserfc: 60 ms

        path = f"/v1/services/{quote(service, safe='')}"
        answer = await self._asked(path, QUESTION, {"bfs": str(bfs)})
        document = answer.json()
        found = wire.decode(sealed.with_usable_key(document), Service)
        if (found.id, found.bfs) != (service, bfs):
            raise Unintelligible("another service came than was asked for")
        wire.plausible(found.fee)
        verification.check_sender(document)
        return found

    async def form(self, reference: FormReference) -> Form:
        """See `Portal.form`."""
        if reference.digest not in self._forms:
            self._forms[reference.digest] = await self._read_form(reference)
        self._forms.move_to_end(reference.digest)
        while len(self._forms) > MAX_KEPT_FORMS:
            self._forms.popitem(last=False)
        return self._forms[reference.digest]

    async def _read_form(self, reference: FormReference) -> Form:
        from kiosk.portals.lucerne import verification  # noqa: PLC0415 - as above
        from kiosk.portals.lucerne.profile import read_form  # noqa: PLC0415 - jsonschema-rs

        path = f"/v1/forms/{quote(reference.id, safe='')}/{quote(reference.version, safe='')}"
        document = (await self._asked(path, FORM)).json()
        verification.check_form(document, reference)
        return read_form(document, reference.digest)

    # --- What is the visitor's -----------------------------------------------------------------

    async def attach(self, attachment: Attachment) -> Attachment:
        """See `Portal.attach`. A file that is sent twice is only stored twice, and soon gone."""
        digest = hashlib.sha256(attachment.content)
        request = Request(
            method="POST",
            path="/v1/attachments",
            headers={
                "Content-Type": attachment.media_type,
                "Content-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
            },
            body=attachment.content,
            budget=ATTACHMENT,
        )
        answer = await self._patiently(request)
        taken = wire.decode(answer.json(), wire.AttachmentBody)
        if taken.sha256 != digest.hexdigest():
            raise Unintelligible("the portal read another file than was sent")
        return replace(attachment, sha256=taken.sha256, reference=taken.reference)

    async def submit(self, submission: Submission) -> Receipt:
        """See `Portal.submit`."""
        from kiosk.portals.lucerne import verification  # noqa: PLC0415 - as above

        with self._certainty_of(submission.key):
            body = verification.canonical(wire.body_of(submission))
            await self._jwk_set()  # before anything is sent: without them nothing can be proved
            token = await patiently(lambda: self._filed(submission, body), SUBMITTING, self._timing)
            return await self._proved(token, submission, body)

    async def outcome(self, submission: Submission) -> Receipt | None:
        """See `Portal.outcome`.

        Raises:
            OutcomeUnknown: also when the question could not be asked: something was sent before.
        """
        from kiosk.portals.lucerne import verification  # noqa: PLC0415 - as above

        self._uncertain.add(submission.key)
        with self._certainty_of(submission.key):
            body = verification.canonical(wire.body_of(submission))
            headers, asked_for = self.staff.headers(submission.actor), {"key": submission.key}
            request = Request("GET", REGISTERS, asked_for, headers, budget=SUBMISSION)
            answer = await patiently(lambda: self._looked_up(request), ASKING, self._timing)
            if answer.status == OK:
                token = wire.decode(answer.json(), wire.ReceiptBody).receipt
                return await self._proved(token, submission, body)
        return None

    async def open_upload(self, accept: tuple[str, ...], max_bytes: int, language: str) -> Upload:
        """See `Portal.open_upload`."""
        return await self._uploads.open(accept, max_bytes, language)

    async def upload_state(self, upload: Upload) -> Uploaded:
        """See `Portal.upload_state`."""
        return await self._uploads.state(upload)

    async def fetch_upload(self, upload: Upload, uploaded: Uploaded) -> bytes:
        """See `Portal.fetch_upload`."""
        return await self._uploads.fetch(upload, uploaded)

    async def close_upload(self, upload: Upload) -> None:
        """See `Portal.close_upload`."""
        await self._uploads.close(upload)

    async def document(self, case: str, sealed: SealedDocument) -> bytes:
        """See `Portal.document`."""
        return await self._papers.document(case, sealed)

    async def mail_copy(self, case: str, email: str) -> None:
        """See `Portal.mail_copy`."""
        await self._papers.mail_copy(case, email)

    async def lay_handover(self, handover: Handover) -> datetime:
        """See `Portal.lay_handover`."""
        return await self._handovers.lay(handover)

    async def take_handover(self, id_: str) -> str:
        """See `Portal.take_handover`."""
        return await self._handovers.take(id_)

    async def handover_waits(self, id_: str) -> bool:
        """See `Portal.handover_waits`."""
        return await self._handovers.waits(id_)

    async def withdraw_handover(self, id_: str) -> None:
        """See `Portal.withdraw_handover`."""
        await self._handovers.withdraw(id_)

    async def submit_sealed(self, sealed: SealedSubmission) -> str:
        """See `Portal.submit_sealed`."""
        from kiosk.portals.lucerne.sealed import SealedSubmissions  # noqa: PLC0415 - as above

        await self._jwk_set()  # before anything is sent: without them nothing can be proved
        outgoing = SealedSubmissions(self._answered, self.staff.headers, self._proving)
        return await outgoing.submit(sealed)

    async def ready(self) -> None:
        """See `Portal.ready`. Who signs in also says that it is there."""
        await patiently(self._line.prove, ASKING, self._timing)
        await self._asked("/v1/keys", QUESTION)
        if self._signs_in:
            await heartbeat(self._line.send)

    async def renew(self) -> None:
        """See `Portal.renew`."""
        self._uncertain.clear()
        await self._uploads.close_all()
        await self._line.renew()

    async def close(self) -> None:
        """See `Portal.close`."""
        await self._line.close()

    # --- How -----------------------------------------------------------------------------------

    @contextmanager
    def _certainty_of(self, key: str) -> Iterator[None]:
        """Once a key may have arrived, only an answer about it makes its outcome certain again.

        Otherwise a second attempt that finds no network would say "nothing was sent".
        """
        try:
            yield
        except (OutcomeUnknown, Unverified):
            self._uncertain.add(key)
            raise
        except (Declined, FormChanged, Withdrawn):
            self._uncertain.discard(key)
            raise
        except (PortalError, SecretsUnavailable) as error:
            if key in self._uncertain:
                raise OutcomeUnknown(f"{error}") from error
            raise

    async def _filed(self, submission: Submission, body: bytes) -> str:
        """Send once and return the receipt's token, not yet verified."""
        key, whose = submission.key, self.staff.headers(submission.actor)
        headers = {"Content-Type": "application/json", "Idempotency-Key": key, **whose}
        request = Request(
            "POST", REGISTERS, headers=headers, body=body, budget=SUBMISSION, filing=True
        )
        try:
            answer = await self._answered(request)
        except OutcomeUnknown:
            self._uncertain.add(key)
            raise
        self._uncertain.add(key)  # it arrived; what it means is known once it is verified
        try:
            return wire.decode(answer.json(), wire.ReceiptBody).receipt
        except PortalError as error:
            raise OutcomeUnknown(f"{error}") from None

    async def _proved(self, token: str, submission: Submission, body: bytes) -> Receipt:
        from kiosk.portals.lucerne import verification  # noqa: PLC0415 - as above

        digest = hashlib.sha256(body).hexdigest()
        receipt = await self._proving(
            lambda keys: verification.receipt(token, keys, submission, digest)
        )
        self._uncertain.discard(submission.key)
        return receipt

    async def _proving(self, prove: Callable[[Mapping[str, Any]], T]) -> T:
        """Return what `prove` makes of the portal's keys; they may have changed since."""
        from kiosk.portals.lucerne import verification  # noqa: PLC0415 - as above

        try:
            return prove(await self._jwk_set())
        except Unverified as error:
            if error.code != verification.UNKNOWN_KEY:
                raise
        self._keys = {}
        return prove(await self._jwk_set())

    async def _jwk_set(self) -> Mapping[str, Any]:
        if not self._keys:
            document = (await self._asked("/v1/keys", QUESTION)).json()
            if not isinstance(document, dict):
                raise Unintelligible("the keys are not a JWK set")
            self._keys = document
        return self._keys

    async def _kept(self, path: str, params: Mapping[str, str], kind: type[wire.T]) -> wire.T:
        async def ask(etag: str, patience: Patience) -> Answer:
            return await self._asked(path, CATALOGUE_PAGE, params, etag, patience)

        return await self._public.fetch(
            f"{path} {sorted(params.items())}", ask, lambda answer: wire.decode(answer.json(), kind)
        )

    async def _asked(
        self,
        path: str,
        budget: Budget,
        params: Mapping[str, str] | None = None,
        etag: str = "",
        patience: Patience = ASKING,
    ) -> Answer:
        headers = {"Accept": "application/json"} | ({"If-None-Match": etag} if etag else {})
        request = Request("GET", path, params or {}, headers, budget=budget)
        return await self._patiently(request, patience)

    async def _patiently(self, request: Request, patience: Patience = ASKING) -> Answer:
        return await patiently(lambda: self._answered(request), patience, self._timing)

    async def _answered(self, request: Request) -> Answer:
        """Send once; anything but what was hoped for is an error."""
        answer = await self._line.send(request)
        refuse_ended(answer, request.headers)
        expected = {OK, CREATED, ACCEPTED} if request.method == "POST" else {OK, NO_CONTENT}
        if "If-None-Match" in request.headers:
            expected.add(NOT_MODIFIED)
        if answer.status not in expected:
            raise wire.refused(answer, filing=request.filing)
        return answer

    async def _looked_up(self, request: Request) -> Answer:
        """Ask for a key once. That the portal does not know it is an answer, too."""
        answer = await self._line.send(request)
        if answer.status == OK or wire.is_unknown_key(answer):
            return answer
        raise OutcomeUnknown(f"{wire.refused(answer)}")
