"""A bank account."""

from typing import Any

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import FieldKind, Invalid, last_four, line
from kiosk.forms.plain import code


class Iban(FieldKind):
    """An IBAN of any country, its check digits tested (ISO 13616, mod 97); sent without blanks."""

    name = "iban"
    formats = ("iban",)
    accepts = ("CH93 0076 2011 6238 5295 7", "ch9300762011623852957", "GB82-WEST-1234-5698-7654-32")
    refuses = ("CH93 0076 2011 6238 5295 8", "CH93", "1234", "XX93 0076 2011 6238 5295 7")

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the account without blanks."""
        from stdnum import iban  # noqa: PLC0415 - not before the first frame

        typed = code(line(entry))
        if not (typed.isascii() and iban.is_valid(typed)):
            raise Invalid("invalid-iban")
        return typed

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return the account in groups of four."""
        return " ".join(value[at : at + 4] for at in range(0, len(value), 4))

    def masked(self, shown: str) -> str:
        """Keep the last four."""
        return last_four(shown)
