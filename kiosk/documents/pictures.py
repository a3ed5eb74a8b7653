"""Reads the headers of JPEG and PNG: whole, and of a size that may be decoded later."""

import struct

from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.forms import limits

MARKER = 0xFF
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Start of frame, the segment with the size of a picture (ITU-T T.81, table B.1)."""
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length."""
SCAN, END = 0xDA, b"\xff\xd9"
SEGMENTS = 2_000
"""Segments before the frame; a picture has some dozens, its profile and preview among them."""
SCANS = 100
"""Scans of a progressive JPEG; an encoder makes about ten, a trick thousands."""

PNG_HEADER = struct.Struct(">I4sII")
PNG_START = 8
CHUNK_FRAME = 12
"""Bytes around the data of a chunk: length, type, check sum."""
CHUNKS = 20_000


def check_jpeg(content: bytes) -> None:
    """Look for the frame of a JPEG, and for its end.

    Raises:
        RefusedDocumentError: broken, or more pixels than may be decoded.
    """
    if content.count(b"\xff\xda") > SCANS or content.rfind(END) < 0:
        raise RefusedDocumentError(Refusal.BROKEN)
    at = 2
    for _ in range(SEGMENTS):
        if at + 9 > len(content) or content[at] != MARKER:
            break
        kind = content[at + 1]
        if kind in FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return _check_size(width, height)
        if kind == SCAN:
            break
        at += 1 if kind == MARKER else 2 if kind in ALONE else 2 + _number(content, at + 2, 2)
    raise RefusedDocumentError(Refusal.BROKEN)


def _number(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size])


def check_png(content: bytes) -> None:
    """Read the header of a PNG, and follow its chunks to the end, which is that of the file.

    Raises:
        RefusedDocumentError: broken, more pixels than may be decoded, or something behind its end.
    """
    if len(content) < PNG_START + PNG_HEADER.size:
        raise RefusedDocumentError(Refusal.BROKEN)
    _, kind, width, height = PNG_HEADER.unpack_from(content, PNG_START)
    if kind != b"IHDR":
        raise RefusedDocumentError(Refusal.BROKEN)
    _check_size(width, height)
    if _end_of_png(content) < len(content):
        raise RefusedDocumentError(Refusal.TWOFOLD)


def _end_of_png(content: bytes) -> int:
    at = PNG_START
    for _ in range(CHUNKS):
        if at + CHUNK_FRAME > len(content):
            break
        at, kind = at + CHUNK_FRAME + _number(content, at, 4), content[at + 4 : at + 8]
        if kind == b"IEND" and at <= len(content):
            return at
    raise RefusedDocumentError(Refusal.BROKEN)


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise RefusedDocumentError(Refusal.BROKEN)
    if width * height > limits.DOCUMENT_PIXELS:
        raise RefusedDocumentError(Refusal.TOO_MANY_PIXELS)
