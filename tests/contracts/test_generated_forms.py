"""Every form a portal can send: made up within the contract, it loads, ends, and sends no secret.

What is made up covers every type, format and option of the contract, repeating groups, costs, pages
where the way ends, and rules across pages. What is sent is judged by other people's code.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from kiosk.catalogue import Audience
from kiosk.errors import FormRefused
from kiosk.forms import limits
from kiosk.forms.answers import Answers
from kiosk.forms.check import remarks
from kiosk.forms.filled import Filled, fill
from kiosk.forms.form import Form
from kiosk.forms.kinds import formats
from kiosk.forms.placed import PlacedField, PlacedNote, PlacedRepeat, flat
from kiosk.forms.pointer import ABSENT, ENTRY, found, numbered, steps
from kiosk.forms.reach import Reach, chained
from kiosk.forms.sample import answered
from kiosk.portals.lucerne import profile
from tests.fakes.form_document import changed
from tests.fakes.form_slips import SLIPS
from tests.fakes.generated_answers import TODAY, chosen_ways, typed
from tests.fakes.generated_forms import form_documents
from tests.fakes.generated_schemas import Json
from tests.fakes.oracle import keeps

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


def sent_by(filled: Filled) -> set[str]:
    """Return the pointers of all that would be sent, what the form presets too."""
    everywhere = (
        numbered(field.pointer, at)
        for _, field in filled.form.fields()
        for at in range(limits.ENTRIES if ENTRY in field.pointer else 1)
    )
    return {place for place in everywhere if found(filled.data, steps(place)) is not ABSENT}


def lenient(schema: Any) -> Any:
    """Return `schema` with nothing required: what is hidden or promised may be missing."""
    match schema:
        case dict():
            kept = {name: value for name, value in schema.items() if name != "required"}
            return {name: lenient(value) for name, value in kept.items()}
        case list():
            return [lenient(value) for value in schema]
        case _:
            return schema


def is_valid(data: Any, schema: Json) -> bool:
    """Whether `data` keeps to `schema` but for what is missing, and holds nothing unheard of."""
    return keeps(data, lenient(schema)) and nothing_else(data, schema)


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


MADE_UP = {
    "a cost": '"amount"',
    "a cost that is counted": '"times"',
    "a page where the way ends": '"stop"}, "rule": {"effect": "SHOW", "condition": {"type": "AND"',
    "an address with its municipality": '"ch-municipality"}}',
    "a document for later": '"x-handInLater": true',
    "several choices": '"uniqueItems": true',
    "a repeating group": '"detail"',
    "a preset": '"default"',
    "a reference": '"$ref"',
}


@pytest.mark.parametrize("written", MADE_UP.values(), ids=MADE_UP)
def test_what_a_form_may_say_is_made_up(written: str) -> None:
    """Otherwise what follows would hold of nothing."""
    generated = settings(bounded, max_examples=2_000, phases=[Phase.generate], database=None)
    found = find(form_documents(), lambda one: written in json.dumps(one), settings=generated)
    assert read(found).pages


@bounded
@given(form_documents(), audiences, st.data())
def test_whatever_is_typed_only_what_is_asked_and_valid_would_be_sent(
    document: Json, audience: Audience, data: st.DataObject
) -> None:
    form = read(document)
    answers = data.draw(typed(form))
    filled = fill(form, answers, audience, TODAY)
    asked = {item.pointer for item in asked_in(filled)}
    assert sent_by(filled) <= asked
    assert {one.pointer for one in filled.findings if one.reason == "invalid-missing"} <= asked
    assert nothing_else(filled.data, document["schema"])
    assert filled.findings or is_valid(filled.data, document["schema"])


@bounded
@given(form_documents(), audiences, st.data())
def test_every_way_through_a_form_can_be_finished(
    document: Json, audience: Audience, data: st.DataObject
) -> None:
    form = read(document)
    answers = answered(form, data.draw(chosen_ways(form)), audience, TODAY)
    filled = fill(form, answers, audience, TODAY)
    assert filled.findings == ()
    assert filled.stops == frozenset()
    assert is_valid(filled.data, document["schema"])
    sent = sent_by(filled)
    assert sent <= {item.pointer for item in asked_in(filled)}
    for item in asked_in(filled):
        if item.field.required and item.enabled:
            assert (item.pointer in sent) is not (item.pointer in filled.later), item.pointer


@bounded
@given(form_documents(), st.data())
def test_the_way_ends_exactly_where_a_stop_is_read(document: Json, data: st.DataObject) -> None:
    form = read(document)
    filled = fill(form, data.draw(chosen_ways(form)), Audience.ASSISTED, TODAY)
    ends = filled.data.get("gate") == "stop"
    assert (0 in filled.stops) is ends
    for number in filled.stops:
        notes = [one for one in flat(filled.placed[number]) if isinstance(one, PlacedNote)]
        assert "stop" in {one.note.tone for one in notes}


@bounded
@given(form_documents(), st.data())
def test_what_something_costs_is_its_price_times_what_is_counted(
    document: Json, data: st.DataObject
) -> None:
    form = read(document)
    whole = answered(form, data.draw(chosen_ways(form)), Audience.ASSISTED, TODAY)
    filled = fill(form, whole, Audience.ASSISTED, TODAY)
    costs = dict(costs_in(document["ui"]))
    for item in (one for placed in filled.placed.values() for one in flat(placed)):
        if (
            isinstance(item, PlacedNote)
            and (key := item.note.text.to("de").partition(":")[0]) in costs
        ):
            assert item.amount == cost(costs[key], filled.data)


def costs_in(element: Json) -> Iterator[tuple[str, Json]]:
    """Yield the amounts of a document by their keys; those in a repeating group are left out."""
    if "amount" in element.get("options", {}):
        yield element["i18n"], element["options"]["amount"]
    for inner in element.get("elements", ()):
        yield from costs_in(inner)


def cost(amount: Json, data: Any) -> Decimal:
    price = Decimal(amount["amounts"]["values"][at(amount["amounts"]["scope"], data)])
    count = at(amount["times"], data) if "times" in amount else 1
    return price * (len(count) if isinstance(count, list) else count)


def at(scope: str, data: Any) -> Any:
    for name in scope.split("/")[2::2]:
        data = data[name]
    return data


@bounded
@given(form_documents(), st.data())
def test_who_moves_an_entry_moves_all_that_is_in_it(document: Json, data: st.DataObject) -> None:
    form = read(document)
    filled = fill(form, answers := data.draw(typed(form)), Audience.ASSISTED, TODAY)
    for group, count in groups_in(filled):
        there, to = (data.draw(st.integers(0, count - 1)) for _ in range(2))
        moved = fill(form, answers.moving(group, there, to, count), Audience.ASSISTED, TODAY)
        entries = list(found(filled.data, steps(group)))
        entries.insert(to, entries.pop(there))
        assert found(moved.data, steps(group)) == entries


def groups_in(filled: Filled) -> list[tuple[str, int]]:
    """Return the repeating groups that have entries, with their number."""
    shown = [item for placed in filled.placed.values() for item in flat(placed)]
    groups = [item for item in shown if isinstance(item, PlacedRepeat)]
    return [(item.pointer, len(item.entries)) for item in groups if item.entries]


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


@bounded
@given(form_documents(), st.sampled_from(sorted(SLIPS)))
def test_a_slip_anywhere_is_refused_with_its_place(document: Json, slip: str) -> None:
    spoilt = deepcopy(document)
    SLIPS[slip](spoilt)
    refused = profile.problems(spoilt)
    assert refused, slip
    with pytest.raises(FormRefused):
        profile.read_form(spoilt, "")
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
