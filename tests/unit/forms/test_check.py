"""What a designer is told about a form that can be used, and what is never held against one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kiosk.forms.amount import Amount
from kiosk.forms.check import Remark, Weight, remarks
from kiosk.forms.conditions import All, Condition, Fits, Some, Unless
from kiosk.forms.form import Form, Limits, Note, Repeat, Section
from kiosk.forms.kinds import kind_of
from kiosk.forms.reach import Reach
from tests.fakes.forms import equals, field, form, options, page, said

TODAY = date(2026, 11, 24)
COMPLETE = {language: {"page": "Seite"} for language in ("de", "fr", "it", "en")}
CHOICE: dict[str, Any] = {"kind": "choice", "options": options("in", "out")}
SEVERAL: dict[str, Any] = {"kind": "choices", "options": options("a", "b", "c")}


def warned(asked: Form, texts: dict[str, Any] | None = None) -> list[Remark]:
    found = remarks(asked, texts or COMPLETE, TODAY)
    return [remark for remark in found if remark.weight is Weight.WARNING]


def behind(*conditions: Condition, **kinds: dict[str, Any]) -> bool:
    """Whether a question behind `conditions` can be reached; `kinds` says what they read."""
    asked = form(page(*(field(f"/{name}", **details) for name, details in kinds.items())))
    return Reach(asked, TODAY).can_hold(conditions)


def test_a_good_form_is_left_in_peace() -> None:
    shown = field("/b", shown_when=equals("/a", "in"))
    assert warned(form(page(field("/a", **CHOICE), shown))) == []


def test_texts_that_a_language_lacks_are_counted_and_named() -> None:
    texts = {"de": {"a": "A", "b": "B"}, "fr": {"a": "A"}, "it": {"a": "A", "b": " ", "x": "X"}}
    found = {(one.pointer, one.reason) for one in warned(form(page(field("/a"))), texts)}
    assert found == {
        ("/texts/fr", "1 of 2 texts are missing: b"),
        ("/texts/it", "1 of 2 texts are missing: b"),
        ("/texts/it", "1 texts have no German one: x"),
        ("/texts/en", "2 of 2 texts are missing: a, b"),
    }


def test_easy_language_may_leave_texts_to_german() -> None:
    assert warned(form(page(field("/a"))), COMPLETE | {"de-simple": {}}) == []


def test_a_dozen_fields_fit_on_a_page_and_thirteen_do_not() -> None:
    twelve = [field(f"/n{at}") for at in range(12)]
    assert warned(form(page(*twelve))) == []
    (found,) = warned(form(page(field("/a")), page(*twelve, field("/one-more"))))
    assert (found.pointer, found.reason) == ("/ui/elements/1", "13 fields on one page")


def test_a_long_label_is_named_with_its_place_and_length() -> None:
    inner = Repeat("/movers", said("Wer?"), said("Person"), (field("/movers/*/" + "n" * 61),))
    section = Section(said("Teil"), (field("/a"), field("/" + "x" * 60), inner))
    (found,) = warned(form(page(field("/b"), section)))
    assert found.pointer == "/ui/elements/0/elements/1/elements/2/options/detail/elements/0"
    assert found.reason == "a long label: 61 characters in de"


def test_a_sentence_that_is_agreed_to_may_be_long() -> None:
    assert warned(form(page(field("/" + "x" * 200, "confirmation", const=True)))) == []


def test_a_question_behind_contradicting_rules_is_never_shown() -> None:
    asked = form(
        page(field("/a", **CHOICE)),
        page(
            field("/b", shown_when=equals("/a", "out")),
            shown_when=equals("/a", "in"),
        ),
    )
    (found,) = warned(asked)
    assert found.pointer == "/ui/elements/1/elements/0"
    assert found.reason == "/b is never shown: no answers meet its conditions"
    assert found.hint == "they read /a"


def test_of_what_is_never_shown_only_the_outermost_is_named() -> None:
    never = All(equals("/a", "in"), equals("/a", "out"))
    inner = Section(said("Teil"), (field("/b"), field("/c", shown_when=equals("/a", "in"))))
    found = warned(form(page(field("/a", **CHOICE)), page(inner, shown_when=never)))
    assert [one.pointer for one in found] == ["/ui/elements/1"]


def test_a_contradiction_two_questions_away_is_found() -> None:
    asked = form(
        page(
            field("/a", **CHOICE),
            field("/b", "yes_no", shown_when=equals("/a", "in")),
            field("/c", shown_when=All(equals("/b", True), equals("/a", "out"))),
            field("/d", shown_when=All(equals("/b", True), equals("/a", "in"))),
        )
    )
    assert [one.pointer for one in warned(asked)] == ["/ui/elements/0/elements/2"]


def test_required_behind_a_condition_is_a_note_and_no_warning() -> None:
    hidden = equals("/a", "in")
    asked = form(
        page(
            field("/a", required=True, **CHOICE),
            field("/b", required=True, shown_when=hidden),
            field("/c", required=True, shown_when=hidden),
            field("/d", shown_when=hidden),
        )
    )
    (found,) = remarks(asked, COMPLETE, TODAY)
    assert found.weight is Weight.NOTE
    assert found.reason == "required, but only while shown: /b, /c; /a decide"


@pytest.mark.parametrize(
    "schema",
    [
        {"minimum": 18},
        {"minimum": 18, "maximum": 18},
        {"not": {"maximum": 4}},
        {"const": 7},
        {"enum": [900, 3]},
    ],
)
def test_a_number_that_a_rule_asks_for_is_found(schema: dict[str, Any]) -> None:
    asked = {"kind": "integer", "limits": Limits(minimum=0, maximum=99)}  # type: ignore[arg-type]
    assert behind(Fits("/a", schema), a=asked)
    assert not behind(Fits("/a", schema), Fits("/a", {"minimum": 100}), a=asked)


def test_texts_days_and_countries_are_found() -> None:
    country = {"kind": "country", "options": kind_of("country").options}
    assert behind(Fits("/a", {"minLength": 40}), a={})
    assert not behind(Fits("/a", {"minLength": 40}), a={"limits": Limits(max_length=39)})
    assert behind(equals("/a", "2026-01-31"), a={"kind": "date"})
    assert not behind(equals("/a", "31.1.2026"), a={"kind": "date"})
    late = {"kind": "date", "limits": Limits(earliest="today-1d", latest="today+1m")}
    assert behind(Fits("/a", {"minLength": 3}), a=late)
    assert behind(Unless(equals("/a", "CH")), Fits("/a", {"minLength": 2}), a=country)


def test_several_choices_are_tried_together_and_without_each() -> None:
    def has(value: str) -> Fits:
        return Fits("/a", {"contains": {"const": value}})

    assert behind(has("a"), has("b"), Unless(has("c")), a=SEVERAL)
    assert behind(Unless(has("a")), Unless(has("b")), has("c"), a=SEVERAL)
    assert not behind(has("a"), Unless(has("a")), a=SEVERAL)


def test_yes_and_no_are_no_texts() -> None:
    assert behind(equals("/a", False), a={"kind": "yes_no"})
    assert not behind(equals("/a", "true"), a={"kind": "yes_no"})
    agreed = {"kind": "confirmation", "const": True}
    assert not behind(Unless(equals("/a", True)), Fits("/a", {"enum": [True, 1]}), a=agreed)


def test_or_needs_one_and_hide_needs_none() -> None:
    either = Some(equals("/a", "in"), equals("/a", "out"))
    assert behind(either, a=CHOICE)
    assert behind(Unless(either), a=CHOICE), "nothing was answered yet"
    assert not behind(Unless(either), equals("/a", "in"), a=CHOICE)
    assert behind(Unless(All(equals("/a", "in"), equals("/b", "in"))), a=CHOICE, b=CHOICE)


def test_what_the_form_presets_is_answered_even_if_nobody_does() -> None:
    only: dict[str, Any] = {"kind": "choice", "options": options("in")}
    assert behind(Unless(equals("/a", "in")), a=only)
    assert not behind(Unless(equals("/a", "in")), a=only | {"default": "in"})


def test_what_the_form_presets_is_not_there_where_it_is_not_asked() -> None:
    only: dict[str, Any] = {"kind": "choice", "options": options("in"), "default": "in"}
    hidden = only | {"shown_when": equals("/b", "in")}
    assert behind(Unless(equals("/a", "in")), a=hidden, b=CHOICE)


def test_more_ways_than_anybody_tries_count_as_reachable() -> None:
    names = [f"n{at}" for at in range(14)]
    wide = [Some(equals(f"/{name}", "in"), equals(f"/{name}", "out")) for name in names]
    kinds = dict.fromkeys(names, CHOICE)
    assert behind(*wide, All(equals("/n0", "in"), equals("/n0", "out")), **kinds)


def test_an_option_without_an_amount_is_named_where_amounts_are_said() -> None:
    both = {"in": Decimal("1.00"), "out": Decimal("2.00")}
    whole = Note(said("{amount}"), amount=Amount("/a", both))
    part = Note(said("{amount}"), amount=Amount("/a", {"in": Decimal("1.00")}))
    (found,) = warned(form(page(field("/a", **CHOICE), whole, part)))
    assert (found.pointer, found.reason) == ("/ui/elements/0/elements/2", "no amount for out")


def test_a_placeholder_that_nothing_fills_is_remarked_on() -> None:
    (found,) = warned(form(page(field("/a"), Note(said("Kosten: {amount}")))))
    assert (found.pointer, found.reason) == (
        "/ui/elements/0/elements/1",
        "{amount} is read as it is written",
    )


def test_what_is_required_and_never_shown_is_said_once_and_so() -> None:
    never = All(equals("/a", "in"), equals("/a", "out"))
    asked = form(page(field("/a", **CHOICE), field("/b", required=True, shown_when=never)))
    (found,) = remarks(asked, COMPLETE, TODAY)
    assert found.reason == (
        "/b is never shown, although it is required: no answers meet its conditions"
    )


def test_a_field_that_no_answers_enable_is_named() -> None:
    never = All(equals("/a", "in"), equals("/a", "out"))
    off = field("/b", required=True, enabled_when=never)
    (found,) = warned(form(page(field("/a", **CHOICE), off)))
    assert (found.pointer, found.hint) == ("/ui/elements/0/elements/1", "they read /a")
    assert found.reason == (
        "/b can never be filled in, although it is required: no answers enable it"
    )


def test_required_while_enabled_is_a_note() -> None:
    sometimes = field("/b", required=True, enabled_when=equals("/a", "in"))
    (found,) = remarks(form(page(field("/a", **CHOICE), sometimes)), COMPLETE, TODAY)
    assert found.weight is Weight.NOTE
    assert found.reason == "required, but only while enabled: /b; /a decide"


def test_required_of_staff_is_a_note() -> None:
    checked = field("/b", "yes_no", required=True, assisted_only=True)
    (found,) = remarks(form(page(checked)), COMPLETE, TODAY)
    assert (found.weight, found.pointer) == (Weight.NOTE, "/ui/elements/0/elements/0")
    assert found.reason == "/b is required, and asked by staff only"


def test_a_stop_that_nothing_decides_about_is_named() -> None:
    end, decided = Note(said("Ende"), "stop"), Note(said("Ende"), "stop", equals("/a", "in"))
    assert warned(form(page(field("/a", **CHOICE), decided))) == []
    (found,) = warned(form(page(field("/a", **CHOICE), end)))
    assert found.pointer == "/ui/elements/0/elements/1"
    assert found.reason == "every visit ends here: nothing decides about it"


def test_a_page_with_nothing_on_it_is_named() -> None:
    empty = Section(said("Teil"), (Section(said("Teil"), ()),))
    found = warned(form(page(field("/a")), page(), page(empty), page(Note(said("Hinweis")))))
    assert [one.pointer for one in found] == ["/ui/elements/1", "/ui/elements/2"]


def test_a_group_whose_entries_ask_nothing_is_named() -> None:
    (found,) = warned(form(page(Repeat("/m", said("Wer?"), said("Person"), ()))))
    assert found.reason == "an entry of /m asks nothing"


def test_an_answer_that_the_schema_has_and_no_page_asks_for_is_named() -> None:
    line = {"type": "string"}
    schema = {
        "type": "object",
        "properties": {
            "a": line,
            "b": line,
            "person": {"$ref": "#/$defs/person"},
            "several": {"type": "array", "items": {"type": "string", "enum": ["x"]}},
            "movers": {"type": "array", "items": {"$ref": "#/$defs/person"}},
        },
        "$defs": {"person": {"type": "object", "properties": {"name": line, "age": line}}},
    }
    group = Repeat("/movers", said("Wer?"), said("Person"), (field("/movers/*/name"),))
    asked = form(page(field("/a"), field("/person/age"), group), schema=schema)
    assert [(one.pointer, one.reason) for one in warned(asked)] == [
        ("/schema/properties/b", "/b is asked on no page"),
        ("/schema/$defs/person/properties/name", "/person/name is asked on no page"),
        ("/schema/properties/several", "/several is asked on no page"),
        ("/schema/$defs/person/properties/age", "/movers/*/age is asked on no page"),
    ]


def test_texts_that_are_said_nowhere_are_a_note() -> None:
    texts = {language: {"page": "Seite", "b.hint": "Hilfe"} for language in COMPLETE}
    (found,) = remarks(form(page(field("/a"))), texts, TODAY)
    assert (found.weight, found.reason) == (Weight.NOTE, "said nowhere: b.hint")
