"""A form document in a file, for those who write forms: read, checked, its caps said.

Every mistake becomes a remark with its place; nothing here raises for what a file holds.
"""

import ast
import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from kiosk.forms import limits
from kiosk.forms.check import Remark, Weight, remarks
from kiosk.forms.form import Form
from kiosk.portals import strict_json
from kiosk.portals.budget import FORM
from kiosk.portals.lucerne import profile

BLOCK = "block:"
_BLOCKS_PUT_IN = Remark(
    Weight.NOTE, "", "a source with blocks", "places below are those with the blocks put in"
)

_PAGES_UNREAD = Remark(
    Weight.NOTE, "/ui", "the pages were not looked at", "they are when what is above is in order"
)

Expand: TypeAlias = Callable[[dict[str, Any], Path], Mapping[str, Any]]
"""Puts the blocks of a source into it; raises ValueError with what is wrong."""


@dataclass(frozen=True)
class Checked:
    """What a file came to. Without a form, one of the remarks is a problem."""

    remarks: tuple[Remark, ...]
    form: Form | None = None

    def holds(self, weight: Weight) -> bool:
        """Whether there is a remark of `weight`."""
        return any(remark.weight is weight for remark in self.remarks)


def check(file: Path, expand: Expand, today: date) -> Checked:
    """Return the form in `file` with everything that is to be said about it."""
    try:
        source = _object(file)
        document = _expanded(source, file, expand)
    except _UnreadableError as error:
        return Checked((Remark(Weight.PROBLEM, "", str(error), error.hint),))
    noted = () if document is source else (_BLOCKS_PUT_IN,)
    refused = tuple(
        Remark(Weight.PROBLEM, one.pointer, one.reason, one.hint)
        for one in profile.problems(document)
    )
    if refused:
        unread = () if profile.has_readable_pages(document) else (_PAGES_UNREAD,)
        return Checked(noted + refused + unread)
    form = profile.read_form(document, digest="")
    return Checked(noted + remarks(form, document["texts"], today), form)


def caps() -> Iterator[str]:
    """Yield the published caps, one a line, each with its meaning where one is written down."""
    meanings = _meanings()
    for name in sorted(vars(limits)):
        if name.isupper():
            words = name.replace("_", " ").lower()
            yield f"{words:<16} {getattr(limits, name):>12,}  {meanings.get(name, '')}".rstrip()


class _UnreadableError(Exception):
    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


def _object(file: Path) -> dict[str, Any]:
    document = _json(_bytes(file))
    if not isinstance(document, dict):
        raise _UnreadableError("must be an object", "id, version, schema, ui, texts")
    return document


def _expanded(source: dict[str, Any], file: Path, expand: Expand) -> Mapping[str, Any]:
    if not _is_source(source):
        return source
    try:
        return expand(source, file)
    except ValueError as error:
        raise _UnreadableError(f"its blocks cannot be put in: {error}") from error


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            body = opened.read(FORM.max_bytes + 1)
    except OSError as error:
        raise _UnreadableError(f"cannot be read: {error.strerror}") from error
    if len(body) > FORM.max_bytes:
        raise _UnreadableError("too large", f"at most {FORM.max_bytes:,} bytes")
    return body


def _json(body: bytes) -> Any:
    """Return what `body` holds, or say in which line and column it is wrong."""
    try:
        return strict_json.read(body)
    except strict_json.NotStrictJsonError as error:
        raise _UnreadableError(f"{error}{_where(body)}", "JSON in UTF-8, RFC 8259") from None


def _where(body: bytes) -> str:
    try:
        json.loads(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f": line {line}, column {column}, byte 0x{body[error.start]:02x}"
    except json.JSONDecodeError as error:
        return f": line {error.lineno}, column {error.colno}: {error.msg}"
    except (RecursionError, ValueError):
        return ""
    return ""


def _is_source(document: Any) -> bool:
    """Whether blocks stand in `document`: the form in which the embedded portal keeps its own."""
    match document:
        case dict():
            return document.get("type") == "Block" or any(map(_is_source, document.values()))
        case list():
            return any(map(_is_source, document))
        case str():
            return document.startswith(BLOCK)
        case _:
            return False


def _meanings() -> dict[str, str]:
    """Return the sentence below each cap; a built program has no source, and so no sentences."""
    try:
        body = ast.parse(inspect.getsource(limits)).body
    except OSError:
        return {}
    found: dict[str, str] = {}
    for cap, sentence in pairwise(body):
        match cap, sentence:
            case (
                ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split())
            case _:
                pass
    return found
