"""Takes submissions and documents: each key once, stored before it is answered."""

import hashlib
import secrets
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from kiosk.catalogue import Audience
from kiosk.forms.form import Form
from kiosk.forms.judge import Judge
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.judging import Referee, Sent
from kiosk.sandbox.offer import Offer, UnknownError
from kiosk.sandbox.problems import Objection, Problem
from kiosk.sandbox.receipts import Issue, case_number, claims
from kiosk.sandbox.schemas import SUBMISSION
from kiosk.sandbox.store import Event, Store, Stored, StoredAttachment
from kiosk.sandbox.tokens import CITIZEN
from kiosk.signatures import SignatureError, SigningKey, digest, sign

ATTACHMENT_LIFE = timedelta(hours=1)

Documents: TypeAlias = Mapping[str, StoredAttachment]
"""By what stands for them among the answers."""

RECEIVED = {
    "de": "Die Eingabe ist eingetroffen.",
    "fr": "La demande est arrivée.",
    "it": "La richiesta è arrivata.",
    "en": "The request has arrived.",
}
AWAITED = {
    "de": "Es fehlen noch Unterlagen, die nachgereicht werden.",
    "fr": "Il manque encore des documents, qui seront remis plus tard.",
    "it": "Mancano ancora dei documenti, che saranno consegnati più tardi.",
    "en": "Some documents are still missing and will be handed in later.",
}


class Intake:
    """Takes what is sent to the portal.

    Args:
        read_form: makes a form of its document and digest; refuses one outside the profile.
        kept: receives each new body, for tests that ask what arrived; usually holds nothing.
    """

    def __init__(
        self,
        offer: Offer,
        store: Store,
        signing_key: SigningKey,
        read_form: Callable[[Json, str], Form],
        now: Callable[[], datetime],
        kept: deque[Json],
    ) -> None:
        self._offer = offer
        self._store = store
        self._signing_key = signing_key
        self._read_form = read_form
        self._now = now
        self._kept = kept
        self._envelope = Judge(SUBMISSION)
        self._referees: dict[str, Referee] = {}
        self._running: set[str] = set()
        self._lock = threading.Lock()

    def submit(self, key: str, body: Any, issuer: str) -> tuple[str, bool]:
        """Take `body` under `key`; return the receipt and whether it is new.

        Raises:
            Problem: it is not taken, and nothing was stored.
        """
        payload_digest = _digest(body)
        with self._alone(key):
            before = self._store.under(key)
            if before is not None:
                if before.payload_digest != payload_digest:
                    raise Problem("key-reused")
                return before.receipt, False
            return self._filed(key, body, None, issuer).receipt, True

    def submit_opened(
        self, key: str, opened: Callable[[], tuple[Json, Documents]], issuer: str
    ) -> tuple[Stored, bool]:
        """File what `opened` makes of a sealed submission; return it and whether it is new.

        Whatever came under this key before stands for it: the line may have broken after it.

        Raises:
            Problem: it is not taken, and nothing was stored.
        """
        with self._alone(key):
            before = self._store.under(key)
            if before is not None:
                return before, False
            body, documents = opened()
            return self._filed(key, body, documents, issuer), True

    def outcome(self, key: str) -> str:
        """Return the receipt of what came under `key`.

        Raises:
            Problem: `not-found` if nothing came, `in-progress` if it is being taken just now.
        """
        stored = self._store.under(key)
        if stored is not None:
            return stored.receipt
        with self._lock:
            raise Problem("in-progress" if key in self._running else "not-found")

    def attach(self, media_type: str, content: bytes) -> StoredAttachment:
        """Take a document; only its digest, type and size are remembered."""
        attachment = StoredAttachment(
            reference=secrets.token_urlsafe(16),
            sha256=hashlib.sha256(content).hexdigest(),
            media_type=media_type,
            size=len(content),
            expires_at=self._now() + ATTACHMENT_LIFE,
        )
        self._store.keep_attachment(attachment)
        return attachment

    @contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        with self._lock:
            if key in self._running:
                raise Problem("in-progress", headers={"Retry-After": "1"})
            self._running.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._running.remove(key)

    def _filed(self, key: str, body: Any, documents: Documents | None, issuer: str) -> Stored:
        """Check `body` and store it; its `documents` came with it, or were handed in before."""
        payload_digest = _digest(body)
        source, service = self._checked(body, documents)
        stored = self._stored(key, payload_digest, body, source, service, issuer)
        self._kept.append(body)
        return stored

    def _checked(self, body: Any, documents: Documents | None) -> tuple[Json, Json]:
        """Return the source and the service `body` is for, once all of it was checked."""
        _refuse_if(self._envelope.complaints(body), "invalid-request")
        try:
            source = self._offer.source(body["service"], body["bfs"])
            service = self._offer.service(body["service"], body["bfs"])
        except UnknownError as error:
            raise Problem("not-found", f"There is no such {error}") from None
        _refuse_if_alone(body)
        _check_offer(body, service)
        sent = self._sent(body, self._handed_in(body) if documents is None else documents)
        objections = self._referee(service["form"]).objections(sent)
        if objections:
            raise Problem("invalid-answers", errors=objections)
        return source, service

    def _handed_in(self, body: Json) -> Documents:
        """Return the documents that `body` names, by reference."""
        named: dict[str, StoredAttachment] = {}
        for number, told in enumerate(body.get("attachments", [])):
            attachment = self._store.attachment(told["reference"])
            if attachment is None or attachment.expires_at < self._now():
                raise _invalid(f"/attachments/{number}", "attachment")
            if attachment.sha256 != told["sha256"]:
                raise _invalid(f"/attachments/{number}", "sha256")
            named[attachment.reference] = attachment
        return named

    def _sent(self, body: Json, documents: Documents) -> Sent:
        return Sent(
            answers=body["answers"],
            attachments=documents,
            later=tuple(body.get("later", [])),
            audience=_audience(body),
            today=self._now().date(),
        )

    def _referee(self, reference: Json) -> Referee:
        found = self._referees.get(reference["digest"])
        if found is None:
            document = self._offer.form(reference["id"], reference["version"])
            found = Referee(self._read_form(document, reference["digest"]))
            self._referees[reference["digest"]] = found
        return found

    def _stored(
        self, key: str, payload_digest: str, body: Json, source: Json, service: Json, issuer: str
    ) -> Stored:
        """Put the submission on the disk under a case number that is free."""
        now = self._now()
        while True:
            issue = Issue(issuer, case_number(now), key, now, payload_digest)
            said = claims(issue, body, source, service, self._offer.files)
            receipt = sign(said, self._signing_key)
            stored = Stored(key, issue.case, payload_digest, body["service"], now, receipt)
            try:
                self._store.keep(stored, _events(now, body))
            except sqlite3.IntegrityError:
                if self._store.case(issue.case) is None:
                    raise
            else:
                return stored


