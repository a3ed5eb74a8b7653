"""A municipality, by its number."""

import re
from typing import ClassVar

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, line
from kiosk.forms.kinds.choice import label_of
from kiosk.forms.plain import code

_NUMBER = re.compile(r"0*([1-9]\d{0,3})", re.ASCII)


class MunicipalityNumber(FieldKind):
    """The number of the Federal Statistical Office: one to four digits.

    Part of an address, where a postcode has several municipalities. It is read by its name where
    the options of the field hold one.
    """

    name = "municipality"
    formats = ("ch-municipality",)
    editor = Editor.NUMBER_PAD
    layer = "digits"
    missing: ClassVar[str] = "invalid-missing-choice"
    accepts = ("1061", "0261", " 1 0 6 1 ")
    refuses = ("Luzern", "10610", "0", "LU 1061")

    def editor_of(self, field: Field) -> Editor:
        """Return the list to search where the municipalities are known by name."""
        return Editor.LONG_CHOICE if field.options else self.editor

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the digits, without zeros in front."""
        match = _NUMBER.fullmatch(code(line(entry)))
        if match is None:
            raise Invalid("invalid-municipality")
        return match[1]

    def show(self, value: str, field: Field, language: str) -> str:
        """Return what the municipality is called, or its number."""
        return label_of(value, field, language)
