"""A company's UID."""

import re

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import FieldKind, Invalid, line
from kiosk.forms.plain import code

_UID = re.compile(r"(?:CHE)?(\d{9})(?:MWST|TVA|IVA|HR|RC)?", re.ASCII)


class CompanyNumber(FieldKind):
    """`CHE-123.456.788`, its last digit tested (mod 11); a suffix such as MWST is dropped."""

    name = "company_number"
    formats = ("ch-uid",)
    accepts = ("CHE-100.155.212", "che100155212", "CHE-100.155.212 MWST", "100 155 212")
    refuses = ("CHE-100.155.213", "CHE-100.155", "DE-100.155.212", "CHE")

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the number in its groups."""
        from stdnum.ch import uid  # noqa: PLC0415 - not before the first frame

        match = _UID.fullmatch(code(line(entry)))
        if match is None or not uid.is_valid(f"CHE{match[1]}"):
            raise Invalid("invalid-uid")
        return str(uid.format(f"CHE{match[1]}"))
