"""An amount in Swiss francs."""

import re
from decimal import Decimal
from typing import Any

from kiosk.forms.answers import Entry
from kiosk.forms.form import Field
from kiosk.forms.kind import line
from kiosk.forms.kinds.number import Number, grouped

_CURRENCY = re.compile(r"^(chf|fr\.?|sfr\.?)\s*|\s*(chf|fr\.?|sfr\.?|franken)$", re.IGNORECASE)
_ROUND = re.compile(r"[.,](-|–|—|--)$")


class Money(Number):
    """Francs and centimes; written `CHF 1’234.50` in every language."""

    name = "money"
    reason = "invalid-money"
    decimals = 2
    accepts = ("1234.50", "CHF 1'234.5", "Fr. 20.–", "20.-", "17", "1 234,50", "0.05 CHF")
    refuses = ("1.234", "zwanzig", "EUR 5", "-", "CHF")

    def parse(self, entry: Entry, field: Field) -> int | float:
        """Return the amount; the currency and a dash for no centimes may be typed."""
        return super().parse(_ROUND.sub("", _CURRENCY.sub("", line(entry))), field)

    def entry(self, value: Any, field: Field) -> Entry:
        """Return the amount as one would type it."""
        return grouped(Decimal(str(value)), 2)

    def written(self, number: Decimal, field: Field) -> str:
        """Return the amount after its currency, with centimes."""
        return f"CHF {grouped(number, 2)}"
