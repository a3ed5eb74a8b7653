"""Reads requests as if they came from a stranger: limits first, then strict JSON.

A body within the limits is read to its end before anything is refused: whoever is still sending
would otherwise see a broken line instead of the answer.
"""

import base64
import binascii
import hashlib
from typing import Any
from uuid import UUID

from starlette.requests import Request

from kiosk.portals import strict_json
from kiosk.sandbox.problems import Problem

MAX_BODY = 1024 * 1024
"""Bytes of a submission."""
MAX_ATTACHMENT = 20 * 1024 * 1024
"""Bytes of one document; a form may allow less."""
MAX_SEALED = 32 * 1024 * 1024 + 4096
"""Bytes of a sealed submission, with what stands around it."""
MAX_BFS_DIGITS = 4

MAGIC = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
}
"""Media types that are taken, and how such a document begins."""


async def body_of(request: Request, limit: int) -> bytes:
    """Return the body of `request`.

    Raises:
        Problem: `too-large`; it has more than `limit` bytes, whatever it said about its length.
    """
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told) > limit:
        raise Problem("too-large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise Problem("too-large")
    return bytes(body)


async def json_of(request: Request, limit: int = MAX_BODY) -> Any:
    """Return the JSON body of `request`, of at most `limit` bytes.

    Raises:
        Problem: it is too large, is not called JSON, or breaks a rule of strict_json.py.
    """
    body = await body_of(request, limit)
    if media_type_of(request) != "application/json":
        raise Problem("unsupported-media")
    try:
        return strict_json.read(body)
    except strict_json.NotStrictJsonError as error:
        raise Problem("invalid-request", f"The body cannot be read: {error}") from None


async def document_of(request: Request) -> tuple[str, bytes]:
    """Return media type and content of an attachment, once type and digest were checked.

    Raises:
        Problem: `unsupported-media`, `too-large` or `invalid-request`.
    """
    content = await body_of(request, MAX_ATTACHMENT)
    media_type = media_type_of(request)
    if media_type not in MAGIC:
        raise Problem("unsupported-media")
    if not _content_digest_is(request.headers.get("content-digest", ""), content):
        raise Problem("invalid-request", "Content-Digest is missing or wrong")
    if not content.startswith(MAGIC[media_type]):
        raise Problem("unsupported-media", "The document is not what its type says")
    return media_type, content


def bfs_of(request: Request) -> int:
    """Return the municipality that the query names.

    Raises:
        Problem: it names none.
    """
    return number_of(request, "bfs", MAX_BFS_DIGITS)


def number_of(request: Request, name: str, digits: int = 6) -> int:
    """Return the number `name` of the query, of at most `digits` digits and not zero.

    Raises:
        Problem: it is missing, stands twice, or is no such number.
    """
    values = request.query_params.getlist(name)
    if len(values) != 1 or not (values[0].isascii() and values[0].isdecimal()):
        raise Problem("invalid-request", f"The query needs one number '{name}'")
    if len(values[0]) > digits or values[0].startswith("0"):
        raise Problem("invalid-request", f"'{name}' is out of range")
    return int(values[0])


def key_of(value: str | None) -> str:
    """Return an idempotency key in its one spelling.

    Raises:
        Problem: it is missing or is no UUID.
    """
    try:
        return str(UUID(value or ""))
    except ValueError:
        raise Problem("invalid-request", "The key has to be a UUID") from None


def media_type_of(request: Request) -> str:
    """Return the media type of the body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _content_digest_is(header: str, content: bytes) -> bool:
    """Whether `header` (RFC 9530) holds the SHA-256 of `content`."""
    name, _, value = header.partition("=")
    if name.strip().lower() != "sha-256" or not (value.startswith(":") and value.endswith(":")):
        return False
    try:
        told = base64.b64decode(value[1:-1], validate=True)
    except (ValueError, binascii.Error):
        return False
    return told == hashlib.sha256(content).digest()
