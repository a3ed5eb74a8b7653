"""A form document of the contract that uses nearly everything of it, and ways to spoil it."""

from copy import deepcopy
from typing import Any

DOCUMENT: dict[str, Any] = {
    "id": "lu.test",
    "version": "1",
    "schema": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "case": {"type": "string", "enum": ["in", "out"]},
            "person": {"$ref": "#/$defs/person"},
            "address": {
                "type": "object",
                "format": "ch-address",
                "properties": {
                    "street": {"type": "string", "maxLength": 60},
                    "houseNumber": {"type": "string"},
                    "swissZipCode": {"type": "string", "format": "ch-plz"},
                    "town": {"type": "string"},
                },
                "required": ["street"],
            },
            "movers": {
                "type": "array",
                "minItems": 1,
                "maxItems": 5,
                "items": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "adult": {"type": "boolean"},
                        "job": {"type": "string"},
                    },
                    "required": ["name"],
                },
            },
            "also": {
                "type": "array",
                "uniqueItems": True,
                "items": {"type": "string", "oneOf": [{"const": "a", "title": "Alpha"}]},
            },
            "lease": {
                "type": "array",
                "items": {"type": "string", "format": "file", "x-accept": ["application/pdf"]},
                "x-handInLater": True,
            },
            "rent": {"type": "number", "x-unit": "CHF", "minimum": 0.05},
            "true": {"type": "boolean", "const": True},
        },
        "required": ["case", "person", "movers"],
        "$defs": {
            "person": {
                "type": "object",
                "properties": {
                    "born": {"type": "string", "format": "date", "x-latest": "today"},
                    "ahv": {
                        "type": "string",
                        "format": "ch-ahv",
                        "x-sensitivity": "special",
                        "x-askWhy": True,
                    },
                },
                "required": ["born"],
            }
        },
    },
    "ui": {
        "type": "Categorization",
        "elements": [
            {
                "type": "Category",
                "i18n": "page.case",
                "elements": [
                    {"type": "Control", "scope": "#/properties/case"},
                    {
                        "type": "Label",
                        "i18n": "stop",
                        "options": {"tone": "stop"},
                        "rule": {
                            "effect": "SHOW",
                            "condition": {
                                "scope": "#/properties/case",
                                "schema": {"const": "out"},
                            },
                        },
                    },
                ],
            },
            {
                "type": "Category",
                "i18n": "page.person",
                "elements": [
                    {
                        "type": "HorizontalLayout",
                        "elements": [
                            {
                                "type": "Control",
                                "scope": "#/properties/person/properties/born",
                                "i18n": "born",
                            },
                            {"type": "Control", "scope": "#/properties/person/properties/ahv"},
                        ],
                    },
                    {"type": "Control", "scope": "#/properties/address"},
                    {"type": "Control", "scope": "#/properties/also"},
                    {"type": "Control", "scope": "#/properties/lease"},
                    {"type": "Control", "scope": "#/properties/rent"},
                    {"type": "Control", "scope": "#/properties/true"},
                ],
            },
            {
                "type": "Category",
                "i18n": "page.movers",
                "rule": {
                    "effect": "HIDE",
                    "condition": {"scope": "#/properties/case", "schema": {"const": "out"}},
                },
                "elements": [
                    {
                        "type": "Control",
                        "scope": "#/properties/movers",
                        "options": {
                            "detail": {
                                "type": "VerticalLayout",
                                "elements": [
                                    {"type": "Control", "scope": "#/properties/name"},
                                    {"type": "Control", "scope": "#/properties/adult"},
                                    {
                                        "type": "Control",
                                        "scope": "#/properties/job",
                                        "rule": {
                                            "effect": "SHOW",
                                            "condition": {
                                                "type": "AND",
                                                "conditions": [
                                                    {
                                                        "scope": "#/properties/adult",
                                                        "schema": {"const": True},
                                                    },
                                                    {
                                                        "scope": "#/properties/case",
                                                        "schema": {"enum": ["in"]},
                                                    },
                                                ],
                                            },
                                        },
                                    },
                                ],
                            }
                        },
                    }
                ],
            },
        ],
    },
    "texts": {
        "de": {
            key: key
            for key in (
                *("page.case.label", "page.person.label", "page.movers.label", "stop.text"),
                *("case.label", "case.in", "case.out", "born.label", "born.hint"),
                *("person.ahv.label", "person.ahv.why", "address.label", "address.street.label"),
                *("address.houseNumber.label", "address.swissZipCode.label"),
                *("address.town.label", "movers.label", "movers.entry", "movers.name.label"),
                *("movers.adult.label", "movers.job.label", "also.label", "lease.label"),
                *("rent.label", "true.label"),
            )
        },
        "fr": {"case.label": "Quel cas?"},
    },
}


def document() -> dict[str, Any]:
    return deepcopy(DOCUMENT)


def at(place: str, of: Any) -> tuple[Any, Any]:
    """Return what holds the last step of `place` in `of`, and that step."""
    *path, last = place.split("/")[1:]
    for step in path:
        of = of[int(step)] if isinstance(of, list) else of[step]
    return of, int(last) if isinstance(of, list) else last


def changed(place: str, value: Any) -> dict[str, Any]:
    new = document()
    holder, step = at(place, new)
    if isinstance(holder, list) and step == len(holder):
        holder.append(value)
    else:
        holder[step] = value
    return new
