"""Judges a file by its content, never by its name, and before anything of it is decoded.

What is checked is what can be read from headers. It keeps harmless mistakes and known tricks out
of the kiosk; it is no virus scanner, and the portal has to look again.
"""

import io
import zipfile
from collections.abc import Callable, Mapping

from kiosk.documents.names import readable
from kiosk.documents.pdf import check_pdf
from kiosk.documents.pictures import check_jpeg, check_png
from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.forms import limits
from kiosk.forms.attachment import Attachment

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"

BEGINNINGS: Mapping[str, bytes] = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
"""How a document of each type begins (ISO 32000-2, ITU-T T.81, ISO/IEC 15948)."""

CHECKS: Mapping[str, Callable[[bytes], int | None]] = {
    PDF: check_pdf,
    JPEG: check_jpeg,
    PNG: check_png,
}
"""Each raises, or returns the number of pages where there are pages."""

PHONE_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"})
"""Brands of the file type box of HEIF (ISO/IEC 23008-12)."""

SEARCHED = 1024
"""Bytes at the beginning in which readers of other types look for theirs."""
FOREIGN = (b"%pdf-", b"<script", b"<html", b"<svg")


def judged(
    name: str, content: bytes, accept: tuple[str, ...] = (), most: int = limits.DOCUMENT_BYTES
) -> Attachment:
    """Return `content` as a document that may be handed in.

    Args:
        name: as the visitor knows the file; only shown.
        content: at most one byte more than `most` needs to be read.
        accept: the media types the field takes, all where empty.
        most: bytes the field takes.

    Raises:
        RefusedDocumentError: it is not taken; says why.
    """
    media_type = _media_type(content)
    if len(content) > min(most, limits.DOCUMENT_BYTES):
        raise RefusedDocumentError(Refusal.TOO_LARGE)
    if accept and media_type not in accept:
        raise RefusedDocumentError(Refusal.NOT_ACCEPTED)
    if _is_something_else_too(media_type, content):
        raise RefusedDocumentError(Refusal.TWOFOLD)
    pages = CHECKS[media_type](content) or 0
    return Attachment(readable(name), media_type, content, pages=pages)


def _media_type(content: bytes) -> str:
    if not content:
        raise RefusedDocumentError(Refusal.EMPTY)
    for media_type, beginning in BEGINNINGS.items():
        if content.startswith(beginning):
            return media_type
    if content[4:8] == b"ftyp" and content[8:12] in PHONE_BRANDS:
        raise RefusedDocumentError(Refusal.PHONE_PICTURE)
    raise RefusedDocumentError(Refusal.UNKNOWN)


def _is_something_else_too(media_type: str, content: bytes) -> bool:
    """Whether another program would find a file of another type in `content`."""
    beginning = content[len(BEGINNINGS[media_type]) : SEARCHED].lower()
    return any(found in beginning for found in FOREIGN) or zipfile.is_zipfile(io.BytesIO(content))
