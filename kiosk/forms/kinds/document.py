"""A document."""

from typing import Any, ClassVar

from kiosk.forms import limits
from kiosk.forms.answers import LATER, Entry
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid

SAMPLE = Attachment("Ausweis.pdf", "application/pdf", b"%PDF-1.7", reference="a-1")


class Document(FieldKind):
    """One file; its value is the portal's reference, or its SHA-256 until the portal took it."""

    name = "document"
    formats = ("file",)
    editor = Editor.DOCUMENTS
    missing = "invalid-missing-document"
    accepts: ClassVar[tuple[Entry, ...]] = ((SAMPLE,),)
    refuses: ClassVar[tuple[Entry, ...]] = (
        "Ausweis.pdf",
        LATER,
        ("Ausweis.pdf",),
        (SAMPLE, SAMPLE),
    )

    def parse(self, entry: Entry, field: Field) -> Any:
        """Return what stands for the file."""
        found = attachments(entry, field)
        if len(found) != 1:
            raise Invalid("invalid-too-many-documents", limit=1)
        return found[0].stand_in

    def check(self, value: Any, field: Field, today: Any) -> None:
        """Allow what was read: size and type were looked at before."""

    def entry(self, value: Any, field: Field) -> Entry:
        """Return nothing: a reference is not a file."""
        return ()

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return the stand-in; who has the entry shows the names of its files instead."""
        return str(value)


def attachments(entry: Entry, field: Field) -> tuple[Attachment, ...]:
    """Return the files of `entry`, each of them of a type and size that `field` takes.

    Raises:
        Invalid: it holds no file, or one that is too large or of another type.
    """
    found = tuple(one for one in entry if isinstance(one, Attachment))
    if not found or len(found) != len(entry):
        raise Invalid("invalid-missing-document")
    most = min(field.limits.max_bytes or limits.DOCUMENT_BYTES, limits.DOCUMENT_BYTES)
    if any(len(one.content) > most for one in found):
        raise Invalid("invalid-document-size", limit=f"{most / 1_000_000:g} MB")
    if field.limits.accept and any(one.media_type not in field.limits.accept for one in found):
        raise Invalid("invalid-document-type")
    return found


def names(entry: Entry) -> str:
    """Return the names of the files of `entry`, for people."""
    return ", ".join(one.name for one in entry if isinstance(one, Attachment))
