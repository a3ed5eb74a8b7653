"""The amount that a Label shows: a table by the value of a choice, and what it is counted by."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from kiosk.forms import limits
from kiosk.forms.amount import Amount
from kiosk.forms.pointer import pointer
from kiosk.portals.lucerne.profile_field import choices_of
from kiosk.portals.lucerne.profile_refusals import Refusals
from kiosk.portals.lucerne.profile_rules import SCOPE, Found, Rules, listed

_FRANCS = re.compile(r"(0|[1-9][0-9]{0,6})\.[0-9]{2}")
_MEMBERS = frozenset({"amounts", "times"})
_TABLE = frozenset({"scope", "values"})


class Amounts:
    """Reads the amounts of one form; what they read must be asked, as with its rules."""

    def __init__(self, rules: Rules, refusals: Refusals) -> None:
        self._rules = rules
        self._refusals = refusals

    def read(self, amount: Any, place: str, find: Callable[[Any], Found | None]) -> Amount | None:
        """Return what `amount` at `place` means, or None, with the reasons noted."""
        table = amount.get("amounts") if isinstance(amount, Mapping) else None
        if not isinstance(table, Mapping):
            self._refusals.add(place, "is no amount", "amounts: {scope, values}, and times")
            return None
        self._refusals.only(amount, _MEMBERS, place)
        self._refusals.only(table, _TABLE, f"{place}/amounts")
        choice = self._choice(table.get("scope"), f"{place}/amounts/scope", find)
        times = ""
        if "times" in amount:
            times = self._times(amount["times"], f"{place}/times", find)
        if choice is None:
            return None
        options = choices_of(choice.node.schema)
        values = self._values(table.get("values"), options, f"{place}/amounts/values")
        return Amount(choice.pointer, values, times)

    def _choice(self, scope: Any, place: str, find: Callable[[Any], Found | None]) -> Found | None:
        found = self._found(scope, place, find)
        if found is not None and not choices_of(found.node.schema):
            hint = "a string with enum or oneOf"
            self._refusals.add(place, "leads to no choice of one option", hint)
            return None
        return found

    def _times(self, scope: Any, place: str, find: Callable[[Any], Found | None]) -> str:
        found = self._found(scope, place, find)
        if found is None:
            return ""
        if found.node.schema["type"] not in {"array", "integer"}:
            self._refusals.add(place, "leads to nothing that counts", "an integer or an array")
        return found.pointer

    def _found(self, scope: Any, place: str, find: Callable[[Any], Found | None]) -> Found | None:
        found = find(scope)
        if found is None:
            self._refusals.add(place, "leads nowhere", SCOPE)
        else:
            self._rules.reads.setdefault(found.pointer, place)
        return found

    def _values(self, values: Any, options: tuple[str, ...], place: str) -> Mapping[str, Decimal]:
        if not isinstance(values, Mapping) or not values:
            self._refusals.add(place, "must be an object of amounts, one for each option")
            return {}
        if len(values) > limits.OPTIONS:
            self._refusals.add(place, "too many amounts", f"at most {limits.OPTIONS}")
            return {}
        for value, francs in values.items():
            if value not in options:
                where = place + pointer([value])
                self._refusals.add(where, "is none of the options", listed(options))
            if not isinstance(francs, str) or not _FRANCS.fullmatch(francs):
                hint = "a text of francs and centimes such as 60.00, below ten million"
                self._refusals.add(place + pointer([value]), "is no amount", hint)
        return {
            value: Decimal(francs)
            for value, francs in values.items()
            if isinstance(francs, str) and _FRANCS.fullmatch(francs)
        }
