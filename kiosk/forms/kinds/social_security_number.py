"""An AHV number."""

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, last_four, line
from kiosk.forms.plain import code


class SocialSecurityNumber(FieldKind):
    """Thirteen digits that begin with 756, the last one a check digit (EAN-13)."""

    name = "social_security_number"
    formats = ("ch-ahv",)
    editor = Editor.NUMBER_PAD
    layer = "digits"
    masked_always = True
    accepts = ("756.9217.0769.85", "7569217076985", "756 9217 0769 85", "756-9217-0769-85")
    refuses = ("756.9217.0769.84", "123.4567.8901.23", "756", "756.9217.0769.855")

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the number in its groups: `756.1234.5678.97`."""
        from stdnum.ch import ssn  # noqa: PLC0415 - not before the first frame

        digits = code(line(entry))
        if not (digits.isascii() and ssn.is_valid(digits)):
            raise Invalid("invalid-ahv")
        return str(ssn.format(digits))

    def masked(self, shown: str) -> str:
        """Keep the last four."""
        return last_four(shown)
