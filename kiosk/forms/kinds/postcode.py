"""A Swiss postcode."""

import re

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, line
from kiosk.forms.plain import code

_POSTCODE = re.compile(r"(?:CH)?([1-9]\d{3})", re.ASCII)


class Postcode(FieldKind):
    """Four digits. It is not a municipality: several share one."""

    name = "postcode"
    formats = ("ch-plz",)
    editor = Editor.NUMBER_PAD
    layer = "digits"
    accepts = ("6003", "CH-6003", " 6 0 0 3 ", "８００１")
    refuses = ("600", "0603", "60033", "Luzern", "6003 Luzern")

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the four digits."""
        match = _POSTCODE.fullmatch(code(line(entry)))
        if match is None:
            raise Invalid("invalid-postcode")
        return match[1]
