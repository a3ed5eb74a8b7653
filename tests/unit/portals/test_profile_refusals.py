from time import perf_counter
from typing import Any

import pytest

from kiosk.errors import FormRefused
from kiosk.forms import limits
from kiosk.portals.lucerne.profile import problems, read_form
from tests.fakes.form_document import at, changed, document

PAGE = "/ui/elements/0/elements"
RULE = {"effect": "SHOW", "condition": {"scope": "#/properties/case", "schema": {"const": "in"}}}
DETAIL = "/ui/elements/2/elements/0/options/detail/elements"
PARTS = f"{DETAIL}/2/rule/condition/conditions"
HERE = "/schema/properties"
ADDRESS = f"{HERE}/address"
BORN = "/schema/$defs/person/properties/born"


@pytest.mark.parametrize(
    ("place", "value", "refused"),
    [
        ("/extra", 1, "/extra"),
        ("/ui", {}, "/ui"),
        ("/version", 1, "/version"),
        (f"{HERE}/case/title", "Fall", f"{HERE}/case/title"),
        ("/schema/if", {}, "/schema/if"),
        (f"{HERE}/case/type", ["string", "null"], f"{HERE}/case/type"),
        (f"{HERE}/case/enum", [], f"{HERE}/case/enum"),
        (f"{HERE}/case/enum", [1, 2], f"{HERE}/case/enum"),
        (f"{HERE}/rent/minimum", "0", f"{HERE}/rent/minimum"),
        (f"{HERE}/rent/minLength", 1, f"{HERE}/rent/minLength"),
        (f"{HERE}/rent/x-unknown", 1, f"{HERE}/rent/x-unknown"),
        (f"{HERE}/rent/x-sensitivity", "secret", f"{HERE}/rent/x-sensitivity"),
        (f"{BORN}/format", "ipv4", f"{BORN}/format"),
        (f"{BORN}/x-latest", "now", f"{BORN}/x-latest"),
        (f"{HERE}/person", {"$ref": "https://example.ch/p"}, f"{HERE}/person/$ref"),
        (f"{HERE}/person", {"$ref": "#/$defs/nobody"}, f"{HERE}/person/$ref"),
        ("/schema/$defs/person/properties/me", {"$ref": "#/$defs/person"}, "/schema/$defs"),
        (f"{HERE}/new", {"type": "string", "pattern": "(?=a)"}, f"{HERE}/new/pattern"),
        (f"{HERE}/a*", {"type": "string"}, f"{HERE}/a*"),
        (f"{HERE}/0", {"type": "string"}, f"{HERE}/0"),
        ("/schema/required/3", "nobody", "/schema/required"),
        (f"{ADDRESS}/properties", {}, f"{ADDRESS}/required"),
        (f"{ADDRESS}/properties/municipality", {"type": "string"},
         f"{ADDRESS}/properties/municipality"),
        (f"{HERE}/movers/items", {"type": "integer"}, "/ui/elements/2/elements/0"),
        (f"{HERE}/rent/default", -1, "/ui/elements/1/elements/4"),
        ("/ui/type", "VerticalLayout", "/ui/type"),
        ("/ui/elements/0/type", "Group", "/ui/elements/0/type"),
        ("/ui/elements/0/options", {}, "/ui/elements/0/options"),
        (f"{PAGE}/0/type", "ListWithDetail", f"{PAGE}/0/type"),
        (f"{PAGE}/0/scope", "#/properties/nobody", f"{PAGE}/0/scope"),
        (f"{PAGE}/0/scope", "#/properties/person", f"{PAGE}/0/scope"),
        (f"{PAGE}/0/scope", "#", f"{PAGE}/0/scope"),
        (f"{PAGE}/0/i18n", "nowhere", f"{PAGE}/0"),
        (f"{PAGE}/0/options", {"multi": True}, f"{PAGE}/0/options"),
        (f"{PAGE}/1/options", {"tone": "loud"}, f"{PAGE}/1/options"),
        (f"{PAGE}/1/options", {"tone": "stop", "alone": "yes"}, f"{PAGE}/1/options"),
        (f"{PAGE}/1/i18n", "", f"{PAGE}/1/i18n"),
        (f"{PAGE}/2", {"type": "Control", "scope": "#/properties/case"}, f"{PAGE}/2"),
        (f"{PAGE}/1/rule", {"effect": "JUMP"}, f"{PAGE}/1/rule"),
        (f"{PAGE}/1/rule", RULE | {"effect": "DISABLE"}, f"{PAGE}/1/rule/effect"),
        (f"{PAGE}/0/rule", RULE, f"{PAGE}/0"),
        (f"{PARTS}/0/scope", "#/properties/x", f"{PARTS}/0/scope"),
        (f"{PARTS}/1/schema", {"const": "inn"}, f"{PARTS}/1/schema"),
        (f"{PARTS}/1/schema", {"if": {}}, f"{PARTS}/1/schema/if"),
        (f"{DETAIL}/2/rule/condition/type", "XOR", f"{DETAIL}/2/rule/condition"),
        (f"{DETAIL}/3", {"type": "Control", "scope": "#/properties/nobody"}, f"{DETAIL}/3/scope"),
        ("/ui/elements/2/elements/0/options", {}, "/ui/elements/2/elements/0/options"),
        ("/texts/de/case.label", 1, "/texts/de/case.label"),
        ("/texts/de/case.label", "x" * (limits.LABEL_LENGTH + 1), "/texts/de/case.label"),
        ("/texts/de/case.in", "", f"{PAGE}/0"),
        ("/texts/it", [], "/texts/it"),
    ],
)  # fmt: skip
def test_what_is_outside_the_profile_is_refused_where_it_stands(
    place: str, value: Any, refused: str
) -> None:
    broken = changed(place, value)
    found = problems(broken)
    assert refused in {problem.pointer for problem in found}
    with pytest.raises(FormRefused) as refusal:
        read_form(broken, "")
    assert refusal.value == found[0]
    assert refusal.value.reason