def _events(now: datetime, body: Mapping[str, Any]) -> tuple[Event, ...]:
    received = Event(now, "received", RECEIVED)
    return (
        (received, Event(now, "awaiting-documents", AWAITED)) if body.get("later") else (received,)
    )


def _audience(body: Mapping[str, Any]) -> Audience:
    return Audience.SELF_SERVICE if body.get("actor", CITIZEN) == CITIZEN else Audience.ASSISTED


def _refuse_if_alone(body: Json) -> None:
    """Refuse what only staff can say where a visitor typed the answers themselves."""
    if _audience(body) is not Audience.ASSISTED:
        said = [name for name in ("identity", "agreement") if name in body]
        if said:
            raise _invalid(f"/{said[0]}", "unknown")


def _check_offer(body: Json, service: Json) -> None:
    """Refuse what is closed, not for this audience, or about another form or sender."""
    if not service["open"]:
        raise Problem("withdrawn")
    if _audience(body).value not in service["audience"]:
        raise Problem("forbidden", "This service is only offered at the staffed counter")
    if body["form"] != service["form"]:
        raise Problem("form-changed", errors=(Objection("/form", "digest"),))
    if body["sender"] != {name: service["sender"][name] for name in ("id", "digest")}:
        raise Problem("form-changed", errors=(Objection("/sender", "digest"),))


def _digest(body: Any) -> str:
    try:
        return digest(body)
    except SignatureError:
        raise Problem("invalid-request", "The body has no canonical form (RFC 8785)") from None


def _refuse_if(complaints: Any, word: str) -> None:
    objections = tuple(Objection(found.pointer, found.rule) for found in complaints)
    if objections:
        raise Problem(word, errors=objections)


def _invalid(pointer: str, rule: str) -> Problem:
    return Problem("invalid-answers", errors=(Objection(pointer, rule),))
