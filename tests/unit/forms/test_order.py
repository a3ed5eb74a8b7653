"""In which order questions are settled: each after the answers that decide on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.conditions import All, Condition, Fits
from kiosk.forms.form import Form, Note, Repeat, Section
from kiosk.forms.order import CircleError, Question, in_order, questions
from tests.fakes.forms import equals, field, form, page, said

KIND = equals("/movers/*/kind", "adult")
MOVERS = Repeat(
    "/movers",
    said("Wer?"),
    said("Person"),
    (field("/movers/*/job", shown_when=KIND), field("/movers/*/kind")),
    shown_when=equals("/many", "yes"),
)


def given_(pointer: str) -> Fits:
    """Return a condition that holds where anything is answered at `pointer`."""
    return Fits(pointer, {"not": {"const": None}})


def ordered(asked: Form) -> list[str]:
    return [question.item.pointer for question in in_order(tuple(questions(asked)))]


def circle(asked: Form) -> tuple[str, ...]:
    with pytest.raises(CircleError) as raised:
        ordered(asked)
    return raised.value.pointers


def test_without_conditions_questions_stay_as_they_are_asked() -> None:
    assert ordered(form(page(field("/b"), Note(said("x"))), page(field("/a")))) == ["/b", "/a"]


def test_a_question_keeps_every_condition_around_it() -> None:
    outer, middle, inner = (equals("/a", value) for value in "xyz")
    section = Section(said("Teil"), (field("/b", shown_when=inner),), shown_when=middle)
    (found,) = questions(form(page(section, shown_when=outer)))
    assert found == Question(field("/b", shown_when=inner), ("b",), (outer, middle, inner))


def test_a_group_comes_before_its_fields_and_keeps_its_own_conditions() -> None:
    group, job, kind = questions(form(page(MOVERS, shown_when=equals("/a", "x"))))
    assert [one.item.pointer for one in (group, job, kind)] == [
        "/movers",
        "/movers/*/job",
        "/movers/*/kind",
    ]
    assert [len(one.conditions) for one in (group, job, kind)] == [2, 1, 0]
    assert [one.group for one in (group, job, kind)] == ["", "/movers", "/movers"]


def test_what_decides_comes_first_even_if_it_is_asked_last() -> None:
    asked = form(
        page(field("/a", shown_when=equals("/b", "x"))),
        page(field("/b", shown_when=equals("/c", "x"))),
        page(field("/c")),
    )
    assert ordered(asked) == ["/c", "/b", "/a"]


def test_what_hides_a_page_comes_before_all_that_is_on_it() -> None:
    asked = form(page(field("/a"), field("/b"), shown_when=equals("/c", "x")), page(field("/c")))
    assert ordered(asked)[0] == "/c"


def test_in_a_group_the_deciding_field_comes_first_and_the_group_before_it() -> None:
    asked = form(page(MOVERS), page(field("/many")))
    assert ordered(asked) == ["/many", "/movers", "/movers/*/kind", "/movers/*/job"]


@pytest.mark.parametrize("reads", ["/person", "/person/name"])
def test_who_reads_an_object_waits_for_all_that_is_asked_of_it(reads: str) -> None:
    parts = [field("/person/name/first"), field("/person/name/last")]
    asked = form(page(field("/a", shown_when=given_(reads)), *parts))
    assert ordered(asked)[-1] == "/a"


def test_who_reads_a_group_waits_for_all_its_entries_ask() -> None:
    asked = form(page(field("/a", shown_when=given_("/movers")), MOVERS, field("/many")))
    assert ordered(asked)[-1] == "/a"


def test_who_reads_below_an_answer_waits_for_the_answer() -> None:
    below, late = given_("/address/town"), equals("/c", "x")
    asked = form(
        page(field("/a", shown_when=below), field("/address", shown_when=late), field("/c"))
    )
    assert ordered(asked) == ["/c", "/address", "/a"]


def test_what_reads_an_answer_that_nobody_asks_for_waits_for_nothing() -> None:
    assert ordered(form(page(field("/a", shown_when=equals("/nobody", "x"))))) == ["/a"]


def test_questions_that_show_themselves_or_each_other_are_named_around_the_circle() -> None:
    assert circle(form(page(field("/a", shown_when=equals("/a", "x"))))) == ("/a", "/a")
    found = circle(
        form(
            page(field("/before"), field("/a", shown_when=equals("/c", "x"))),
            page(field("/b", shown_when=equals("/a", "x"))),
            page(field("/c", shown_when=equals("/b", "x"))),
        )
    )
    assert found[0] == found[-1]
    assert sorted(found[1:]) == ["/a", "/b", "/c"]


def test_a_group_shown_by_its_own_entries_is_a_circle() -> None:
    inner = (field("/m/*/name"),)
    group = Repeat("/m", said("Wer?"), said("Person"), inner, shown_when=given_("/m"))
    assert "/m" in circle(form(page(group)))


def test_a_chain_of_five_thousand_questions_has_an_order() -> None:
    """So deep a recursion would end in an error."""
    last = 5_000
    chain = [field(f"/n{at}", shown_when=equals(f"/n{at + 1}", "x")) for at in range(last)]
    found = ordered(form(page(*chain, field(f"/n{last}"))))
    assert found == [f"/n{at}" for at in range(last, -1, -1)]


@st.composite
def without_circles(draw: st.DrawFn) -> Form:
    """Return a form whose questions, in whatever order, read only others of lower number."""
    conditions: list[Condition | None] = []
    for number in range(draw(st.integers(1, 12))):
        lower = st.lists(st.integers(0, max(0, number - 1)), max_size=3) if number else st.just([])
        reads = [equals(f"/n{one}", "x") for one in draw(lower)]
        conditions.append(All(*reads) if reads else None)
    asked = [field(f"/n{at}", shown_when=one) for at, one in enumerate(conditions)]
    return form(page(*draw(st.permutations(asked))))


@given(without_circles())
def test_each_question_comes_once_and_after_all_it_reads(asked: Form) -> None:
    found = in_order(tuple(questions(asked)))
    assert sorted(one.item.pointer for one in found) == sorted(
        one.pointer for _, one in asked.fields()
    )
    settled: set[str] = set()
    for question in found:
        assert {read for one in question.conditions for read in one.reads} <= settled
        settled.add(question.item.pointer)