def test_what_is_required_and_on_no_page_is_refused() -> None:
    broken = changed("/schema/properties/new", {"type": "string"})
    assert problems(broken) == ()
    broken["schema"]["required"].append("new")
    (problem,) = problems(broken)
    assert (problem.pointer, problem.hint) == ("/schema", "/new")


def test_all_problems_are_told_at_once() -> None:
    broken = document()
    for key in ("case.label", "movers.entry", "stop.text"):
        del broken["texts"]["de"][key]
    assert len(problems(broken)) == 3


def test_a_missing_german_text_is_refused_even_if_another_language_has_it() -> None:
    broken = document()
    del broken["texts"]["de"]["case.label"]
    (problem,) = problems(broken)
    assert problem.hint == "write texts/de/case.label"


def test_the_municipality_of_an_address_cannot_be_required() -> None:
    number = {"type": "string", "format": "ch-municipality"}
    broken = changed(f"{ADDRESS}/properties/municipality", number)
    broken["schema"]["properties"]["address"]["required"] = ["municipality"]
    assert [one.pointer for one in problems(broken)] == [f"{ADDRESS}/required"]


def test_a_repeating_group_in_another_is_refused() -> None:
    inner = {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}}
    broken = changed("/schema/properties/movers/items/properties/pets", inner)
    at(f"{DETAIL}/3", broken)[0].append({"type": "Control", "scope": "#/properties/pets"})
    assert "repeating group in a repeating group" in problems(broken)[0].reason


def test_rules_in_a_circle_are_refused() -> None:
    """K33."""
    broken = document()
    broken["ui"]["elements"][0]["elements"][0]["rule"] = {
        "effect": "HIDE",
        "condition": {"scope": "#/properties/rent", "schema": {"minimum": 1}},
    }
    broken["ui"]["elements"][1]["rule"] = RULE
    assert any("circle" in problem.reason for problem in problems(broken))


def test_a_rule_that_reads_what_nobody_is_asked_is_refused() -> None:
    broken = changed("/schema/properties/silent", {"type": "string"})
    broken["ui"]["elements"][2]["rule"]["condition"] = {
        "scope": "#/properties/silent",
        "schema": {"const": "x"},
    }
    assert any("no page" in problem.reason for problem in problems(broken))


def nested(depth: int) -> dict[str, Any]:
    group: dict[str, Any] = {"type": "VerticalLayout", "elements": []}
    for _ in range(depth):
        group = {"type": "VerticalLayout", "elements": [group]}
    return group


@pytest.mark.parametrize("depth", [10, 1_000, 50_000])
def test_deep_nesting_is_refused_and_never_an_overflow(depth: int) -> None:
    """K31, K33."""
    found = problems(changed(f"{PAGE}/2", nested(depth)))
    assert any("too deep" in problem.reason for problem in found)


def test_references_that_multiply_are_refused_at_once() -> None:
    """A few hundred bytes that would unfold to 2 ** 60 questions."""
    bomb = document()
    for number in range(60):
        inner = {"$ref": f"#/$defs/d{number + 1}"}
        bomb["schema"]["$defs"][f"d{number}"] = {
            "type": "object",
            "properties": {"a": inner, "b": inner},
            "required": ["a", "b"],
        }
    bomb["schema"]["$defs"]["d60"] = {"type": "string"}
    bomb["schema"]["properties"]["bomb"] = {"$ref": "#/$defs/d0"}
    began = perf_counter()
    assert {"too deep", "too large"} <= {problem.reason for problem in problems(bomb)}
    assert perf_counter() - began < 1


def big(fields: int, options: int) -> dict[str, Any]:
    """Return a form of `fields` choices with `options` each (K32)."""
    names = [f"f{number}" for number in range(fields)]
    values = [f"v{number}" for number in range(options)]
    controls = [{"type": "Control", "scope": f"#/properties/{name}", "i18n": "f"} for name in names]
    return {
        "id": "lu.big",
        "version": "1",
        "schema": {
            "type": "object",
            "properties": {name: {"type": "string", "enum": values} for name in names},
        },
        "ui": {
            "type": "Categorization",
            "elements": [{"type": "Category", "i18n": "p", "elements": controls}],
        },
        "texts": {
            "de": {"p.label": "P", "f.label": "F"} | {f"f.{value}": value for value in values}
        },
    }


@pytest.mark.parametrize(("fields", "options"), [(5_000, 1), (1_001, 2), (1, 2_001)])
def test_a_form_beyond_the_published_limits_is_refused(fields: int, options: int) -> None:
    assert problems(big(fields, options))


@pytest.mark.parametrize(("fields", "options"), [(limits.FIELDS, 2), (1, limits.OPTIONS)])
def test_a_form_at_the_published_limits_is_taken(fields: int, options: int) -> None:
    assert problems(big(fields, options)) == ()


@pytest.mark.parametrize("rubbish", [None, [], "form", 1, {}, {"id": "x"}])
def test_rubbish_is_refused(rubbish: Any) -> None:
    assert problems(rubbish)
