"""The data schema of a form: which keywords it may use, and what stands behind a reference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeAlias

from kiosk.forms import limits
from kiosk.forms.judge import Judge, UnusableSchemaError
from kiosk.forms.kinds import formats
from kiosk.portals.lucerne.profile_keywords import ALLOWED, NAME, SHAPES, TYPES
from kiosk.portals.lucerne.profile_refusals import Refusals

Schema: TypeAlias = Mapping[str, Any]

DEFINITIONS = "#/$defs/"
_BESIDE_REFERENCE = frozenset(
    {
        "$ref",
        "default",
        "x-sensitivity",
        "x-askWhy",
        "x-prefill",
        "x-legalBasis",
        "x-assistedOnly",
        "x-handInLater",
    }
)
_AT_ROOT = frozenset({"$schema", "$defs"})
ADDRESS = "ch-address"
ADDRESS_PARTS = ("street", "houseNumber", "swissZipCode", "town")
MUNICIPALITY, MUNICIPALITY_NUMBER = "municipality", "ch-municipality"
"""The part of an address that tells municipalities of one postcode apart, and its format."""


@dataclass(frozen=True)
class Node:
    """A place of the data: its schema with references put in, and whether it is required."""

    schema: Schema
    required: bool = False


class Schemas:
    """Looks into a schema that was checked."""

    def __init__(self, schema: Schema) -> None:
        self.root = Node(schema, required=True)
        self._definitions: Schema = schema.get("$defs", {})

    def child(self, node: Node, name: str) -> Node | None:
        """Return the property `name` of an object, or None."""
        found = node.schema.get("properties", {}).get(name)
        if found is None:
            return None
        return Node(self._resolved(found), name in node.schema.get("required", ()))

    def entry(self, node: Node) -> Node:
        """Return what the entries of an array are."""
        return Node(self._resolved(node.schema["items"]), required=True)

    def along(self, node: Node, names: list[str]) -> Node | None:
        """Return what lies at `names` below `node`, or None."""
        for name in names:
            found = self.child(node, name)
            if found is None:
                return None
            node = found
        return node

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            beside = {name: value for name, value in schema.items() if name != "$ref"}
            schema = {**self._definitions[schema["$ref"].removeprefix(DEFINITIONS)], **beside}
        return schema


def check_schema(schema: Any, refusals: Refusals) -> None:
    """Note what in `schema` is outside the profile."""
    checker = _Checker(schema.get("$defs") or {}, refusals)
    checker.check_definitions()
    checker.check(schema, "/schema", at_root=True)
    if not refusals.found and schema.get("type") != "object":
        refusals.add("/schema/type", "must be 'object'")
    if not refusals.found and (circle := _circle(schema)):
        refusals.add("/schema/$defs", "refers to itself", " -> ".join(circle))
    if not refusals.found:
        _check_extent(schema, refusals)
    if not refusals.found:
        _compile(schema, refusals)


class _Checker:
    def __init__(self, definitions: Any, refusals: Refusals) -> None:
        self._definitions = definitions if isinstance(definitions, Mapping) else {}
        self._refusals = refusals

    def check_definitions(self) -> None:
        """Check each definition once, where it stands."""
        for name, schema in self._definitions.items():
            self.check(schema, f"/schema/$defs/{name}")

    def check(self, schema: Any, place: str, *, at_root: bool = False) -> None:
        """Check `schema` and what lies in it; a definition is checked in its own place."""
        if not isinstance(schema, Mapping):
            self._refusals.add(place, "must be an object")
        elif "$ref" in schema:
            self._check_reference(schema, place)
        elif schema.get("type") not in TYPES:
            self._refusals.add(f"{place}/type", "missing or unknown", f"one of {', '.join(TYPES)}")
        else:
            self._check_keywords(schema, place, at_root=at_root)
            for inner, where in _inside(schema, place):
                self.check(inner, where)

    def _check_reference(self, schema: Schema, place: str) -> None:
        self._refusals.only(schema, _BESIDE_REFERENCE, place)
        target = schema["$ref"]
        if not isinstance(target, str) or not target.startswith(DEFINITIONS):
            self._refusals.add(f"{place}/$ref", "not local", f"only {DEFINITIONS}<name>")
        elif target.removeprefix(DEFINITIONS) not in self._definitions:
            self._refusals.add(f"{place}/$ref", "leads nowhere")

    def _check_keywords(self, schema: Schema, place: str, *, at_root: bool) -> None:
        allowed = ALLOWED[schema["type"]] | (_AT_ROOT if at_root else frozenset())
        self._refusals.only(schema, allowed, place)
        for keyword, value in schema.items():
            shape = SHAPES.get(keyword)
            if shape and keyword in allowed and not shape.fits(value):
                self._refusals.add(f"{place}/{keyword}", f"must be {shape.meaning}")
        for keyword, reason in _contradictions(schema):
            self._refusals.add(f"{place}/{keyword}", reason)


def _inside(schema: Schema, place: str) -> Iterator[tuple[Any, str]]:
    """Yield the schemas in an object or array, with their places."""
    properties = schema.get("properties")
    if isinstance(properties, Mapping):
        for name, inner in properties.items():
            yield inner, f"{place}/properties/{name}"
    if "items" in schema:
        yield schema["items"], f"{place}/items"


def _contradictions(schema: Schema) -> Iterator[tuple[str, str]]:
    """Yield keywords that each are well formed but do not go together."""
    kind, form = schema["type"], schema.get("format")
    properties = schema.get("properties")
    if kind == "object" and isinstance(properties, Mapping):
        yield from _unfit_object(schema, properties)
    if kind == "array" and "items" not in schema:
        yield "items", "missing"
    if kind == "string" and form is not None and form not in formats():
        yield "format", f"unknown; one of {', '.join(sorted(formats()))}"
    if form is not None and {"enum", "oneOf"} & schema.keys():
        yield "format", "does not go with a choice"
    if form != "date" and {"x-earliest", "x-latest"} & schema.keys():
        yield "format", "must be 'date' where x-earliest or x-latest stand"
    for least, most in (
        ("minLength", "maxLength"),
        ("minimum", "maximum"),
        ("minItems", "maxItems"),
    ):
        low, high = schema.get(least), schema.get(most)
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            yield least, f"is above {most}"


def _unfit_object(schema: Schema, properties: Schema) -> Iterator[tuple[str, str]]:
    for name in properties:
        if not NAME.fullmatch(name):
            yield f"properties/{name}", "a name is a letter, then letters, digits, _ or -"
    required = schema.get("required", ())
    for name in required if isinstance(required, list) else ():
        if name not in properties:
            yield "required", f"'{name}' is no property"
    form = schema.get("format")
    if form not in (None, ADDRESS):
        yield "format", f"an object may be {ADDRESS} only"
    if form == ADDRESS and not set(ADDRESS_PARTS) <= properties.keys():
        yield "format", f"an address has {', '.join(ADDRESS_PARTS)}"
    if form == ADDRESS and MUNICIPALITY in properties:
        yield from _unfit_municipality(properties[MUNICIPALITY], required)


def _unfit_municipality(part: Any, required: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(part, Mapping) or part.get("format") != MUNICIPALITY_NUMBER:
        yield f"properties/{MUNICIPALITY}", f"must be a string of format {MUNICIPALITY_NUMBER}"
    if isinstance(required, list) and MUNICIPALITY in required:
        yield "required", f"{MUNICIPALITY} is asked for few postcodes, so it cannot be required"


def _circle(schema: Schema) -> list[str]:
    """Return definitions that need each other in a circle, or nothing."""
    graph = {name: _references(inner) for name, inner in schema.get("$defs", {}).items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [str(name) for name in error.args[1]]
    return []


def _references(schema: Schema) -> set[str]:
    if "$ref" in schema:
        return {schema["$ref"].removeprefix(DEFINITIONS)}
    return {name for inner, _ in _inside(schema, "") for name in _references(inner)}


def _check_extent(schema: Schema, refusals: Refusals) -> None:
    """Refuse data that is too deep or too wide once every reference is put in."""
    known: dict[str, tuple[int, int]] = {}

    def extent(inner: Schema) -> tuple[int, int]:
        """Return the depth and the number of places; each definition is measured once."""
        if "$ref" in inner:
            name = inner["$ref"].removeprefix(DEFINITIONS)
            if name not in known:
                known[name] = extent(schema["$defs"][name])
            return known[name]
        below = [extent(one) for one, _ in _inside(inner, "")]
        depth = 1 + max((depth for depth, _ in below), default=0)
        return depth, 1 + sum(places for _, places in below)

    depth, places = extent(schema)
    if depth > limits.SCHEMA_DEPTH:
        refusals.add("/schema", "too deep", f"at most {limits.SCHEMA_DEPTH} levels")
    if places > limits.PLACES:
        refusals.add("/schema", "too large", f"at most {limits.PLACES} places")


def _compile(schema: Schema, refusals: Refusals) -> None:
    try:
        Judge(schema).compile()
    except UnusableSchemaError:
        refusals.add("/schema", "no valid JSON Schema 2020-12")
