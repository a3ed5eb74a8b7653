"""The settings as JSON Schema 2020-12, and as a page for people: both written by their types."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import msgspec

from kiosk.settings.keys import Key, Section, sections
from kiosk.settings.rules import choices

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}
LIMITS = {
    "minimum": "from {}",
    "exclusiveMinimum": "over {}",
    "maximum": "to {}",
    "exclusiveMaximum": "under {}",
    "pattern": "like `{}`",
}
"""What the keywords of JSON Schema mean, in words."""

Json: TypeAlias = dict[str, Any]


def schema() -> Json:
    """Return the JSON Schema of a settings file, once it is read from TOML.

    It cannot say all: what goes together, and what is a safe address, only `kiosk config check`
    does.
    """
    top, *tables = sections()
    whole = _table(top)
    whole["properties"] |= {table.name: _table(table) for table in tables}
    return {"$schema": DIALECT, "title": "Settings of a Schalter terminal", **whole}


def markdown() -> str:
    """Return every key as tables of Markdown, a section each."""
    return "\n".join(line for section in sections() for line in _page(section))


def kind(key: Key) -> str:
    """Return in words what the value of a key has to be."""
    told = _key(key)
    if "enum" in told:
        return f"one of {', '.join(told['enum'])}"
    limits = (words.format(told[name]) for name, words in LIMITS.items() if name in told)
    return " ".join((TYPES[told["type"]], *limits))


def _table(section: Section) -> Json:
    return {
        "type": "object",
        "description": section.meaning,
        "properties": {key.name.rpartition(".")[2]: _key(key) for key in section.keys},
        "additionalProperties": False,
    }


def _key(key: Key) -> Json:
    told = {"description": key.meaning, **msgspec.json.schema(key.kind), "default": key.default}
    return told | ({"enum": list(choices()[key.name])} if key.name in choices() else {})


def _page(section: Section) -> Iterator[str]:
    yield f"### `[{section.name}]`" if section.name else "### At the top"
    yield from ("", section.meaning, "")
    yield from ("| key | value | default | meaning |", "| --- | --- | --- | --- |")
    for key in section.keys:
        cells = (f"`{key.name}`", kind(key), f"`{_toml(key.default)}`", key.meaning)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def _toml(value: Any) -> str:
    """Return a default as it would stand in the file; JSON writes such values like TOML."""
    return msgspec.json.encode(value).decode()
