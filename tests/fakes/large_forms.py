"""Forms as large as a portal can make them: as documents, of as many fields as are wanted."""

from typing import Any

Json = dict[str, Any]


def large(fields: int, options: int = 2, on_a_page: int = 12, *, chained: bool = False) -> Json:
    """Return a form of `fields` choices and lines in turn; where `chained`, each shows the next."""
    names = [f"n{number}" for number in range(fields)]
    values = [f"o{number}" for number in range(options)]
    choice = {"type": "string", "enum": values}
    kinds = [choice if chained or at % 2 else {"type": "string"} for at in range(fields)]
    elements = [{"type": "Control", "scope": f"#/properties/{name}"} for name in names]
    if chained:
        for element, before in zip(elements[1:], names, strict=False):
            element["rule"] = shown_by(before, values[0])  # type: ignore[assignment]
    pages = [elements[at : at + on_a_page] for at in range(0, fields, on_a_page)]
    texts = {f"{name}.label": name for name in names}
    texts |= {f"{name}.{value}": value for name in names for value in values}
    return {
        "id": "lu.large",
        "version": "1",
        "schema": {
            "type": "object",
            "properties": dict(zip(names, kinds, strict=True)),
            "required": names[:1],
        },
        "ui": {
            "type": "Categorization",
            "elements": [
                {"type": "Category", "i18n": "page", "elements": inner} for inner in pages
            ],
        },
        "texts": {"de": texts | {"page.label": "Seite"}},
    }


def shown_by(name: str, value: str) -> Json:
    condition = {"scope": f"#/properties/{name}", "schema": {"const": value}}
    return {"effect": "SHOW", "condition": condition}


def nested(levels: int) -> Json:
    """Return a form whose only question lies `levels` objects deep."""
    schema: Json = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "properties": {"n": schema}}
    found = large(1)
    found["schema"] = schema
    scope = "#" + "/properties/n" * levels
    found["ui"]["elements"][0]["elements"] = [{"type": "Control", "scope": scope, "i18n": "n0"}]
    return found


def grouped(levels: int) -> Json:
    """Return a form whose only question lies `levels` layouts deep."""
    found = large(1)
    page = found["ui"]["elements"][0]
    for _ in range(levels):
        page["elements"] = [{"type": "VerticalLayout", "elements": page["elements"]}]
    return found


def joined(levels: int) -> Json:
    """Return a form whose only rule is `levels` AND deep."""
    found = large(2)
    condition: Json = shown_by("n1", "o0")["condition"]
    for _ in range(levels):
        condition = {"type": "AND", "conditions": [condition]}
    control = found["ui"]["elements"][0]["elements"][0]
    control["rule"] = {"effect": "SHOW", "condition": condition}
    return found
