"""Proof: a form, a sender and a receipt are what they claim to be. Import it late (joserfc)."""

from collections.abc import Mapping
from typing import Any

from kiosk import signatures
from kiosk.catalogue import FormReference
from kiosk.errors import Unintelligible, Unverified
from kiosk.portals.address import may_be_shown
from kiosk.portals.budget import MAX_DOCUMENTS
from kiosk.portals.lucerne.wire import Claims, DocumentClaim, SenderReference, decode, is_price
from kiosk.portals.portal import Submission
from kiosk.receipt.bill import faults
from kiosk.receipt.receipt import Bill, Receipt, SealedDocument
from kiosk.signatures import SignatureError

BILL_FORM, DOCUMENTS_FORM, DOCUMENTS_NUMBER = "bill-form", "documents-form", "documents-number"
"""Codes of `Receipt.left_out`, beside `bill-` and the name of a rule of kiosk/receipt/bill.py."""

UNKNOWN_KEY = "unknown-key"
"""The code of `Unverified` when the portal may have changed its keys."""


def canonical(body: Mapping[str, Any]) -> bytes:
    """Return the bytes that are sent, so that the digest is over exactly what was sent.

    Raises:
        Unintelligible: an answer has no canonical form; nothing was sent.
    """
    try:
        return signatures.canonical(dict(body))
    except SignatureError as error:
        raise Unintelligible(error.code, code="not-canonical") from None


def check_form(document: Any, reference: FormReference) -> None:
    """Check that `document` is the form that `reference` means.

    Raises:
        Unintelligible: it is another one, or was changed.
    """
    if not isinstance(document, dict) or _digest(document) != reference.digest:
        raise Unintelligible("the form is not the one that was announced", code="form-digest")
    if (document.get("id"), document.get("version")) != (reference.id, reference.version):
        raise Unintelligible("the form has another name", code="form-digest")


def check_sender(service: Any) -> None:
    """Check the digest of the sender block in `service`, as the portal sent it.

    Raises:
        Unintelligible: it does not belong to the block.
    """
    sender = dict(service["sender"])
    stated = sender.pop("digest", "")
    if _digest(sender) != stated:
        raise Unintelligible("the sender's digest is not its own", code="sender-digest")


def receipt(token: str, keys: Mapping[str, Any], submission: Submission, digest: str) -> Receipt:
    """Return the receipt in `token` once it proves that exactly `submission` was received.

    Args:
        token: compact JWS.
        keys: the portal's JWK set.
        submission: what was sent.
        digest: SHA-256 of the body as sent, hex.

    Raises:
        Unverified: it proves nothing; `code` is UNKNOWN_KEY when other keys may help.
    """
    try:
        claims = decode(signatures.verify(token, keys), Claims)
    except SignatureError as error:
        raise unverified(error) from None
    except Unintelligible as error:
        raise Unverified(error.detail) from None
    if wrong := _differences(claims, submission, digest):
        raise Unverified(f"not about what was sent: {', '.join(wrong)}")
    return _receipt(claims)


def unverified(error: SignatureError) -> Unverified:
    """Return what `error` means; `code` is UNKNOWN_KEY when other keys may help."""
    code = UNKNOWN_KEY if error.code == UNKNOWN_KEY else "unverified"
    return Unverified(error.code, code=code)


def _differences(claims: Claims, submission: Submission, digest: str) -> list[str]:
    pairs = {
        "key": (claims.key, submission.key),
        "payload_digest": (claims.payload_digest, digest),
        "service": (claims.service, submission.service),
        "bfs": (claims.bfs, submission.bfs),
        "form": (claims.form, submission.form),
        "sender": (
            claims.sender,
            SenderReference(submission.sender_id, submission.sender_digest),
        ),
    }
    wrong = [name for name, (stated, sent) in pairs.items() if stated != sent]
    if not may_be_shown(claims.verify_url):
        wrong.append("verify_url")
    if claims.fee is not None and not is_price(claims.fee):
        wrong.append("fee")
    return wrong


def _receipt(claims: Claims) -> Receipt:
    """Return the receipt. A bill or documents that break the rules are left out, by name.

    What was signed was received; so a wrong bill is no reason to say that it was not.
    """
    bill, wrong_bill = _bill(claims)
    documents, wrong_documents = _documents(claims.documents)
    return Receipt(
        case=claims.case,
        received_at=claims.received_at,
        service=claims.service,
        bfs=claims.bfs,
        form_id=claims.form.id,
        form_version=claims.form.version,
        sender_id=claims.sender.id,
        sender_digest=claims.sender.digest,
        key=claims.key,
        payload_digest=claims.payload_digest,
        verify_url=claims.verify_url,
        next_steps=claims.next_steps,
        fee=claims.fee,
        fee_note=claims.fee_note,
        bill=bill,
        documents=documents,
        left_out=wrong_bill + wrong_documents,
    )


def _bill(claims: Claims) -> tuple[Bill | None, tuple[str, ...]]:
    """Return the bill that may be printed, or what is wrong with the one that came."""
    if claims.bill is None:
        return None, ()
    try:
        bill = decode(claims.bill, Bill)
    except Unintelligible:
        return None, (BILL_FORM,)
    wrong = tuple(f"bill-{fault}" for fault in faults(bill, claims.fee))
    return (None, wrong) if wrong else (bill, ())


def _documents(stated: Any) -> tuple[tuple[SealedDocument, ...], tuple[str, ...]]:
    """Return the documents, or that what was said of them cannot be used."""
    try:
        found = decode(stated, tuple[DocumentClaim, ...])
    except Unintelligible:
        return (), (DOCUMENTS_FORM,)
    if len({each.number for each in found}) < len(found) or len(found) > MAX_DOCUMENTS:
        return (), (DOCUMENTS_NUMBER,)
    return tuple(SealedDocument(it.number, it.title, it.size, it.sha256) for it in found), ()


def _digest(value: Any) -> str:
    try:
        return signatures.digest(value)
    except SignatureError:
        return ""
