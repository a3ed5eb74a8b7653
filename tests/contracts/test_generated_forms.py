"""Every form a portal can send: made up within the contract, it loads, ends, and sends no secret.

What is made up covers every type, format and option of the contract, repeating groups, sections,
and rules across pages. Answers are judged by a second opinion that shares no code with the kiosk.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers, Entry
from kiosk.forms.check import remarks
from kiosk.forms.filled import Filled, fill
from kiosk.forms.form import Form
from kiosk.forms.kinds import formats
from kiosk.forms.placed import PlacedField, flat
from kiosk.forms.pointer import ABSENT, found, steps
from kiosk.forms.reach import Reach, chained
from kiosk.forms.sample import answered, sample_entry
from kiosk.portals.lucerne import profile
from tests.fakes.form_document import changed
from tests.fakes.generated_forms import Json, form_documents
from tests.fakes.oracle import keeps

TODAY = date(2026, 11, 24)
RUBBISH: tuple[Entry, ...] = ("x", "true", "false", "7", "-1", "a", "c", ("a",), ("a", "b"), " ")
LIFTED = frozenset({"required", "minItems"})
"""What only holds where everything was answered."""

bounded = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
audiences = st.sampled_from(Audience)


def read(document: Json) -> Form:
    assert [str(one) for one in profile.problems(document)] == []
    return profile.read_form(document, "")


def asked_in(filled: Filled) -> list[PlacedField]:
    placed = [item for items in filled.placed.values() for item in flat(items)]
    return [item for item in placed if isinstance(item, PlacedField)]


def without(schema: Any, keywords: frozenset[str]) -> Any:
    match schema:
        case dict():
            kept = {name: value for name, value in schema.items() if name not in keywords}
            return {name: without(value, keywords) for name, value in kept.items()}
        case list():
            return [without(value, keywords) for value in schema]
        case _:
            return schema


def is_valid(data: Any, schema: Json, lifted: frozenset[str]) -> bool:
    """Whether `data` keeps to `schema` with `lifted` keywords, and holds nothing unheard of."""
    return keeps(data, without(schema, lifted)) and nothing_else(data, schema)


def nothing_else(data: Any, schema: Json) -> bool:
    """Whether every name in `data` is a property of `schema`."""
    match data:
        case list():
            return all(nothing_else(one, schema.get("items", {})) for one in data)
        case dict():
            own = schema["properties"]
            return data.keys() <= own.keys() and all(
                nothing_else(value, own[name]) for name, value in data.items()
            )
        case _:
            return True


@st.composite
def typed(draw: st.DrawFn, form: Form) -> Answers:
    """Return answers to anything the form could ask, hidden or not, good or rubbish."""
    answers = Answers()
    for _, field in form.fields():
        for at in range(2 if "*" in field.pointer else 1):
            rubbish = draw(st.integers(0, 3)) == 0
            entry = draw(st.sampled_from(RUBBISH)) if rubbish else sample_entry(field, TODAY)
            if field.options and not rubbish and field.kind == "choice":
                entry = draw(st.sampled_from(field.options)).value
            answers = answers.having(field.pointer.replace("*", str(at)), entry)
    return answers


@bounded
@given(form_documents(), audiences, st.data())
def test_whatever_is_typed_only_what_is_asked_and_valid_would_be_sent(
    document: Json, audience: Audience, data: st.DataObject
) -> None:
    form = read(document)
    answers = data.draw(typed(form))
    filled = fill(form, answers, audience, TODAY)
    asked = {item.pointer for item in asked_in(filled)}
    sent = {place for place in answers.entries if found(filled.data, steps(place)) is not ABSENT}
    assert sent <= asked
    assert {one.pointer for one in filled.findings if one.reason == "invalid-missing"} <= asked
    assert nothing_else(filled.data, document["schema"])
    assert filled.findings or is_valid(filled.data, document["schema"], LIFTED)


@bounded
@given(form_documents(), audiences, st.data())
def test_every_form_can_be_finished_from_wherever_one_stands(
    document: Json, audience: Audience, data: st.DataObject
) -> None:
    form = read(document)
    gate = Answers().having("/gate", data.draw(st.sampled_from(["", "go", "stop"])))
    answers = answered(form, gate, audience, TODAY)
    filled = fill(form, answers, audience, TODAY)
    assert filled.findings == ()
    assert filled.stops == frozenset()
    assert is_valid(filled.data, document["schema"], frozenset({"required"}))
    for item in asked_in(filled):
        if item.field.required and item.enabled and item.pointer not in filled.later:
            assert found(filled.data, steps(item.pointer)) is not ABSENT, item.pointer


@bounded
@given(form_documents())
def test_what_was_shown_is_never_called_out_of_reach(document: Json) -> None:
    form = read(document)
    answers = answered(form, Answers(), Audience.ASSISTED, TODAY)
    filled = fill(form, answers, Audience.ASSISTED, TODAY)
    shown = {item.field.pointer for item in asked_in(filled)}
    reach = Reach(form, TODAY)
    assert shown <= {field.pointer for field, chain in chained(form) if reach.can_hold(chain)}
    assert all(_exists(one.pointer, document) for one in remarks(form, document["texts"], TODAY))


@bounded
@given(form_documents())
def test_what_is_said_to_show_a_question_shows_it(document: Json) -> None:
    form = read(document)
    reach = Reach(form, TODAY)
    for field, chain in chained(form):
        entries = reach.meeting(chain)
        if entries is not None and "*" not in field.pointer:
            filled = fill(form, Answers(entries), Audience.ASSISTED, TODAY)
            assert field.pointer in {item.pointer for item in asked_in(filled)}


# --- Outside the contract ------------------------------------------------------------------------


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


def _forget(document: Json) -> None:
    document["texts"]["de"].popitem()


SLIPS: dict[str, Callable[[Json], Any]] = {
    "an unknown member": lambda one: one.update(author="x"),
    "an unknown keyword": lambda one: one["schema"]["properties"]["gate"].update(multipleOf=2),
    "a composed schema": lambda one: one["schema"].update(allOf=[]),
    "an unknown type": lambda one: one["schema"]["properties"].update(x={"type": "null"}),
    "several types": lambda one: one["schema"]["properties"].update(x={"type": ["string"]}),
    "a reference elsewhere": lambda one: one["schema"]["properties"].update(
        x={"$ref": "https://example.ch/schema"}
    ),
    "an unknown format": lambda one: one["schema"]["properties"].update(
        x={"type": "string", "format": "uri"}
    ),
    "a pattern that looks ahead": lambda one: one["schema"]["properties"].update(
        x={"type": "string", "pattern": "(?=a)b"}
    ),
    "bounds that cross": lambda one: one["schema"]["properties"].update(
        x={"type": "integer", "minimum": 2, "maximum": 1}
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
    "a text that is none": lambda one: one["texts"]["de"].update({"gate.label": 7}),
}


@bounded
@given(form_documents(), st.sampled_from(sorted(SLIPS)))
def test_a_slip_anywhere_is_refused_with_its_place(document: Json, slip: str) -> None:
    spoilt = deepcopy(document)
    SLIPS[slip](spoilt)
    refused = profile.problems(spoilt)
    assert refused, slip
    assert all(_exists(one.pointer, spoilt) for one in refused), [one.pointer for one in refused]
    assert all(one.reason for one in refused)


@settings(max_examples=30, deadline=None)
@pytest.mark.parametrize("name", sorted(formats()))
@given(text=st.text(max_size=20) | st.sampled_from(["+41", "756.1", "2026-02-30", "CH", "a@b"]))
def test_a_default_of_any_text_is_refused_or_taken(name: str, text: str) -> None:
    asked = {"type": "string", "format": name, "default": text}
    refused = profile.problems(changed("/schema/properties/case", asked))
    assert {one.reason for one in refused} <= {"has a default that it does not accept"}


def _exists(place: str, document: Json) -> bool:
    """Whether `place` leads into the document; its last step may be what is missing."""
    path = steps(place)
    return found(document, path[:-1]) is not ABSENT
