"""Asks a print server what became of a job, in IPP (RFC 8010, RFC 8011).

`lpstat` cannot tell a job that was printed from one that jammed; the job's state can. Only
questions are asked here. The server is the one `lp` uses: CUPS_SERVER, or this machine's.
"""

import http.client
import os
import socket
import struct
from collections.abc import Iterator, Mapping
from enum import IntEnum
from pathlib import Path
from typing import TypeAlias

SOCKETS = (Path("/run/cups/cups.sock"), Path("/var/run/cups.sock"))

_TIMEOUT = 5.0
_LONGEST_ANSWER = 1_000_000

Value: TypeAlias = int | str | bytes
Attributes: TypeAlias = dict[str, tuple[Value, ...]]
Wanted: TypeAlias = int | bool | str | tuple[str, ...]
Asked: TypeAlias = Mapping[str, Wanted]


class IppError(Exception):
    """The server did not answer, or not in IPP, or said no. `answered` where it said so itself."""

    def __init__(self, detail: str, *, answered: bool = False) -> None:
        super().__init__(detail)
        self.answered = answered


class Operation(IntEnum):
    """The questions (RFC 8011, 4; CUPS-Get-Default is CUPS's own)."""

    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001


class JobState(IntEnum):
    """RFC 8011, 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class PrinterState(IntEnum):
    """RFC 8011, 5.4.11."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


_OPERATION_GROUP, _END = 0x01, 0x03
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE = 0x42, 0x44, 0x45, 0x47, 0x48
_TAGS = {
    "attributes-charset": _CHARSET,
    "attributes-natural-language": _LANGUAGE,
    "printer-uri": _URI,
    "job-uri": _URI,
    "requesting-user-name": _NAME,
}
_WORDS = range(0x41, 0x4A)
"""Tags whose value is text in UTF-8."""


def ask(operation: Operation, asked: Asked) -> list[Attributes]:
    """Return the groups of attributes that the server answers with: one a job or printer.

    Raises:
        IppError: there is no answer, or it is a refusal.
    """
    connection = _connection()
    try:
        connection.request(
            "POST", "/", request(operation, asked), {"Content-Type": "application/ipp"}
        )
        response = connection.getresponse()
        body = response.read(_LONGEST_ANSWER)
    except (OSError, http.client.HTTPException) as error:
        raise IppError(type(error).__name__) from error
    finally:
        connection.close()
    if response.status != http.HTTPStatus.OK:
        raise IppError(f"HTTP {response.status}")
    return answer(body)


def request(operation: Operation, asked: Asked) -> bytes:
    """Return a request in bytes. Charset and language come first, as RFC 8011 4.1.4 wants."""
    attributes = {
        "attributes-charset": "utf-8",
        "attributes-natural-language": "en",
        **asked,
    }
    parts = [struct.pack(">BBHIB", 2, 0, operation, 1, _OPERATION_GROUP)]
    for name, value in attributes.items():
        parts += _written(name, value)
    return b"".join([*parts, bytes([_END])])


def _written(name: str, value: Wanted) -> Iterator[bytes]:
    """Yield an attribute; the further values of several have an empty name."""
    match value:
        case bool():
            yield _field(_BOOLEAN, name, bytes([value]))
        case int():
            yield _field(_INTEGER, name, struct.pack(">i", value))
        case str():
            yield _field(_TAGS.get(name, _KEYWORD), name, value.encode())
        case tuple():
            for number, word in enumerate(value):
                yield _field(_KEYWORD, "" if number else name, word.encode())


def _field(tag: int, name: str, value: bytes) -> bytes:
    key = name.encode()
    return struct.pack(">BH", tag, len(key)) + key + struct.pack(">H", len(value)) + value


def answer(body: bytes) -> list[Attributes]:
    """Return the groups of an answer but the first, which is about the operation.

    Raises:
        IppError: it is not IPP, or says that the operation failed.
    """
    try:
        status = struct.unpack_from(">H", body, 2)[0]
        groups = list(_groups(body))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise IppError("not IPP") from error
    if status >= 0x0100:  # noqa: PLR2004 - 0x0000 to 0x00ff are the successful ones
        raise IppError(f"status 0x{status:04x}", answered=True)
    return groups[1:]


def _groups(body: bytes) -> Iterator[Attributes]:
    at, name = 8, ""
    group: Attributes | None = None
    while body[at] != _END:
        tag = body[at]
        if tag < 0x10:  # noqa: PLR2004 - delimiters of groups lie below
            if group is not None:
                yield group
            group, at = {}, at + 1
            continue
        key, at = _string(body, at + 1)
        value, at = _string(body, at)
        name = key.decode() or name
        if group is not None:
            group[name] = (*group.get(name, ()), _read(tag, value))
    if group is not None:
        yield group


def _string(body: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", body, at)
    end = at + 2 + length
    if end >= len(body):
        raise IndexError(end)
    return body[at + 2 : end], end


def _read(tag: int, value: bytes) -> Value:
    if tag in {_INTEGER, _ENUM}:
        number: int = struct.unpack(">i", value)[0]
        return number
    if tag == _BOOLEAN:
        return bool(value[0])
    return value.decode() if tag in _WORDS else value


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_TIMEOUT)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_TIMEOUT)
        self.sock.connect(self._path)


def _connection() -> http.client.HTTPConnection:
    server = os.environ.get("CUPS_SERVER", "")
    path = server or next((str(path) for path in SOCKETS if path.exists()), "")
    if path.startswith("/"):
        return _SocketConnection(path)
    host, _, port = path.partition(":")
    return http.client.HTTPConnection(host or "localhost", int(port or 631), timeout=_TIMEOUT)
