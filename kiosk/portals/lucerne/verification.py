"""Proof: a form, a sender and a receipt are what they claim to be. Import it late (joserfc)."""

from collections.abc import Mapping
from typing import Any

from kiosk import signatures
from kiosk.catalogue import FormReference
from kiosk.errors import Unintelligible, Unverified
from kiosk.portals.address import is_loopback
from kiosk.portals.lucerne.wire import Claims, SenderReference, decode, is_price
from kiosk.portals.portal import Submission
from kiosk.receipt.receipt import Receipt
from kiosk.signatures import SignatureError

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
        code = UNKNOWN_KEY if error.code == UNKNOWN_KEY else "unverified"
        raise Unverified(error.code, code=code) from None
    except Unintelligible as error:
        raise Unverified(error.detail) from None
    if wrong := _differences(claims, submission, digest):
        raise Unverified(f"not about what was sent: {', '.join(wrong)}")
    return _receipt(claims)


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
    if not _may_be_printed(claims.verify_url):
        wrong.append("verify_url")
    if claims.fee is not None and not is_price(claims.fee):
        wrong.append("fee")
    return wrong


def _may_be_printed(link: str) -> bool:
    secure = link.startswith("https://") or (link.startswith("http://") and is_loopback(link))
    return secure and link.isascii() and link.isprintable() and " " not in link


def _receipt(claims: Claims) -> Receipt:
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
    )


def _digest(value: Any) -> str:
    try:
        return signatures.digest(value)
    except SignatureError:
        return ""
