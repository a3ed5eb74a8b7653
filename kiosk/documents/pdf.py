"""Reads the structure of a PDF without drawing it: passwords, programs, pages, its end.

The dictionaries of a PDF stand between its streams, or packed in object streams (ISO 32000-2,
7.5.7); both are searched. What cannot be searched is refused.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import islice

from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.forms import limits

UNPACKED = 20_000_000
"""Bytes of object streams that are unpacked, of all together."""
STREAMS = 20_000
"""Streams of a file; each page has a few."""
AT_THE_END = 1024
"""Bytes at the end of a file in which its end has to be marked."""

_STREAM = re.compile(rb"stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME_ENDS = rb"(?![A-Za-z0-9_.+-])"
_ENCRYPTED = re.compile(rb"/Encrypt" + _NAME_ENDS)
_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|EmbeddedFiles?|RichMedia|XFA)" + _NAME_ENDS
)
_PAGE = re.compile(rb"/Type\s*/Page" + _NAME_ENDS)
_COUNT = re.compile(rb"/Count\s+(\d{1,6})" + _NAME_ENDS)
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm" + _NAME_ENDS)
_PACKED_ONCE = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])" + _NAME_ENDS)
_PADDING = b"\0\t\n\f\r "


def check_pdf(content: bytes) -> int:
    """Search the structure of a PDF, and return how many pages it has.

    0 where that is not certain: a file that was changed may still hold the pages it lost. Then
    none of its page trees (ISO 32000-2, 7.7.3) counts as many as there are.

    Raises:
        RefusedDocumentError: broken, encrypted, active, with too many pages, or with something
            behind its end.
    """
    tail = content[-AT_THE_END:].rpartition(b"%%EOF")
    if not tail[1]:
        raise RefusedDocumentError(Refusal.BROKEN)
    if tail[2].strip(_PADDING):
        raise RefusedDocumentError(Refusal.TWOFOLD)
    streams = tuple(islice(_streams(content), STREAMS + 1))
    if len(streams) > STREAMS:
        raise RefusedDocumentError(Refusal.BROKEN)
    structure = _outside(content, streams)
    if _ENCRYPTED.search(structure):
        raise RefusedDocumentError(Refusal.ENCRYPTED)
    structure += _inside(content, streams)
    if _ACTIVE.search(structure):
        raise RefusedDocumentError(Refusal.ACTIVE)
    pages = len(_PAGE.findall(structure))
    if not pages:
        raise RefusedDocumentError(Refusal.BROKEN)
    if pages > limits.DOCUMENT_PAGES:
        raise RefusedDocumentError(Refusal.TOO_MANY_PAGES)
    return pages if pages in map(int, _COUNT.findall(structure)) else 0


def _streams(content: bytes) -> Iterator[slice]:
    """Yield where the streams are; each place is looked at once, whatever the file says."""
    at = 0
    while (begins := _STREAM.search(content, at)) is not None:
        at = content.find(b"endstream", begins.end())
        if at < 0:
            return
        yield slice(begins.end(), at)
        at += len(b"endstream")


def _outside(content: bytes, streams: tuple[slice, ...]) -> bytes:
    """Return what stands between the streams."""
    starts = (0, *(stream.stop for stream in streams))
    stops = (*(stream.start for stream in streams), len(content))
    parts = (content[start:stop] for start, stop in zip(starts, stops, strict=True))
    return _unescaped(b"\n".join(parts))


def _inside(content: bytes, streams: tuple[slice, ...]) -> bytes:
    """Return what stands packed in object streams."""
    found, room, at = [b""], UNPACKED, 0
    for stream in streams:
        head = _unescaped(content[at : stream.start].rpartition(b"obj")[2])
        at = stream.stop
        if _OBJECT_STREAM.search(head):
            found.append(_unpacked(head, content[stream], room))
            room -= len(found[-1])
    return _unescaped(b"\n".join(found))


def _unpacked(head: bytes, packed: bytes, room: int) -> bytes:
    if b"/Filter" not in head:
        return packed
    if not _PACKED_ONCE.search(head) or b"/DecodeParms" in head:
        raise RefusedDocumentError(Refusal.BROKEN)
    try:
        unpacked = zlib.decompressobj().decompress(packed, room + 1)
    except zlib.error:
        raise RefusedDocumentError(Refusal.BROKEN) from None
    if len(unpacked) > room:
        raise RefusedDocumentError(Refusal.BROKEN)
    return unpacked


def _unescaped(names: bytes) -> bytes:
    """Return `names` with `#4A` as the letter it stands for (ISO 32000-2, 7.3.5)."""
    if b"#" not in names:
        return names
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), names)
