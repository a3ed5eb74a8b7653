"""A number, with a decimal point or comma."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from kiosk.forms import limits
from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import Editor, FieldKind, Invalid, Layer, line
from kiosk.forms.plain import ascii_digits

_APART = re.compile(r"['’‘`´ ]")
_NUMBER = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?", re.ASCII)
APOSTROPHE = "’"
"""U+2019, what a Swiss office writes between thousands."""


class Number(FieldKind):
    """Numbers as people write them here: `1'234.50`, `1 234,5`. Exponents are not numbers here."""

    name = "number"
    editor = Editor.NUMBER_PAD
    layer: ClassVar[Layer] = "amount"
    reason = "invalid-number"
    decimals = limits.DIGITS
    accepts: ClassVar[tuple[Entry, ...]] = (
        "3",
        "1'234.50",
        "1’234,5",
        "-0",
        "٣",
        " 12 ",
        "0.5",
        "007",
    )
    refuses: ClassVar[tuple[Entry, ...]] = (
        "1e9",
        "NaN",
        "Infinity",
        "1.2.3",
        "zwölf",
        "1,",
        "0x10",
        "9" * 16,
    )

    def parse(self, entry: Entry, field: Field) -> int | float:
        """Return the number; a whole one as int, so that JSON keeps it exactly."""
        typed = _APART.sub("", ascii_digits(line(entry)).replace("−", "-"))
        match = _NUMBER.fullmatch(typed)
        if match is None:
            raise Invalid(self.reason)
        sign, whole, part = match[1], match[2].lstrip("0") or "0", (match[3] or "").rstrip("0")
        if len(whole + part) > limits.DIGITS:
            raise Invalid("invalid-too-many-digits", limit=limits.DIGITS)
        if len(part) > self.decimals:
            raise Invalid(self.reason)
        value = Decimal(f"{sign}{whole}.{part or '0'}")
        return int(value) if value == value.to_integral_value() else float(value)

    def check(self, value: Any, field: Field, today: date) -> None:
        """Hold the number against the least and the most."""
        least, most = field.limits.minimum, field.limits.maximum
        number = Decimal(str(value))
        if least is not None and number < least:
            raise Invalid("invalid-too-small", limit=self.written(least, field))
        if most is not None and number > most:
            raise Invalid("invalid-too-large", limit=self.written(most, field))

    def entry(self, value: Any, field: Field) -> Entry:
        """Return the number as one would type it."""
        return grouped(Decimal(str(value)))

    def show(self, value: Any, field: Field, language: str) -> str:
        """Return the number with its unit; the same in every language."""
        return self.written(Decimal(str(value)), field)

    def written(self, number: Decimal, field: Field) -> str:
        """Return `number` as an office writes it."""
        return f"{grouped(number)} {field.unit}".strip()


def grouped(number: Decimal, places: int | None = None) -> str:
    """Return `number` with U+2019 between thousands and a decimal point."""
    return (
        f"{number:,f}".replace(",", APOSTROPHE)
        if places is None
        else (f"{number:,.{places}f}".replace(",", APOSTROPHE))
    )
