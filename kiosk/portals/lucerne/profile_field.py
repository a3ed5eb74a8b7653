"""From a place of the data schema to a field of the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kiosk.forms.form import Field, Limits, Option, Sensitivity
from kiosk.forms.judge import Judge
from kiosk.forms.kind import Invalid
from kiosk.forms.kinds import formats, kind_of
from kiosk.portals.lucerne.profile_refusals import Refusals
from kiosk.portals.lucerne.profile_schema import Node, Schema, Schemas
from kiosk.portals.lucerne.profile_texts import FormTexts
from kiosk.words import OFFICE_LANGUAGE, Words

DOCUMENT = "file"


@dataclass(frozen=True)
class Spot:
    """Where a field stands: in the answers, in the texts, and in the form's document."""

    pointer: str
    key: str
    place: str


def field_at(
    node: Node, spot: Spot, schemas: Schemas, texts: FormTexts, refusals: Refusals
) -> Field | None:
    """Return the field that asks for `node`, or None where no kind can."""
    schema = _joined(node, schemas)
    kind = _kind(schema)
    if kind is None:
        refusals.add(spot.place, "cannot be asked", "an array is of choices, files or objects")
        return None
    options = tuple(_options(schema, spot, texts, refusals)) or kind_of(kind).options
    why = texts.needed(f"{spot.key}.why", spot.place) if schema.get("x-askWhy") else Words()
    field = Field(
        pointer=spot.pointer,
        kind=kind,
        label=texts.needed(f"{spot.key}.label", spot.place),
        hint=texts.words(f"{spot.key}.hint"),
        why=why,
        required=node.required,
        limits=_limits(schema),
        options=options,
        const=schema.get("const"),
        default=schema.get("default"),
        sensitivity=Sensitivity(schema.get("x-sensitivity", "normal")),
        assisted_only=schema.get("x-assistedOnly", False),
        prefill=schema.get("x-prefill", ""),
        may_come_later=schema.get("x-handInLater", False),
        unit=schema.get("x-unit", ""),
    )
    _check_default(field, schema, spot, refusals)
    return field


def choices_of(schema: Schema) -> tuple[str, ...]:
    """Return the values that a choice allows, or () where `schema` is none."""
    constants = tuple(one["const"] for one in schema.get("oneOf", ()))
    return tuple(schema.get("enum", ())) or constants


def _joined(node: Node, schemas: Schemas) -> Schema:
    """Return the schema of a question; of several values, with what their items say."""
    if node.schema["type"] != "array":
        return node.schema
    items = schemas.entry(node).schema
    kept = {name: value for name, value in items.items() if name not in {"type", "format"}}
    return {**kept, **node.schema, "items": items}


def _kind(schema: Schema) -> str | None:
    match schema["type"]:
        case "boolean":
            return "confirmation" if schema.get("const") is True else "yes_no"
        case "integer":
            return "integer"
        case "number":
            return "money" if schema.get("x-unit") == "CHF" else "number"
        case "array":
            return _kind_of_several(schema["items"])
        case "string" if choices_of(schema):
            return "choice"
        case "string":
            form = schema.get("format")
            return formats()[form].name if form else "text"
        case _:
            return None


def _kind_of_several(items: Schema) -> str | None:
    if items["type"] != "string":
        return None
    if choices_of(items):
        return "choices"
    return "documents" if items.get("format") == DOCUMENT else None


def _options(schema: Schema, spot: Spot, texts: FormTexts, refusals: Refusals) -> Iterator[Option]:
    titles = {one["const"]: one.get("title", "") for one in schema.get("oneOf", ())}
    for value in choices_of(schema):
        words, title = texts.words(f"{spot.key}.{value}"), titles.get(value)
        if title and OFFICE_LANGUAGE not in words:
            words = Words({**words, OFFICE_LANGUAGE: title})
        if not words.get(OFFICE_LANGUAGE):
            hint = f"write texts/de/{spot.key}.{value}"
            refusals.add(spot.place, f"the option '{value}' has no German text", hint)
        yield Option(value, words)


def _limits(schema: Schema) -> Limits:
    return Limits(
        min_length=schema.get("minLength"),
        max_length=schema.get("maxLength"),
        minimum=_decimal(schema.get("minimum")),
        maximum=_decimal(schema.get("maximum")),
        earliest=schema.get("x-earliest"),
        latest=schema.get("x-latest"),
        pattern=schema.get("pattern"),
        min_items=schema.get("minItems"),
        max_items=schema.get("maxItems"),
        accept=tuple(schema.get("x-accept", ())),
        max_bytes=schema.get("x-maxBytes"),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _check_default(field: Field, schema: Schema, spot: Spot, refusals: Refusals) -> None:
    """Refuse a default that the form itself would not accept."""
    if field.default is None:
        return
    fits = Judge({name: schema[name] for name in schema if not name.startswith("x-")})
    if not (fits.accepts(field.default) and _is_read_back(field)):
        hint = "within its own limits and options, as it would be sent"
        refusals.add(spot.place, "has a default that it does not accept", hint)


def _is_read_back(field: Field) -> bool:
    """Whether the default, once typed, is read as itself; limits that move with the day aside."""
    kind = kind_of(field.kind)
    try:
        return bool(kind.parse(kind.entry(field.default, field), field) == field.default)
    except (Invalid, ValueError, TypeError):
        return False
