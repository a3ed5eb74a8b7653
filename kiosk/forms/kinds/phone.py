"""A telephone number."""

from typing import Any

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, line
from kiosk.forms.plain import ascii_digits

_HERE = "CH"


class Phone(FieldKind):
    """A number anywhere in the world; without `+` or `00` it is Swiss. Sent in E.164."""

    name = "phone"
    formats = ("phone",)
    editor = Editor.NUMBER_PAD
    layer = "phone"
    accepts = (
        "041 208 81 11",
        "+41 79 123 45 67",
        "0041791234567",
        "(079) 123-45-67",
        "+49 30 901820",
    )
    refuses = ("123", "079 123", "anrufen", "+41 79 123 45 67 890 12", "079 123 45 67 x")

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the number with its country code."""
        import phonenumbers  # noqa: PLC0415 - not before the first frame

        typed = ascii_digits(line(entry))
        if any(mark.isalpha() for mark in typed):
            raise Invalid("invalid-phone")
        try:
            number = phonenumbers.parse(typed, _HERE)
        except phonenumbers.NumberParseException:
            raise Invalid("invalid-phone") from None
        if not phonenumbers.is_valid_number(number):
            raise Invalid("invalid-phone")
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return the number with its country code, in groups; what is no number, as it is."""
        import phonenumbers  # noqa: PLC0415 - not before the first frame

        try:
            number = phonenumbers.parse(value, None)
        except phonenumbers.NumberParseException:
            return str(value)
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return str(phonenumbers.format_number(number, form))
