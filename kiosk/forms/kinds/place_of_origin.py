"""A Swiss place of origin (Heimatort)."""

import re

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import FieldKind, Invalid, line

_PLACE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’/()\-,])*")


class PlaceOfOrigin(FieldKind):
    """A municipality as the civil register writes it, such as *Luzern* or *Buchrain LU*."""

    name = "place_of_origin"
    formats = ("ch-place-of-origin",)
    length = 100
    accepts = ("Luzern", "Buchrain LU", "La Chaux-de-Fonds", "Küssnacht (SZ)", "Val-de-Travers, NE")
    refuses = ("6003 Luzern", "-", "12", "@Luzern")

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the place on one line."""
        typed = line(entry)
        if not _PLACE.fullmatch(typed):
            raise Invalid("invalid-place")
        return typed
