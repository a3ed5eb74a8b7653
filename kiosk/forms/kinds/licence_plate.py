"""A Swiss number plate."""

import re

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import FieldKind, Invalid, line
from kiosk.forms.plain import code

_PLATE = re.compile(r"([A-Z]{2})0*([1-9]\d{0,5})", re.ASCII)
CANTONS = frozenset(
    "AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH".split()  # noqa: SIM905
)


class LicencePlate(FieldKind):
    """A canton and up to six digits (VVV art. 84): `LU 123456`."""

    name = "licence_plate"
    formats = ("ch-plate",)
    accepts = ("LU 123456", "lu123456", "ZH-1", "BE·42", "LU 000123")
    refuses = ("LU", "123456", "XX 123", "LU 1234567", "LU 0", "LU 12A")

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the canton, a blank and the number."""
        match = _PLATE.fullmatch(code(line(entry)))
        if match is None or match[1] not in CANTONS:
            raise Invalid("invalid-plate")
        return f"{match[1]} {match[2]}"
