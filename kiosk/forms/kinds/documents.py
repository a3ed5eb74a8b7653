"""Several documents."""

from typing import Any

from kiosk.forms import limits
from kiosk.forms.answers import LATER, Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid
from kiosk.forms.kinds.document import SAMPLE, attachments


class Documents(FieldKind):
    """Files that belong together, such as both sides of a card."""

    name = "documents"
    editor = Editor.DOCUMENTS
    missing = "invalid-missing-document"
    accepts = ((SAMPLE,), (SAMPLE, SAMPLE))
    refuses = ("Ausweis.pdf", LATER, ("Ausweis.pdf",))

    def parse(self, entry: Entry, field: Field) -> list[str]:
        """Return what stands for each file."""
        return [one.stand_in for one in attachments(entry, field)]

    def check(self, value: Any, field: Field, today: Any) -> None:
        """Hold their number against the fewest and the most."""
        fewest = field.limits.min_items or 0
        most = min(field.limits.max_items or limits.DOCUMENTS, limits.DOCUMENTS)
        if len(value) < fewest:
            raise Invalid("invalid-too-few-documents", limit=fewest)
        if len(value) > most:
            raise Invalid("invalid-too-many-documents", limit=most)

    def entry(self, value: Any, field: Field) -> Entry:
        """Return nothing: a reference is not a file."""
        return ()

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return the stand-ins; who has the entry shows the names of its files instead."""
        return ", ".join(value)
