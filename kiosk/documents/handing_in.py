"""Handing a file in: read off the screen's thread, judged, and added to an answer."""

import asyncio
from dataclasses import dataclass

from kiosk.documents.folder import DocumentFolder, FoundFile
from kiosk.documents.judging import judged
from kiosk.documents.refusal import Refusal, RefusedDocumentError
from kiosk.forms import limits
from kiosk.forms.answers import Entry
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Field


@dataclass(frozen=True)
class Taken:
    """The entry of the field with the file in it."""

    entry: tuple[Attachment, ...]


async def hand_in(
    folder: DocumentFolder, file: FoundFile, field: Field, entry: Entry
) -> Taken | Refusal:
    """Return the new entry of `field`, or why `file` is not taken.

    A field of one document gets this one instead of another.
    """
    before = documents(entry) if field.kind == "documents" else ()
    if len(before) >= most_documents(field):
        return Refusal.TOO_MANY
    try:
        async with asyncio.timeout(limits.DOCUMENT_SECONDS):
            document = await asyncio.to_thread(_read, folder, file, field)
    except TimeoutError:
        return Refusal.TOO_SLOW
    except RefusedDocumentError as error:
        return error.refusal
    others = tuple(one for one in before if one.sha256 != document.sha256)
    return Taken((*others, document))


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


def _read(folder: DocumentFolder, file: FoundFile, field: Field) -> Attachment:
    most = most_bytes(field)
    return judged(file.name, folder.content(file, most), field.limits.accept, most)
