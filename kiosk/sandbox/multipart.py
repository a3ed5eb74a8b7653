"""Reads the one file of an HTML form: `multipart/form-data` (RFC 7578), as browsers send it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

LONGEST_HEAD = 8 * 1024
"""Bytes of the head of a part."""
LONGEST_NAME = 200
"""Characters of a file's name that are kept."""

_BOUNDARY = re.compile(
    r'multipart/form-data;.*\bboundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?', re.IGNORECASE
)
_NAMED = re.compile(r'[;\s]name="([^"]*)"')
_FILE = re.compile(r'[;\s]filename="([^"]*)"')


class NotAFormError(ValueError):
    """The body is no form with a file in it."""


@dataclass(frozen=True)
class FormFile:
    """A file of a form; what the browser says about its type is not kept."""

    name: str
    content: bytes = field(repr=False)


def file_of(content_type: str, body: bytes, field_name: str) -> FormFile:
    """Return the file that was chosen for `field_name`; its input may stand there several times.

    Raises:
        NotAFormError: the body is no such form, or no file was chosen.
    """
    boundary = _BOUNDARY.match(content_type)
    if boundary is None:
        raise NotAFormError("not multipart/form-data")
    for head, content in _parts(body, boundary[1].encode("ascii")):
        named, file = _NAMED.search(head), _FILE.search(head)
        if named and file and named[1] == field_name and (file[1] or content):
            return FormFile(unquote(file[1])[:LONGEST_NAME], content)
    raise NotAFormError("no file was chosen")


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield head and content of each part; a part that was cut off is none."""
    between = b"\r\n--" + boundary
    if not body.startswith(between[2:]):
        return
    at = len(between) - 2
    while (ends := body.find(between, at)) >= 0:
        head_ends = body.find(b"\r\n\r\n", at, min(ends, at + LONGEST_HEAD))
        if head_ends >= 0:
            yield body[at:head_ends].decode("utf-8", "replace"), body[head_ends + 4 : ends]
        at = ends + len(between)
