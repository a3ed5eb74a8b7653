"""Official documents: only what the receipt names is shown or printed, and only what is a PDF."""

import hashlib

from kiosk.errors import Unverified
from kiosk.receipt.receipt import SealedDocument

NOT_A_PDF = "not-a-pdf"
"""The code of `Unverified` where the very bytes came, and no printer could read them."""

_HEADER, _END = b"%PDF-", b"%%EOF"
_END_WITHIN = 1024
"""Bytes from the end of a file within which its end is marked (PDF 1.7, implementation note 18)."""


def proved(content: bytes, sealed: SealedDocument) -> bytes:
    """Return `content` once it proved to be the document `sealed`, bit for bit.

    The ends of the file are looked at, not what is between them: whether a page can be drawn is
    known when it is drawn.

    Raises:
        Unverified: other bytes came, or no PDF.
    """
    same = len(content) == sealed.size and hashlib.sha256(content).hexdigest() == sealed.sha256
    if not same:
        raise Unverified("not the document that the receipt names")
    if not content.startswith(_HEADER) or _END not in content[-_END_WITHIN:]:
        raise Unverified("not a PDF", code=NOT_A_PDF)
    return content
