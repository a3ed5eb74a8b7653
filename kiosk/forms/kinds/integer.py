"""A whole number."""

from kiosk.forms.kinds.number import Number


class Integer(Number):
    """How many, or which year."""

    name = "integer"
    layer = "digits"
    reason = "invalid-integer"
    decimals = 0
    accepts = ("1", "2026", "1’000", "3.0", "-5")
    refuses = ("1.5", "1e3", "eins", "--2", "9" * 16)
