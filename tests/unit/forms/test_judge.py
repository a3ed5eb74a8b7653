from time import perf_counter

import pytest

from kiosk.forms.judge import Complaint, Judge, UnusableSchemaError, pattern

PERSON = Judge(
    {
        "type": "object",
        "properties": {"name": {"type": "string", "maxLength": 3}, "a/b": {"const": 1}},
        "required": ["name"],
    }
)


def test_it_accepts_what_keeps_to_the_schema() -> None:
    assert PERSON.accepts({"name": "Eva"})
    assert not PERSON.accepts({"name": "Evelyne"})


def test_a_complaint_says_where_and_which_rule_but_never_what_was_typed() -> None:
    complaints = list(PERSON.complaints({"name": "Evelyne", "a/b": 2}))
    assert Complaint("/name", "maxLength") in complaints
    assert Complaint("/a~1b", "const") in complaints
    assert "Evelyne" not in repr(complaints)


def test_what_is_missing_is_named_by_its_own_place() -> None:
    assert list(PERSON.complaints({})) == [Complaint("/name", "required")]


@pytest.mark.parametrize("expression", ["(?=a)b", r"(a)\1", "(?<!a)b", "["])
def test_a_pattern_that_is_not_linear_is_refused(expression: str) -> None:
    with pytest.raises(UnusableSchemaError):
        pattern(expression).compile()


def test_a_catastrophic_pattern_is_harmless() -> None:
    """K34: the classic took 11.5 s in `re`."""
    began = perf_counter()
    assert not pattern("^(a+)+$").accepts("a" * 5_000 + "!")
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    "schema",
    [{"type": "strin"}, {"$ref": "https://example.ch/schema"}, {"$ref": "file:///etc/passwd"}],
)
def test_a_schema_that_is_none_or_lies_elsewhere_is_refused(schema: dict[str, str]) -> None:
    with pytest.raises(UnusableSchemaError):
        Judge(schema).compile()


def test_text_that_no_json_can_carry_is_not_accepted() -> None:
    assert not Judge({"type": "string"}).accepts("\ud800")
