"""A case on its way: what was typed, as bytes and back.

It is opened with a key that somebody typed, so what comes out is read as a stranger's: limits
first, then a schema, then each document is judged like any other.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kiosk.catalogue import FormReference
from kiosk.documents.judging import judged
from kiosk.documents.names import readable
from kiosk.documents.refusal import RefusedDocumentError
from kiosk.errors import KioskError
from kiosk.forms.answers import Answers, Entry
from kiosk.forms.attachment import Attachment
from kiosk.handover.shape import SHAPE, VERSION, fits
from kiosk.portals import strict_json
from kiosk.session import Arrived, Contrast, Session, TextSize
from kiosk.view import View

MOST_DOCUMENTS = 10 * 1024 * 1024
"""Bytes of all documents together: what a sealed draft of 16 MiB has room for."""
LONGEST_WORDS = 1024 * 1024
"""Bytes of all the rest; a submission may have no more."""
STEP = 16 * 1024
"""A draft is filled up to a multiple of it, so that its length says little of what is in it."""

_SIZE = struct.Struct(">I")


class NotADraftError(KioskError):
    """It is none, or not one that this program reads. The code says why and quotes nothing.

    The codes: `draft-unsealed` (it cannot be opened, or was changed), `draft-short`, `draft-long`,
    `draft-json`, `draft-version` (of another, perhaps newer, program), `draft-shape`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Draft:
    """A case as it goes from one screen to another. Who was identified stays behind."""

    service: str
    bfs: int
    form: FormReference
    language: str
    text_size: TextSize
    contrast: Contrast
    answers: Answers = field(repr=False)
    left_out: tuple[str, ...] = field(default=(), repr=False)
    """Names of the documents for which there was no room, or that were not taken here."""


def drafted(view: View) -> Draft:
    """Return the case of `view`, with as many of its documents as there is room for.

    Raises:
        NotADraftError: there is no service to go on with.
    """
    if view.service is None or view.form is None:
        raise NotADraftError("draft-short")
    session = view.session
    answers, left_out = _within(session.answers_to(view.form.id), MOST_DOCUMENTS)
    return Draft(
        service=view.service.id,
        bfs=session.bfs,
        form=view.service.form,
        language=session.language,
        text_size=session.text_size,
        contrast=session.contrast,
        answers=answers,
        left_out=left_out,
    )


def taken_in(draft: Draft, view: View) -> Session:
    """Return the session of `view` with what is in `draft`.

    Where the screen speaks the office's language it also keeps its own text size and contrast.
    """
    session = view.session.having(bfs=draft.bfs)
    if draft.language in view.languages:
        session = session.having(language=draft.language)
    if not view.policy.office_language:
        session = session.having(text_size=draft.text_size, contrast=draft.contrast)
    arrived = Arrived(draft.form.digest, draft.left_out)
    return session.answered(draft.form.id, draft.answers).having(arrived=arrived)


def _within(answers: Answers, room: int) -> tuple[Answers, tuple[str, ...]]:
    entries, left_out = dict(answers.entries), []
    for pointer, entry in answers.entries.items():
        kept = []
        for one in _documents(entry):
            if len(one.content) <= room:
                room -= len(one.content)
                kept.append(one)
            else:
                left_out.append(one.name)
        if kept != list(_documents(entry)):
            entries[pointer] = tuple(kept)
    filled = {pointer: entry for pointer, entry in entries.items() if entry}
    return Answers(MappingProxyType(filled), answers.counts), tuple(left_out)


def _documents(entry: Entry) -> tuple[Attachment, ...]:
    found = entry if isinstance(entry, tuple) else ()
    return tuple(one for one in found if isinstance(one, Attachment))


# --- As bytes --------------------------------------------------------------------------------


