"""An e-mail address."""

import re

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import FieldKind, Invalid, line

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_LONGEST_BEFORE_AT = 64
_LONGEST = 254
"""RFC 5321, section 4.5.3.1."""


class Email(FieldKind):
    """An address that mail can be sent to; whether it exists, only a mail would tell."""

    name = "email"
    formats = ("email",)
    layer = "email"
    length = _LONGEST
    accepts = (
        "anna.muster@example.ch",
        " ANNA@Example.CH ",
        "o'neil+lu@mail.example.com",
        "a@züri.ch",
    )
    refuses = (
        "anna",
        "anna@",
        "@example.ch",
        "a b@example.ch",
        "a@b",
        "a@@b.ch",
        "a@b..ch",
        ".a@b.ch",
    )

    def parse(self, entry: Entry, field: Field) -> str:
        """Return the address, its domain in lower case; blanks around it are dropped."""
        typed = line(entry).removeprefix("mailto:")
        before, _, domain = typed.rpartition("@")
        dots = before.startswith(".") or before.endswith(".") or ".." in before
        if dots or len(before) > _LONGEST_BEFORE_AT or not _ADDRESS.fullmatch(typed):
            raise Invalid("invalid-email")
        return f"{before}@{domain.lower()}"
