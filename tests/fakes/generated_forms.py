"""Whole form documents, made up by hypothesis: whatever the contract lets a portal send."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.fakes.generated_schemas import (
    MUNICIPALITY,
    PARTS,
    Json,
    address_part,
    chosen,
    comparison,
    odds,
    options_of,
    questions,
)

EFFECTS = ("SHOW", "HIDE", "ENABLE", "DISABLE")
TONES = ("info", "warning", "stop")
GATE: Json = {"type": "string", "enum": ["go", "stop"]}
"""The first answer of every form: one way on, and one that ends at the counter."""

francs = st.integers(0, 99_999).map(lambda centimes: f"{centimes / 100:.2f}")


@dataclass
class Draft:
    """A document that grows.

    `readable` are the scopes that rules and amounts may read, with their schemas; `forks` those of
    the questions that may lead to a page where the way ends.
    """

    draw: st.DrawFn
    texts: dict[str, str] = field(default_factory=dict)
    definitions: Json = field(default_factory=dict)
    readable: list[tuple[str, Json]] = field(default_factory=list)
    forks: list[str] = field(default_factory=list)
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
        self.said(key, *schema.get("items", schema).get("enum", ()))
        here = f"{scope}/properties/{name}"
        element = {"type": "Control", "scope": here, **self.rule(EFFECTS)}
        self.readable.append((here, schema))
        return element

    def perhaps_defined(self, schema: Json) -> Json:
        if not self.draw(odds):
            return schema
        self.definitions[name := f"d{len(self.definitions)}"] = schema
        return {"$ref": f"#/$defs/{name}"}

    def address(self, holder: Json, scope: str, key: str, name: str) -> Json:
        parts = [*PARTS, MUNICIPALITY] if self.draw(st.booleans()) else PARTS
        holder["properties"][name] = address = self.object(*PARTS)
        address |= {"format": "ch-address", "properties": {one: address_part(one) for one in parts}}
        self.said(f"{key}.{name}".lstrip("."), "label", *(f"{part}.label" for part in parts))
        here = f"{scope}/properties/{name}"
        element = {"type": "Control", "scope": here, **self.rule(EFFECTS[:2])}
        self.readable.append((f"{here}/properties/town", address_part("town")))
        return element

    def parts(self, holder: Json, scope: str, key: str, names: list[str]) -> list[Json]:
        """Ask something new in the object `holder` for each of `names`, with what it costs."""
        ways = [self.address if self.draw(odds) else self.question for _ in names]
        asked = [way(holder, scope, key, name) for way, name in zip(ways, names, strict=True)]
        return [*asked, *self.cost()]

    def person(self, holder: Json, name: str) -> Json:
        """Ask for parts of an object of its own."""
        names = [self.name() for _ in range(self.draw(st.integers(1, 3)))]
        here, rule = f"#/properties/{name}", self.rule(EFFECTS[:2])
        holder["properties"][name] = inner = self.object(*names)
        elements = self.parts(inner, here, name, names)
        self.readable.append((here, inner))
        return {"type": "VerticalLayout", "elements": elements, **rule}

    def repeat(self, holder: Json, name: str) -> Json:
        names = [self.name() for _ in range(self.draw(st.integers(1, 3)))]
        entry, outside = self.object(*names), list(self.readable)
        here, rule = f"#/properties/{name}", self.rule(EFFECTS[:2])
        least = self.draw(st.integers(1, 2)) if name in holder["required"] else 0
        holder["properties"][name] = group = {
            "type": "array",
            "minItems": least,
            "maxItems": 4,
            "items": entry,
        }
        self.said(name, "label", "entry")
        detail = {"type": "VerticalLayout", "elements": self.parts(entry, "#", name, names)}
        self.readable = [*outside, (here, group)]
        return {"type": "Control", "scope": here, "options": {"detail": detail}, **rule}

    def fork(self, holder: Json, name: str) -> Json:
        """Ask what may end the way on a page of its own."""
        here, rule = f"#/properties/{name}", self.rule(EFFECTS[:2])
        holder["properties"][name] = GATE
        self.said(name, "label", *GATE["enum"])
        self.readable.append((here, GATE))
        self.forks.append(here)
        return {"type": "Control", "scope": here, **rule}

    def element(self, holder: Json, name: str) -> Json:
        match self.draw(st.integers(0, 9)):
            case 0:
                return self.address(holder, "#", "", name)
            case 1:
                return self.person(holder, name)
            case 2:
                return self.repeat(holder, name)
            case 3:
                return self.fork(holder, name)
            case _:
                return self.question(holder, "#", "", name)

    def wrapped(self, elements: list[Json], rule: Json) -> list[Json]:
        """Put `elements` below a heading, beside each other, after a note, or leave them."""
        match self.draw(st.integers(0, 4)):
            case 0:
                key = self.said(self.name(), "label")
                return [{"type": "Group", "i18n": key, "elements": elements, **rule}]
            case 1:
                return [{"type": "HorizontalLayout", "elements": elements, **rule}]
            case 2:
                key = self.said(self.name(), "text")
                tone = {"tone": self.draw(chosen(TONES[:2]))}
                return [{"type": "Label", "i18n": key, "options": tone, **rule}, *elements]
            case _:
                return elements

    def cost(self) -> list[Json]:
        """Return a note of what the answer to a choice asked before costs, or nothing."""
        priced = [one for one in self.readable if options_of(one[1])]
        if not priced or self.draw(st.booleans()):
            return []
        scope, asked = self.draw(chosen(priced))
        values = st.dictionaries(chosen(options_of(asked)), francs, min_size=1)
        amount: Json = {"amounts": {"scope": scope, "values": self.draw(values)}}
        counts = [where for where, asked in self.readable if asked["type"] in {"integer", "array"}]
        if self.draw(st.booleans()) and counts:
            amount["times"] = self.draw(chosen(counts))
        key = self.name()
        self.texts[f"{key}.text"] = f"{key}: {{amount}}"
        said = {"amount": amount, "tone": self.draw(chosen(TONES[:2]))}
        return [{"type": "Label", "i18n": key, "options": said, **self.rule(EFFECTS[:2])}]

    # --- Rules -----------------------------------------------------------------------------------

    def rule(self, effects: tuple[str, ...]) -> Json:
        """Return a rule that reads what was asked before, or none."""
        if not self.readable or self.draw(st.booleans()):
            return {}
        count = self.draw(st.integers(1, 3))
        parts = [self.leaf(*self.draw(chosen(self.readable))) for _ in range(count)]
        condition = (
            parts[0]
            if len(parts) == 1
            else {"type": self.draw(chosen(["AND", "OR"])), "conditions": parts}
        )
        return {"rule": {"effect": self.draw(chosen(effects)), "condition": condition}}

    def leaf(self, scope: str, asked: Json) -> Json:
        compared = self.draw(comparison(asked))
        schema = {"not": compared} if self.draw(odds) else compared
        return {"scope": scope, "schema": schema}


@st.composite
def form_documents(draw: st.DrawFn) -> Json:
    """Return a document of two to eight pages, any of which but the first may be conditional.

    A rule reads what was made up before it; as pages then change places, it may be asked later.
    """
    draft = Draft(draw)
    schema: Json = {"type": "object", "properties": {"gate": GATE}, "required": ["gate"]}
    draft.said("gate", "label", *GATE["enum"])
    first, pages = _gate(draft), []
    for _ in range(draw(st.integers(1, 3))):
        pages += [_page(draft, schema), *_stop_page(draft)]
    if draft.definitions:
        schema["$defs"] = draft.definitions
    return {
        "id": "lu.made-up",
        "version": "1",
        "schema": schema,
        "ui": {"type": "Categorization", "elements": [first, *draw(st.permutations(pages))]},
        "texts": {"de": draft.texts},
    }


def _page(draft: Draft, schema: Json) -> Json:
    outer, inner = draft.rule(EFFECTS[:2]), draft.rule(EFFECTS[:2])
    names = [draft.name() for _ in range(draft.draw(st.integers(1, 4)))]
    schema["required"] += [name for name in names if draft.draw(st.booleans())]
    elements = [draft.element(schema, name) for name in names]
    key = draft.said(draft.name(), "label", "description")
    elements = [*draft.wrapped(elements, inner), *draft.cost()]
    return {"type": "Category", "i18n": key, "elements": elements, **outer}


def _stop_page(draft: Draft) -> list[Json]:
    """Return a page on which the way ends, or none; another answer always leads around it."""
    if not draft.forks or draft.draw(st.booleans()):
        return []
    stops: Json = {"scope": draft.draw(chosen(draft.forks)), "schema": {"const": "stop"}}
    if draft.draw(st.booleans()):
        also = draft.leaf(*draft.draw(chosen(draft.readable)))
        stops = {"type": "AND", "conditions": [stops, also]}
    rule, key = {"rule": {"effect": "SHOW", "condition": stops}}, draft.name()
    draft.said(key, "label", "text")
    note = {"type": "Label", "i18n": key, "options": {"tone": "stop"}}
    if draft.draw(st.booleans()):
        return [{"type": "Category", "i18n": key, "elements": [note], **rule}]
    return [{"type": "Category", "i18n": key, "elements": [{**note, **rule}]}]


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
