"""The rules of a form: when something is shown, hidden, enabled or disabled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.forms import limits
from kiosk.forms.conditions import All, Condition, Fits, Some, Unless
from kiosk.forms.judge import Judge, UnusableSchemaError
from kiosk.portals.lucerne.profile_field import choices_of
from kiosk.portals.lucerne.profile_refusals import Refusals
from kiosk.portals.lucerne.profile_schema import Node, Schema

EFFECTS = frozenset({"SHOW", "HIDE", "ENABLE", "DISABLE"})
_JOINED: Mapping[str, Callable[..., Condition]] = {"AND": All, "OR": Some}
_SCHEMA = frozenset({"const", "enum", "minimum", "maximum", "not", "contains", "minLength"})
_KNOWN = ", ".join(sorted(_SCHEMA))
NAMED = 10
"""Options that a hint names."""
SCOPE = "#/properties/<name>…, as the schema has it"


@dataclass(frozen=True)
class Rule:
    """What a rule means: two conditions, at most one of them there."""

    shown_when: Condition | None = None
    enabled_when: Condition | None = None


@dataclass(frozen=True)
class Found:
    """Where the scope of a condition leads."""

    pointer: str
    node: Node


class Rules:
    """Reads the rules of one form. `find` says where a scope leads, or None."""

    def __init__(self, refusals: Refusals) -> None:
        self._refusals = refusals
        self.reads: dict[str, str] = {}
        """Where in the document each pointer is read that some rule reads."""

    def read(self, rule: Any, place: str, find: Callable[[Any], Found | None]) -> Rule:
        """Return what `rule` means; a rule that means nothing is noted."""
        if rule is None:
            return Rule()
        if not isinstance(rule, Mapping) or rule.get("effect") not in EFFECTS:
            self._refusals.add(place, "is no rule", f"effect: {', '.join(sorted(EFFECTS))}")
            return Rule()
        self._refusals.only(rule, frozenset({"effect", "condition"}), place)
        condition = _Reader(self, self._refusals, find).condition(
            rule.get("condition"), f"{place}/condition"
        )
        return _rule(rule["effect"], condition) if condition else Rule()


class _Reader:
    def __init__(
        self, rules: Rules, refusals: Refusals, find: Callable[[Any], Found | None]
    ) -> None:
        self._rules = rules
        self._refusals = refusals
        self._find = find
        self._left = limits.CONDITIONS

    def condition(self, condition: Any, place: str) -> Condition | None:
        self._left -= 1
        if self._left < 0:
            self._refusals.add(place, "too many parts", f"at most {limits.CONDITIONS} in a rule")
            return None
        if not isinstance(condition, Mapping):
            self._refusals.add(place, "is no condition", "scope and schema, or AND, OR")
            return None
        return (
            self._joined(condition, place) if "type" in condition else self._leaf(condition, place)
        )

    def _joined(self, condition: Mapping[str, Any], place: str) -> Condition | None:
        self._refusals.only(condition, frozenset({"type", "conditions"}), place)
        join, inner = _JOINED.get(condition["type"]), condition.get("conditions")
        if join is None or not isinstance(inner, list) or not inner:
            self._refusals.add(place, "is no condition", "AND or OR of conditions")
            return None
        read = [self.condition(one, f"{place}/conditions/{at}") for at, one in enumerate(inner)]
        return join(*(one for one in read if one is not None))

    def _leaf(self, condition: Mapping[str, Any], place: str) -> Condition | None:
        self._refusals.only(condition, frozenset({"scope", "schema"}), place)
        found = self._find(condition.get("scope"))
        if found is None:
            self._refusals.add(f"{place}/scope", "leads nowhere", SCOPE)
            return None
        self._rules.reads.setdefault(found.pointer, f"{place}/scope")
        schema = condition.get("schema")
        if not isinstance(schema, Mapping) or not self._is_schema(schema, f"{place}/schema"):
            self._refusals.add(f"{place}/schema", "is no schema of a condition", _KNOWN)
            return None
        self._check_options(schema, found.node, f"{place}/schema")
        return Fits(found.pointer, schema)

    def _is_schema(self, schema: Any, place: str) -> bool:
        if not isinstance(schema, Mapping) or not schema:
            return False
        inner = [
            self._is_schema(schema[name], f"{place}/{name}")
            for name in ("not", "contains")
            if name in schema
        ]
        return self._refusals.only(schema, _SCHEMA, place) and all(inner) and _is_valid(schema)

    def _check_options(self, schema: Schema, node: Node, place: str) -> None:
        """Refuse a comparison with what nobody can choose: a slip that would hide for ever."""
        options = choices_of(_asked(node))
        for value in sorted(_named(schema) - set(options)) if options else ():
            self._refusals.add(place, f"'{value}' is none of the options", listed(options))


def listed(options: tuple[str, ...]) -> str:
    """Return `options` for a hint: all where they are few."""
    few = ", ".join(options[:NAMED])
    return f"known here: {few}" + (", …" if len(options) > NAMED else "")


def _is_valid(schema: Schema) -> bool:
    try:
        Judge(schema).compile()
    except UnusableSchemaError:
        return False
    return True


def _asked(node: Node) -> Schema:
    items = node.schema.get("items")
    return items if isinstance(items, Mapping) else node.schema


def _named(schema: Schema) -> set[str]:
    """Return the texts a condition compares with."""
    own = {schema["const"]} if isinstance(schema.get("const"), str) else set()
    several = {value for value in schema.get("enum", ()) if isinstance(value, str)}
    inner = (schema[name] for name in ("not", "contains") if name in schema)
    return own | several | {value for one in inner for value in _named(one)}


def _rule(effect: str, condition: Condition) -> Rule:
    match effect:
        case "SHOW":
            return Rule(shown_when=condition)
        case "HIDE":
            return Rule(shown_when=Unless(condition))
        case "ENABLE":
            return Rule(enabled_when=condition)
        case _:
            return Rule(enabled_when=Unless(condition))
