"""Whole form documents, made up by hypothesis: whatever the contract lets a portal send."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from hypothesis import strategies as st

from kiosk.forms.kinds import formats

Json: TypeAlias = dict[str, Any]

EFFECTS = ("SHOW", "HIDE", "ENABLE", "DISABLE")
TONES = ("info", "warning", "stop")
VALUES = ("a", "b", "c", "d")
PARTS = ("street", "houseNumber", "swissZipCode", "town")
GATE: Json = {"type": "string", "enum": ["go", "stop"]}
"""The first answer of every form: one way on, and one that ends at the counter."""

chosen = st.sampled_from
odds = st.integers(0, 3).map(lambda number: number == 0)
"""True for one in four."""


def choice(*values: str) -> Json:
    return {"type": "string", "enum": list(values)}


texts = st.builds(
    lambda least, more, pattern: {
        "type": "string",
        "minLength": least,
        "maxLength": least + more,
        **({"pattern": pattern} if pattern else {}),
    },
    st.integers(0, 12),
    st.integers(20, 300),
    chosen(["", "", "^[A-Z]", "[0-9a-z]$"]),
)
formatted = chosen(sorted(set(formats()) - {"file"})).map(
    lambda name: {"type": "string", "format": name}
)
days = chosen(
    [("today-1y", "today"), ("today-20d", "today+1m"), ("2020-01-01", "today-1d"), ("today", "")]
).map(
    lambda pair: {
        "type": "string",
        "format": "date",
        "x-earliest": pair[0],
        **({"x-latest": pair[1]} if pair[1] else {}),
    }
)
choices_of_one = st.integers(2, 4).map(lambda count: choice(*VALUES[:count])) | st.integers(
    1, 3
).map(
    lambda count: {
        "type": "string",
        "oneOf": [{"const": value, "title": value.upper()} for value in VALUES[:count]],
    }
)
several = st.integers(1, 4).flatmap(
    lambda count: st.integers(0, count).map(
        lambda least: {
            "type": "array",
            "uniqueItems": True,
            "minItems": least,
            "maxItems": count,
            "items": choice(*VALUES[:count]),
        }
    )
)
numbers = st.builds(
    lambda kind, low, more, unit: {
        "type": kind,
        "minimum": low,
        "maximum": low + more,
        **({"x-unit": unit} if unit else {}),
    },
    chosen(["integer", "number"]),
    st.integers(-5, 50),
    st.integers(0, 100),
    chosen(["", "m²", "CHF"]),
)
truths = chosen([{"type": "boolean"}, {"type": "boolean", "const": True}])
file = {"type": "string", "format": "file", "x-accept": ["application/pdf"]}
documents = chosen(
    [
        file,
        {**file, "x-handInLater": True, "x-maxBytes": 5_000_000},
        {"type": "array", "items": file, "maxItems": 3, "minItems": 1},
        {"type": "array", "items": file, "x-handInLater": True},
    ]
)
questions = st.one_of(
    texts, formatted, days, choices_of_one, several, numbers, truths, documents
).flatmap(
    lambda schema: st.fixed_dictionaries(
        {},
        optional={
            "x-sensitivity": chosen(["normal", "personal", "special"]),
            "x-askWhy": st.just(value=True),
            "x-assistedOnly": st.booleans(),
            "x-legalBasis": st.just("SR 210"),
        },
    ).map(lambda extra: {**schema, **extra})
)


@dataclass
class Draft:
    """A document that grows. `readable` are the scopes that a rule may read, with their schemas."""

    draw: st.DrawFn
    texts: dict[str, str] = field(default_factory=dict)
    definitions: Json = field(default_factory=dict)
    readable: list[tuple[str, Json]] = field(default_factory=list)
    named: int = 0

    def name(self) -> str:
        self.named += 1
        return f"q{self.named}"

    def said(self, key: str, *parts: str) -> str:
        self.texts |= {f"{key}.{part}": f"{key} {part}" for part in parts}
        return key

    def object(self, *names: str) -> Json:
        """Return an empty object that may require each of `names`."""
        needed = [name for name in names if self.draw(st.booleans())]
        return {"type": "object", "properties": {}, "required": needed}

    # --- Elements of a page ----------------------------------------------------------------------

    def question(self, holder: Json, scope: str, key: str, name: str) -> Json:
        """Ask something new, called `name`, in the object `holder`."""
        schema = self.draw(questions)
        holder["properties"][name] = self.perhaps_defined(schema)
        key = self.said(f"{key}.{name}".lstrip("."), "label")
        if schema.get("x-askWhy"):
            self.said(key, "why")
        options = schema.get("items", schema)
        self.said(key, *options.get("enum", ()))
        here = f"{scope}/properties/{name}"
        element = {"type": "Control", "scope": here, **self.rule(EFFECTS)}
        self.readable.append((here, schema))
        return element

    def perhaps_defined(self, schema: Json) -> Json:
        if not self.draw(odds):
            return schema
        self.definitions[name := f"d{len(self.definitions)}"] = schema
        return {"$ref": f"#/$defs/{name}"}

    def address(self, holder: Json, name: str) -> Json:
        holder["properties"][name] = address = self.object(*PARTS)
        address |= {"format": "ch-address", "properties": {part: _part(part) for part in PARTS}}
        self.said(name, "label", *(f"{part}.label" for part in PARTS))
        return {"type": "Control", "scope": f"#/properties/{name}", **self.rule(EFFECTS[:2])}

    def person(self, holder: Json, name: str) -> Json:
        """Ask for parts of an object of its own."""
        names = [self.name() for _ in range(self.draw(st.integers(1, 3)))]
        holder["properties"][name] = inner = self.object(*names)
        elements = [self.question(inner, f"#/properties/{name}", name, part) for part in names]
        return {"type": "VerticalLayout", "elements": elements, **self.rule(EFFECTS[:2], own=names)}

    def repeat(self, holder: Json, name: str) -> Json:
        names = [self.name() for _ in range(self.draw(st.integers(1, 3)))]
        entry, outside = self.object(*names), list(self.readable)
        rule = self.rule(EFFECTS[:2])
        least = self.draw(st.integers(1, 2)) if name in holder["required"] else 0
        holder["properties"][name] = {
            "type": "array",
            "minItems": least,
            "maxItems": 4,
            "items": entry,
        }
        self.said(name, "label", "entry")
        elements = [self.question(entry, "#", name, part) for part in names]
        self.readable = outside
        detail = {"type": "VerticalLayout", "elements": elements}
        scope = f"#/properties/{name}"
        return {"type": "Control", "scope": scope, "options": {"detail": detail}, **rule}

    def element(self, holder: Json, name: str) -> Json:
        match self.draw(st.integers(0, 9)):
            case 0:
                return self.address(holder, name)
            case 1:
                return self.person(holder, name)
            case 2:
                return self.repeat(holder, name)
            case _:
                return self.question(holder, "#", "", name)

    def wrapped(self, elements: list[Json]) -> list[Json]:
        """Put `elements` below a heading, beside each other, after a note, or leave them."""
        match self.draw(st.integers(0, 4)):
            case 0:
                key = self.said(self.name(), "label")
                return [{"type": "Group", "i18n": key, "elements": elements}]
            case 1:
                return [{"type": "HorizontalLayout", "elements": elements}]
            case 2:
                key = self.said(self.name(), "text")
                tone = {"tone": self.draw(chosen(TONES[:2]))}
                return [{"type": "Label", "i18n": key, "options": tone}, *elements]
            case _:
                return elements

    # --- Rules -----------------------------------------------------------------------------------

    def rule(self, effects: tuple[str, ...], own: list[str] | None = None) -> Json:
        """Return a rule that reads what was asked before, never `own`, or none."""
        found = [one for one in self.readable if one[0].rpartition("/")[2] not in (own or ())]
        if not found or self.draw(st.booleans()):
            return {}
        parts = [self.leaf(*self.draw(chosen(found))) for _ in range(self.draw(st.integers(1, 3)))]
        condition = (
            parts[0]
            if len(parts) == 1
            else {"type": self.draw(chosen(["AND", "OR"])), "conditions": parts}
        )
        return {"rule": {"effect": self.draw(chosen(effects)), "condition": condition}}

    def leaf(self, scope: str, asked: Json) -> Json:
        compared = self.draw(_comparison(asked))
        schema = {"not": compared} if self.draw(odds) else compared
        return {"scope": scope, "schema": schema}


def _part(name: str) -> Json:
    form = {"format": "ch-plz"} if name == "swissZipCode" else {}
    return {"type": "string", **form}


def _comparison(asked: Json) -> st.SearchStrategy[Json]:
    """Return conditions that fit the answer to `asked`."""
    options = asked.get("enum") or [one["const"] for one in asked.get("oneOf", ())]
    match asked["type"]:
        case "boolean":
            return st.booleans().map(lambda truth: {"const": truth})
        case "integer" | "number":
            return st.integers(asked["minimum"], asked["maximum"]).flatmap(
                lambda bound: chosen([{"minimum": bound}, {"maximum": bound}])
            )
        case "array" if "enum" in asked["items"]:
            return chosen(asked["items"]["enum"]).map(lambda value: {"contains": {"const": value}})
        case "string" if options:
            return chosen(options).map(lambda value: {"const": value}) | st.just({"enum": options})
        case _:
            return st.just({"minLength": 3})


@st.composite
def form_documents(draw: st.DrawFn) -> Json:
    """Return a document of one to four pages, of which the later ones may be conditional."""
    draft = Draft(draw)
    schema: Json = {"type": "object", "properties": {"gate": GATE}, "required": ["gate"]}
    draft.said("gate", "label", *GATE["enum"])
    pages = [_gate(draft)]
    for _ in range(draw(st.integers(1, 3))):
        rule = draft.rule(EFFECTS[:2])
        names = [draft.name() for _ in range(draw(st.integers(1, 4)))]
        schema["required"] += [name for name in names if draw(st.booleans())]
        elements = [draft.element(schema, name) for name in names]
        key = draft.said(draft.name(), "label", "description")
        pages.append({"type": "Category", "i18n": key, "elements": draft.wrapped(elements), **rule})
    if draft.definitions:
        schema["$defs"] = draft.definitions
    return {
        "id": "lu.made-up",
        "version": "1",
        "schema": schema,
        "ui": {"type": "Categorization", "elements": pages},
        "texts": {"de": draft.texts},
    }


def _gate(draft: Draft) -> Json:
    scope = "#/properties/gate"
    stops = {"effect": "SHOW", "condition": {"scope": scope, "schema": {"const": "stop"}}}
    draft.readable.append((scope, GATE))
    return {
        "type": "Category",
        "i18n": draft.said("page.gate", "label"),
        "elements": [
            {"type": "Control", "scope": scope},
            {
                "type": "Label",
                "i18n": draft.said("to-the-counter", "text"),
                "options": {"tone": "stop"},
                "rule": stops,
            },
        ],
    }
