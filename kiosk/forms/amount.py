"""An amount that answers decide: a table by one choice, and how often it counts. Data, no code."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kiosk.forms.pointer import found, steps

PLACEHOLDER = "{amount}"
"""In the text of a note: where its amount is read."""


@dataclass(frozen=True)
class Amount:
    """What a choice costs, in CHF, for each of what is counted.

    The portal's receipt and the display inside a form are computed by this one rule.
    """

    pointer: str
    """The choice that decides."""
    values: Mapping[str, Decimal]
    """By the value of the choice; a yes or no is `true` or `false`."""
    times: str = ""
    """A whole number, or what has entries; '' counts once."""

    def of(self, data: Mapping[str, Any], at: int | None = None) -> Decimal | None:
        """Return the exact amount for `data`; None while an answer that decides is not there.

        Nothing counted, or less, has no amount either. `at` is the entry that `*` means.
        """
        price = self.values.get(_key(found(data, steps(self.pointer), at)))
        count = _count(found(data, steps(self.times), at)) if self.times else 1
        return None if price is None or count < 1 else price * count


def _key(answer: Any) -> str:
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def _count(answer: Any) -> int:
    """Return how many: the number itself, or the number of entries; 0 for everything else."""
    match answer:
        case bool():
            return 0
        case int():
            return answer
        case list():
            return len(answer)
        case _:
            return 0
