import pytest

from kiosk.forms.conditions import All, Fits, Some, Unless

CASE = Fits("/case", {"const": "move"})
MANY = Fits("/people", {"minimum": 3})
DATA = {"case": "move", "people": 2, "movers": [{"age": 12}, {"age": 40}]}


def test_a_rule_holds_when_the_answer_keeps_to_its_schema() -> None:
    assert CASE.holds(DATA)
    assert not MANY.holds(DATA)


@pytest.mark.parametrize("schema", [{"const": "move"}, {"not": {"const": "move"}}])
def test_what_is_absent_meets_nothing(schema: dict[str, object]) -> None:
    assert not Fits("/case", schema).holds({})
    assert not Fits("/case/deeper", schema).holds(DATA)


def test_rules_are_joined() -> None:
    assert not All(CASE, MANY).holds(DATA)
    assert Some(CASE, MANY).holds(DATA)
    assert Unless(MANY).holds(DATA)
    assert not Unless(CASE).holds(DATA)


def test_a_hiding_rule_shows_what_nobody_answered_yet() -> None:
    assert Unless(CASE).holds({})


def test_a_rule_knows_what_it_reads() -> None:
    assert All(CASE, Some(MANY, Unless(CASE))).reads == {"/case", "/people"}


def test_inside_a_group_a_rule_reads_its_own_entry() -> None:
    adult = Fits("/movers/*/age", {"minimum": 18})
    assert not adult.holds(DATA, 0)
    assert adult.holds(DATA, 1)
    assert not adult.holds(DATA, 2)
    assert not adult.holds(DATA)


def test_a_rule_can_look_for_a_choice_among_several() -> None:
    also = Fits("/alsoFor", {"contains": {"const": "children"}})
    assert also.holds({"alsoFor": ["spouse", "children"]})
    assert not also.holds({"alsoFor": ["spouse"]})
