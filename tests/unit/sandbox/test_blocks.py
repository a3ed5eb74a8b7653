import copy
from typing import Any

import pytest

from kiosk.sandbox.blocks import SourceError, expanded

NAME = {
    "schema": {"type": "object", "properties": {"name": {"type": "string"}}},
    "ui": [{"type": "Control", "scope": "#/properties/name", "i18n": "name"}],
    "texts": {"de": {"name.label": "Name"}, "fr": {"name.label": "Nom"}},
}


def form(ui: list[Any], properties: dict[str, Any], **texts: Any) -> dict[str, Any]:
    return {
        "id": "demo",
        "version": "1",
        "schema": {"type": "object", "properties": properties},
        "ui": {"type": "Categorization", "elements": [{"type": "Category", "elements": ui}]},
        "texts": texts,
    }


def elements(document: dict[str, Any]) -> list[Any]:
    found: list[Any] = document["ui"]["elements"][0]["elements"]
    return found


def test_a_block_becomes_a_local_definition() -> None:
    whole = expanded(form([], {"me": {"$ref": "block:name"}}), {"name": NAME})
    assert whole["schema"]["properties"]["me"] == {"$ref": "#/$defs/name"}
    assert whole["schema"]["$defs"] == {"name": NAME["schema"]}


def test_the_elements_of_a_block_move_below_its_scope() -> None:
    ui = [{"type": "Block", "block": "name", "scope": "#/properties/me"}]
    whole = expanded(form(ui, {}), {"name": NAME})
    assert elements(whole) == [
        {"type": "Control", "scope": "#/properties/me/properties/name", "i18n": "name"}
    ]


def test_a_rule_of_a_block_moves_too_but_the_schema_it_compares_with_does_not() -> None:
    condition = {"scope": "#/properties/name", "schema": {"const": "#/properties/x"}}
    rule = {"effect": "SHOW", "condition": {"type": "AND", "conditions": [condition]}}
    block = {**NAME, "ui": [{"type": "Label", "i18n": "x", "rule": rule}]}
    ui = [{"type": "Block", "block": "name", "scope": "#/properties/me"}]
    moved = elements(expanded(form(ui, {}), {"name": block}))[0]["rule"]["condition"]
    assert moved["conditions"] == [
        {"scope": "#/properties/me/properties/name", "schema": {"const": "#/properties/x"}}
    ]


def test_a_rule_on_a_block_holds_for_all_of_it() -> None:
    rule = {"effect": "SHOW", "condition": {"scope": "#/properties/x", "schema": {"const": 1}}}
    ui = [{"type": "Block", "block": "name", "scope": "#/properties/me", "rule": rule}]
    (layout,) = elements(expanded(form(ui, {}), {"name": NAME}))
    assert (layout["type"], layout["rule"]) == ("VerticalLayout", rule)
    assert [inner["type"] for inner in layout["elements"]] == ["Control"]


def test_a_block_may_stand_in_the_entries_of_a_group() -> None:
    detail = {
        "type": "VerticalLayout",
        "elements": [{"type": "Block", "block": "name", "scope": "#"}],
    }
    ui = [{"type": "Control", "scope": "#/properties/all", "options": {"detail": detail}}]
    properties = {"all": {"type": "array", "items": {"$ref": "block:name"}}}
    whole = expanded(form(ui, properties), {"name": NAME})
    (control,) = elements(whole)
    assert control["options"]["detail"]["elements"][0]["scope"] == "#/properties/name"


def test_entries_keep_their_scopes_when_their_group_moves() -> None:
    detail = {
        "type": "VerticalLayout",
        "elements": [{"type": "Control", "scope": "#/properties/name"}],
    }
    group = {"type": "Control", "scope": "#/properties/all", "options": {"detail": detail}}
    ui = [{"type": "Block", "block": "group", "scope": "#/properties/me"}]
    (moved,) = elements(expanded(form(ui, {}), {"group": {**NAME, "ui": [group]}}))
    assert moved["scope"] == "#/properties/me/properties/all"
    assert moved["options"]["detail"]["elements"][0]["scope"] == "#/properties/name"


def test_a_block_may_hold_another() -> None:
    outer = {
        "schema": {"type": "object", "properties": {"inner": {"$ref": "block:name"}}},
        "ui": [{"type": "Block", "block": "name", "scope": "#/properties/inner"}],
    }
    ui = [{"type": "Block", "block": "outer", "scope": "#/properties/me"}]
    whole = expanded(form(ui, {}), {"outer": outer, "name": NAME})
    assert elements(whole)[0]["scope"] == "#/properties/me/properties/inner/properties/name"
    assert set(whole["schema"]["$defs"]) == {"outer", "name"}


def test_the_words_of_a_form_win_over_those_of_its_blocks() -> None:
    ui = [{"type": "Block", "block": "name", "scope": "#/properties/me"}]
    whole = expanded(form(ui, {}, de={"name.label": "Firma", "x": "y"}), {"name": NAME})
    assert whole["texts"] == {
        "de": {"name.label": "Firma", "x": "y"},
        "fr": {"name.label": "Nom"},
    }


def test_a_block_that_holds_itself_is_refused() -> None:
    snake = {"schema": {"$ref": "block:snake"}, "ui": []}
    with pytest.raises(SourceError, match="holds itself"):
        expanded(form([], {"me": {"$ref": "block:snake"}}), {"snake": snake})


def test_an_unknown_block_is_named() -> None:
    with pytest.raises(SourceError, match="'dragon'"):
        expanded(form([], {"me": {"$ref": "block:dragon"}}), {})


def test_the_source_stays_as_it_was() -> None:
    source = form([{"type": "Block", "block": "name", "scope": "#/properties/me"}], {})
    before = copy.deepcopy((source, NAME))
    expanded(source, {"name": NAME})
    assert (source, NAME) == before


def test_what_an_amount_of_a_block_reads_moves_too_but_its_table_does_not() -> None:
    table = {"scope": "#/properties/name", "values": {"scope": "1.00", "times": "2.00"}}
    amount = {"amounts": table, "times": "#/properties/count"}
    block = {**NAME, "ui": [{"type": "Label", "i18n": "x", "options": {"amount": amount}}]}
    ui = [{"type": "Block", "block": "name", "scope": "#/properties/me"}]
    moved = elements(expanded(form(ui, {}), {"name": block}))[0]["options"]["amount"]
    assert moved == {
        "amounts": {**table, "scope": "#/properties/me/properties/name"},
        "times": "#/properties/me/properties/count",
    }
