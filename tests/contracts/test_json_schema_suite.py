"""The official tests of JSON Schema 2020-12, as far as the contract has their keywords.

Whatever a form may say must mean what the standard says it means; the rest must be refused. The
oracle of the other tests (tests/fakes/oracle.py) stands beside the kiosk's own judge.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from kiosk.forms.conditions import Fits
from kiosk.forms.judge import Judge, UnusableSchemaError
from kiosk.portals.lucerne.profile_keywords import SHAPES, TYPES
from kiosk.portals.lucerne.profile_refusals import Refusals
from kiosk.portals.lucerne.profile_schema import check_schema
from tests.fakes.oracle import keeps

FOLDER = Path(__file__).parents[1] / "data" / "json-schema"
FILES = sorted(path.stem for path in FOLDER.glob("*.json"))
IN_CONDITIONS = frozenset({"const", "enum", "minimum", "maximum", "not", "contains", "minLength"})
Json: TypeAlias = dict[str, Any]
TYPED: tuple[Json, ...] = (
    *({"type": kind} for kind in TYPES),
    *({"type": "array", "items": {"type": kind}} for kind in TYPES),
)
every_keyword = pytest.mark.parametrize("keyword", FILES)


class Case(NamedTuple):
    """One schema of the suite, with the data it accepts and refuses."""

    name: str
    schema: Any
    tests: list[Json]


def cases(keyword: str) -> list[Case]:
    found = json.loads((FOLDER / f"{keyword}.json").read_text(encoding="utf-8"))
    return [Case(one["description"], one["schema"], one["tests"]) for one in found]


def within_the_profile(keyword: str) -> Iterator[tuple[Case, Json, Json]]:
    """Yield what the profile takes: the case, what was added to it, and a whole data schema.

    The suite leaves types open, a form never does: each is tried that goes with the case.
    """
    for case in cases(keyword):
        if not isinstance(case.schema, dict):
            continue
        for added in ({},) if "$ref" in case.schema else TYPED:
            whole = {**added, **case.schema}
            document = as_answer(whole)
            if whole == {**whole, **added} and accepted(document):
                yield case, added, document


def as_answer(schema: Json) -> Json:
    """Return the data schema of a form whose only answer, `value`, keeps to `schema`."""
    inner = {name: schema[name] for name in schema if name not in {"$schema", "$defs", "$id"}}
    definitions = {"$defs": schema["$defs"]} if "$defs" in schema else {}
    return {"type": "object", "properties": {"value": inner}, **definitions}


def accepted(document: Json) -> bool:
    refusals = Refusals()
    check_schema(document, refusals)
    return not refusals.found


def usable(schema: Json) -> bool:
    """Whether the kiosk's judge takes `schema`, in the profile or not."""
    try:
        Judge(schema).compile()
    except UnusableSchemaError:
        return False
    return True


def disagreements(case: Case, judged: Any, added: Json | None = None) -> list[str]:
    """Return the tests of which `judged` thinks otherwise; of another type, nothing is valid."""
    return [
        test["description"]
        for test in case.tests
        if judged(test["data"]) != (test["valid"] and keeps(test["data"], added or {}))
    ]


def test_the_suite_has_every_keyword_of_the_contract() -> None:
    own = {name for name in SHAPES if name.startswith("x-")} | {"$schema", "format"}
    assert {name.removeprefix("$") for name in SHAPES.keys() - own} <= {"type", *FILES}
    assert set(FILES) >= IN_CONDITIONS


@every_keyword
def test_the_judge_agrees_or_refuses_the_schema(keyword: str) -> None:
    agreed = 0
    for case in cases(keyword):
        if not isinstance(case.schema, dict):
            continue
        if not usable(case.schema):
            assert not accepted(as_answer({"type": "object", **case.schema})), case.name
            continue
        assert disagreements(case, Judge(case.schema).accepts) == [], case.name
        agreed += 1
    assert agreed


@every_keyword
def test_what_a_form_may_say_means_what_the_standard_says(keyword: str) -> None:
    for case, added, document in within_the_profile(keyword):
        judge = Judge(document)
        wrong = disagreements(case, lambda data, by=judge: by.accepts({"value": data}), added)
        assert wrong == [], f"{case.name}, {added}"


@every_keyword
def test_the_oracle_agrees_on_what_a_form_may_say(keyword: str) -> None:
    for case, added, document in within_the_profile(keyword):
        wrong = disagreements(case, lambda data, by=document: keeps({"value": data}, by), added)
        assert wrong == [], f"{case.name}, {added}"


@every_keyword
def test_the_oracle_agrees_wherever_nothing_must_be_fetched(keyword: str) -> None:
    for case in cases(keyword):
        if isinstance(case.schema, dict) and usable(case.schema):
            assert disagreements(case, lambda data, by=case.schema: keeps(data, by)) == []


def test_the_profile_takes_cases_of_every_keyword_but_five() -> None:
    """Two are of conditions; the suite uses the others in ways that no form may."""
    taken = {keyword for keyword in FILES for _ in within_the_profile(keyword)}
    assert set(FILES) - taken == {"additionalProperties", "contains", "defs", "not", "oneOf"}


@pytest.mark.parametrize("keyword", sorted(IN_CONDITIONS))
def test_a_condition_holds_exactly_where_the_standard_says_so(keyword: str) -> None:
    held = 0
    for case in cases(keyword):
        if not isinstance(case.schema, dict) or not _may_be_a_condition(case.schema):
            continue
        schema = {name: case.schema[name] for name in case.schema if name != "$schema"}
        condition = Fits("/value", schema)
        wrong = disagreements(case, lambda data, by=condition: by.holds({"value": data}))
        assert wrong == [], case.name
        held += 1
    assert held


def _may_be_a_condition(schema: Any) -> bool:
    if not isinstance(schema, dict):
        return False
    inner = [schema[name] for name in ("not", "contains") if name in schema]
    return schema.keys() - {"$schema"} <= IN_CONDITIONS and all(map(_may_be_a_condition, inner))
