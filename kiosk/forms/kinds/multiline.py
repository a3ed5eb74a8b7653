"""A longer text, with line breaks."""

from kiosk.forms import limits
from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid
from kiosk.forms.plain import plain_lines


class Multiline(FieldKind):
    """Remarks and reasons."""

    name = "multiline"
    formats = ("multiline",)
    editor = Editor.TEXT_AREA
    length = limits.TEXT_LENGTH
    accepts = (
        "Erste Zeile\nZweite Zeile",
        "Absatz\r\n\r\n\r\n\r\nnoch einer",
        "=1+1",
        "{0.__class__}",
    )
    refuses = ("lang " * 500,)

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the text, at most one empty line in a row."""
        if not isinstance(entry, str):
            raise Invalid("invalid-characters")
        return plain_lines(entry)
