"""A line of text."""

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import FieldKind, line


class Text(FieldKind):
    """Names, streets, and whatever has no kind of its own."""

    name = "text"
    accepts = (
        "Müller",
        "Łukasz Šimůnek",
        "O'Neil",
        "  Rue  du Marché ",
        "李小龙",
        "\U0001f469\u200d\U0001f467",
        "<b>5 & 6</b>",
    )
    refuses = ("a" * 201, "Z" + "\u0301\u0302\u0303\u0304" * 20)

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the text on one line, without what nobody sees."""
        return line(entry)
