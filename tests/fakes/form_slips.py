"""Slips in a form document: ways to put one outside the contract, whatever else it says."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.fakes.generated_schemas import Json


def _property(document: Json, schema: Json) -> None:
    document["schema"]["properties"]["x"] = schema


def _priced(document: Json, tone: str, **values: Any) -> None:
    """Say beside the stop of the first page what its choice costs."""
    table = {"scope": "#/properties/gate", "values": values}
    document["texts"]["de"]["cost.text"] = "{amount}"
    options = {"tone": tone, "amount": {"amounts": table}}
    note = {"type": "Label", "i18n": "cost", "options": options}
    document["ui"]["elements"][0]["elements"].append(note)


def _control(document: Json) -> Json:
    control: Json = document["ui"]["elements"][0]["elements"][0]
    return control


def _stop(document: Json) -> Json:
    stop: Json = document["ui"]["elements"][0]["elements"][1]
    return stop


def _ask_again(document: Json) -> None:
    document["ui"]["elements"][-1]["elements"].append(deepcopy(_control(document)))


def _in_a_circle(document: Json) -> None:
    _control(document)["rule"] = deepcopy(_stop(document)["rule"])


def _address(*parts: str) -> Json:
    properties = {part: {"type": "string"} for part in parts}
    return {
        "type": "object",
        "format": "ch-address",
        "properties": properties,
        "required": list(parts),
    }


def _many_conditions(document: Json) -> None:
    rule = _stop(document)["rule"]
    rule["condition"] = {"type": "AND", "conditions": [rule["condition"]] * 51}


def _nested(ui: Json) -> Json:
    for _ in range(40):
        ui = {"type": "Categorization", "elements": [ui]}
    return ui


SLIPS: dict[str, Callable[[Json], Any]] = {
    "an unknown member": lambda one: one.update(author="x"),
    "an unknown keyword": lambda one: one["schema"]["properties"]["gate"].update(multipleOf=2),
    "a composed schema": lambda one: one["schema"].update(allOf=[]),
    "an unknown type": lambda one: _property(one, {"type": "null"}),
    "several types": lambda one: _property(one, {"type": ["string"]}),
    "a reference elsewhere": lambda one: _property(one, {"$ref": "https://example.ch/schema"}),
    "an unknown format": lambda one: _property(one, {"type": "string", "format": "uri"}),
    "a pattern that looks ahead": lambda one: _property(
        one, {"type": "string", "pattern": "(?=a)b"}
    ),
    "bounds that cross": lambda one: _property(
        one, {"type": "integer", "minimum": 2, "maximum": 1}
    ),
    "an option twice": lambda one: one["schema"]["properties"]["gate"]["enum"].append("go"),
    "required and unknown": lambda one: one["schema"]["required"].append("nobody"),
    "required and on no page": lambda one: (
        one["schema"]["properties"].update(x={"type": "string"}),
        one["schema"]["required"].append("x"),
    ),
    "a scope to nowhere": lambda one: _control(one).update(scope="#/properties/nobody"),
    "a scope with a fragment of its own": lambda one: _control(one).update(scope="#gate"),
    "an unknown element": lambda one: _control(one).update(type="ListWithDetail"),
    "an unknown option": lambda one: _control(one).update(options={"format": "radio"}),
    "an unknown effect": lambda one: _stop(one)["rule"].update(effect="REMOVE"),
    "a note that is disabled": lambda one: _stop(one)["rule"].update(effect="DISABLE"),
    "an unknown tone": lambda one: _stop(one).update(options={"tone": "loud"}),
    "an answer nobody can choose": lambda one: _stop(one)["rule"]["condition"].update(
        schema={"const": "gone"}
    ),
    "a condition of another keyword": lambda one: _stop(one)["rule"]["condition"].update(
        schema={"pattern": "^go"}
    ),
    "asked twice": _ask_again,
    "rules in a circle": _in_a_circle,
    "pages of another kind": lambda one: one["ui"].update(type="VerticalLayout"),
    "no German": lambda one: one["texts"].update(fr=one["texts"].pop("de")),
    "an address without a town": lambda one: _property(one, _address("street")),
    "an address that requires its municipality": lambda one: _property(
        one, _address("street", "houseNumber", "swissZipCode", "town", "municipality")
    ),
    "an array of nothing to ask": lambda one: _property(
        one, {"type": "array", "items": {"type": "array"}}
    ),
    "a cost of what nobody can choose": lambda one: _priced(one, "info", gone="1.00"),
    "a cost that is no amount": lambda one: _priced(one, "info", go="1 franc"),
    "a cost where the way ends": lambda one: _priced(one, "stop", stop="1.00"),
    "a default that is none of the options": lambda one: one["schema"]["properties"]["gate"].update(
        default="gone"
    ),
    "a rule of too many parts": _many_conditions,
    "too deep": lambda one: one.update(ui=_nested(one["ui"])),
    "a text that is none": lambda one: one["texts"]["de"].update({"gate.label": 7}),
}