def written(draft: Draft) -> bytes:
    """Return `draft` as bytes: the length of its words, the words, the documents, and zeros.

    Raises:
        NotADraftError: `draft-long`; there are more words than may travel.
    """
    documents: list[Attachment] = []
    entries = {pointer: _told(entry, documents) for pointer, entry in draft.answers.entries.items()}
    form = draft.form
    words = {
        "version": VERSION,
        "service": draft.service,
        "bfs": draft.bfs,
        "form": {"id": form.id, "version": form.version, "digest": form.digest},
        "language": draft.language,
        "text_size": draft.text_size.name,
        "contrast": draft.contrast.value,
        "entries": entries,
        "counts": dict(draft.answers.counts),
        "documents": [{"name": one.name, "size": len(one.content)} for one in documents],
        "left_out": list(draft.left_out),
    }
    said = json.dumps(words, ensure_ascii=False).encode("utf-8", errors="replace")
    if len(said) > LONGEST_WORDS:
        raise NotADraftError("draft-long")
    whole = b"".join((_SIZE.pack(len(said)), said, *(one.content for one in documents)))
    return whole + bytes(-len(whole) % STEP)


def _told(entry: Entry, documents: list[Attachment]) -> Any:
    """Return `entry` in JSON; its documents stand behind it all, by their number."""
    if isinstance(entry, str):
        return entry
    files = _documents(entry)
    if not files:
        return list(entry)
    documents.extend(files)
    return {"documents": list(range(len(documents) - len(files), len(documents)))}


def understood(content: bytes) -> Draft:
    """Return the draft that `content` holds. Blocks: its documents are judged.

    Raises:
        NotADraftError: see there.
    """
    words, rest = _words(content)
    files, left_out = _judged(words["documents"], rest)
    form = words["form"]
    entries = {pointer: _entry(told, files) for pointer, told in words["entries"].items()}
    filled = {pointer: entry for pointer, entry in entries.items() if entry}
    return Draft(
        service=words["service"],
        bfs=words["bfs"],
        form=FormReference(form["id"], form["version"], form["digest"]),
        language=words["language"],
        text_size=TextSize[words["text_size"]],
        contrast=Contrast(words["contrast"]),
        answers=Answers(MappingProxyType(filled), MappingProxyType(words["counts"])),
        left_out=(*map(readable, words["left_out"]), *left_out),
    )


def _words(content: bytes) -> tuple[dict[str, Any], bytes]:
    if len(content) < _SIZE.size:
        raise NotADraftError("draft-short")
    (size,) = _SIZE.unpack_from(content)
    ends = _SIZE.size + size
    if size > LONGEST_WORDS or ends > len(content):
        raise NotADraftError("draft-short")
    try:
        words = strict_json.read(content[_SIZE.size : ends])
    except strict_json.NotStrictJsonError:
        raise NotADraftError("draft-json") from None
    if not isinstance(words, dict) or words.get("version") != VERSION:
        raise NotADraftError("draft-version")
    if not SHAPE.accepts(words) or not fits(words):
        raise NotADraftError("draft-shape")
    return words, content[ends:]


def _judged(
    told: list[Mapping[str, Any]], rest: bytes
) -> tuple[dict[int, Attachment], tuple[str, ...]]:
    """Return the documents that are taken, by number, and the names of those that are not."""
    files, left_out = {}, []
    for number, (name, content) in enumerate(_cut(told, rest)):
        try:
            files[number] = judged(name, content)
        except RefusedDocumentError:
            left_out.append(readable(name))
    return files, tuple(left_out)


def _cut(told: list[Mapping[str, Any]], rest: bytes) -> Iterator[tuple[str, bytes]]:
    if sum(one["size"] for one in told) > min(len(rest), MOST_DOCUMENTS):
        raise NotADraftError("draft-short")
    begins = 0
    for one in told:
        yield one["name"], rest[begins : begins + one["size"]]
        begins += one["size"]


def _entry(told: Any, files: Mapping[int, Attachment]) -> Entry:
    if isinstance(told, str):
        return told
    if isinstance(told, list):
        return tuple(told)
    return tuple(files[number] for number in told["documents"] if number in files)
