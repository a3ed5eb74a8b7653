"""The number of a dog's microchip."""

import re

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, line
from kiosk.forms.plain import code

_CHIP = re.compile(r"[1-9]\d{14}", re.ASCII)


class DogChip(FieldKind):
    """Fifteen digits (ISO 11784), the first three a country (756) or a maker (900 and above)."""

    name = "dog_chip"
    formats = ("dog-chip",)
    editor = Editor.NUMBER_PAD
    layer = "digits"
    accepts = ("756098100123456", "756 0981 0012 3456", "900-182-000-123-456")
    refuses = ("75609810012345", "7560981001234567", "chip", "056098100123456")

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the fifteen digits."""
        digits = code(line(entry))
        if not _CHIP.fullmatch(digits):
            raise Invalid("invalid-chip")
        return digits
