"""Forms are written with blocks (a person, an address); here they become one whole document.

A block's schema becomes a local definition, its elements are moved below the scope it is put at,
and its texts join those of the form.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

PREFIX = "block:"
ROOT = "#"


class SourceError(Exception):
    """The portal's data cannot be used; says which file and why."""


def expanded(form: Json, blocks: Mapping[str, Json]) -> Json:
    """Return `form` with every block put in its place.

    Raises:
        SourceError: a block is unknown or holds itself.
    """
    used = _names_used(form, blocks)
    schema = _local(form["schema"])
    definitions = {name: _local(blocks[name]["schema"]) for name in used}
    if definitions:
        schema["$defs"] = {**schema.get("$defs", {}), **definitions}
    return {
        "id": form["id"],
        "version": form["version"],
        "schema": schema,
        "ui": _laid_out(form["ui"], blocks),
        "texts": _texts(form, [blocks[name] for name in used]),
    }


def _names_used(form: Json, blocks: Mapping[str, Json]) -> list[str]:
    """Return the blocks `form` needs, those inside blocks too, each once and in order."""
    used: list[str] = []

    def visit(document: Any, within: tuple[str, ...]) -> None:
        for name in _named(document):
            if name in within:
                raise SourceError(f"{form['id']}: block '{name}' holds itself")
            if name not in blocks:
                raise SourceError(f"{form['id']}: there is no block '{name}'")
            if name not in used:
                used.append(name)
            visit(blocks[name], (*within, name))

    visit(form, ())
    return used


def _named(document: Any) -> Iterator[str]:
    if isinstance(document, dict):
        if document.get("type") == "Block":
            yield document["block"]
        reference = document.get("$ref")
        if isinstance(reference, str) and reference.startswith(PREFIX):
            yield reference.removeprefix(PREFIX)
        for value in document.values():
            yield from _named(value)
    elif isinstance(document, list):
        for value in document:
            yield from _named(value)


def _local(schema: Any) -> Any:
    """Return `schema` with references to blocks turned into local ones."""
    if isinstance(schema, list):
        return [_local(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _local(value) for name, value in schema.items()}
    reference = found.get("$ref")
    if isinstance(reference, str) and reference.startswith(PREFIX):
        found["$ref"] = f"#/$defs/{reference.removeprefix(PREFIX)}"
    return found


def _laid_out(element: Json, blocks: Mapping[str, Json]) -> Json:
    """Return a UI element with the blocks below it put in."""
    found = dict(element)
    if "elements" in found:
        found["elements"] = _elements(found["elements"], blocks)
    detail = found.get("options", {}).get("detail")
    if detail:
        found["options"] = {**found["options"], "detail": _laid_out(detail, blocks)}
    return found


def _elements(elements: list[Json], blocks: Mapping[str, Json]) -> list[Json]:
    found: list[Json] = []
    for element in elements:
        if element["type"] == "Block":
            found.extend(_block(element, blocks))
        else:
            found.append(_laid_out(element, blocks))
    return found


def _block(element: Json, blocks: Mapping[str, Json]) -> list[Json]:
    """Return the elements a block stands for; a rule on the block holds for all of them."""
    block = blocks[element["block"]]
    inner = [_moved(entry, element["scope"]) for entry in _elements(block["ui"], blocks)]
    if "rule" not in element:
        return inner
    return [{"type": "VerticalLayout", "elements": inner, "rule": element["rule"]}]


def _moved(element: Any, base: str) -> Any:
    """Return `element` with its scopes below `base`; entries of a group keep their own."""
    if isinstance(element, list):
        return [_moved(value, base) for value in element]
    if not isinstance(element, dict):
        return element
    found = {
        name: value if name in {"detail", "schema", "values"} else _moved(value, base)
        for name, value in element.items()
    }
    for name in ("scope", "times"):
        if isinstance(found.get(name), str):
            found[name] = base + found[name].removeprefix(ROOT)
    return found


def _texts(form: Json, blocks: list[Json]) -> Json:
    """Return the texts by language; the form's own words win over those of a block."""
    sources = [*(block.get("texts", {}) for block in blocks), form.get("texts", {})]
    languages = dict.fromkeys(language for source in sources for language in source)
    return {
        language: {
            key: text for source in sources for key, text in source.get(language, {}).items()
        }
        for language in languages
    }
