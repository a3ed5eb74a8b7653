"""Handing a file in: found and read off the screen's thread, judged, and added to an answer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from kiosk.documents.folder import DocumentFolder, FoundFile
from kiosk.documents.judging import judged
from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.errands import Errands
from kiosk.forms import limits
from kiosk.forms.answers import Entry
from kiosk.forms.attachment import Attachment
from kiosk.forms.filled import Filled
from kiosk.forms.form import Field
from kiosk.forms.placed import PlacedField, flat

Outcome: TypeAlias = tuple[Attachment, ...] | Refusal
"""The new entry of a question, or why the file is not part of it."""

Blocking: TypeAlias = Callable[[Callable[[], Outcome]], Awaitable[Outcome]]
"""Has something done on a thread that the wipe waits for."""


@dataclass(frozen=True)
class HandingIn:
    """The way from a folder into an answer; `folder` is None where this terminal takes no files."""

    folder: DocumentFolder | None
    errands: Errands
    blocking: Blocking

    def find(self, found: Callable[[tuple[FoundFile, ...]], None]) -> None:
        """Look which files lie ready, and tell them."""
        folder = self.folder
        if folder is None:
            found(())
        else:
            self.errands.beside(lambda: asyncio.to_thread(folder.found), found, lambda _: found(()))

    def take(
        self,
        files: tuple[FoundFile, ...],
        number: int,
        asked: PlacedField | None,
        ended: Callable[[Outcome], None],
    ) -> None:
        """Read file `number` of `files` for the question `asked`, and tell the outcome."""
        folder = self.folder
        if folder is None or asked is None or number not in range(len(files)):
            ended(Refusal.GONE)
            return
        file, field, entry = files[number], asked.field, asked.entry

        self.errands.instead(
            lambda: in_time(self.blocking, lambda: hand_in(folder, file, field, entry)),
            ended,
            lambda _: ended(Refusal.GONE),
        )


async def in_time(blocking: Blocking, read: Callable[[], Outcome]) -> Outcome:
    """Return what `read` makes of a file, or that it took too long."""
    try:
        async with asyncio.timeout(limits.DOCUMENT_SECONDS):
            return await blocking(read)
    except TimeoutError:
        return Refusal.TOO_SLOW


def question_at(filled: Filled | None, pointer: str) -> PlacedField | None:
    """Return the question at `pointer`, as it is asked now."""
    pages = filled.placed.values() if filled else ()
    items = (item for page in pages for item in flat(page))
    found = (item for item in items if isinstance(item, PlacedField) and item.pointer == pointer)
    return next(found, None)


def hand_in(folder: DocumentFolder, file: FoundFile, field: Field, entry: Entry) -> Outcome:
    """Return the new entry of `field`, or why `file` is not taken. Blocks."""
    return added(field, entry, file.name, lambda most: folder.content(file, most))


def added(field: Field, entry: Entry, name: str, read: Callable[[int], bytes]) -> Outcome:
    """Return `entry` of `field` with one more file, or why it is not taken. Blocks.

    A field of one document gets this one instead of another. `read` is told how many bytes the
    field takes.
    """
    before = documents(entry) if field.kind == "documents" else ()
    if len(before) >= most_documents(field):
        return Refusal.TOO_MANY
    most = most_bytes(field)
    try:
        document = judged(name, read(most), field.limits.accept, most)
    except RefusedDocumentError as error:
        return error.refusal
    return (*(one for one in before if one.sha256 != document.sha256), document)


def documents(entry: Entry) -> tuple[Attachment, ...]:
    """Return the files of `entry`."""
    return tuple(one for one in entry if isinstance(one, Attachment))


def most_documents(field: Field) -> int:
    """Return how many documents `field` takes."""
    if field.kind != "documents":
        return 1
    return min(field.limits.max_items or limits.DOCUMENTS, limits.DOCUMENTS)


def most_bytes(field: Field) -> int:
    """Return how many bytes each document of `field` may have."""
    return min(field.limits.max_bytes or limits.DOCUMENT_BYTES, limits.DOCUMENT_BYTES)
