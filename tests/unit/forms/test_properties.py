"""Whatever a form asks and whatever is typed: hidden is never sent, and what is sent is valid."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers
from kiosk.forms.conditions import Condition, Fits, Unless
from kiosk.forms.filled import Placed, PlacedField, PlacedNote, PlacedRepeat, PlacedSection, fill
from kiosk.forms.form import Field, Form, Limits, Repeat
from kiosk.forms.judge import Judge
from kiosk.forms.pointer import ABSENT, found, steps
from tests.fakes.forms import field, form, options, page, said

TODAY = date(2026, 11, 24)
NAMES = tuple("abcdefgh")
KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "maxLength": 3},
    "choice": {"type": "string", "enum": ["x", "y"]},
    "yes_no": {"type": "boolean"},
    "integer": {"type": "integer", "minimum": 0},
}
DETAILS: dict[str, dict[str, Any]] = {
    "text": {"limits": Limits(max_length=3)},
    "choice": {"options": options("x", "y")},
    "integer": {"limits": Limits(minimum=0)},  # type: ignore[arg-type]
}
VALUES = ("x", True, 1, "abc")


@st.composite
def rules(draw: st.DrawFn, before: tuple[str, ...]) -> Condition | None:
    """Return a rule that reads one of the fields asked before: never in a circle."""
    if not before or draw(st.booleans()):
        return None
    fits = Fits(f"/{draw(st.sampled_from(before))}", {"const": draw(st.sampled_from(VALUES))})
    return Unless(fits) if draw(st.booleans()) else fits


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Return a form of up to eight questions on pages of their own, and a group of one question."""
    fields: list[Field] = []
    for at, name in enumerate(NAMES[: draw(st.integers(1, 8))]):
        kind = draw(st.sampled_from(sorted(KINDS)))
        fields.append(
            field(
                f"/{name}",
                kind,
                required=draw(st.booleans()),
                shown_when=draw(rules(NAMES[:at])),
                **DETAILS.get(kind, {}),
            )
        )
    inner = field("/group/*/n", shown_when=draw(rules(NAMES[: len(fields)])))
    group = Repeat("/group", said("Gruppe"), said("Eintrag"), (inner,))
    pages = [page(one, shown_when=draw(rules(NAMES[:at]))) for at, one in enumerate(fields)]
    schema = {
        "type": "object",
        "properties": {one.pointer[1:]: KINDS[one.kind] for one in fields}
        | {"group": {"type": "array", "items": {"type": "object"}}},
        "required": [one.pointer[1:] for one in fields if one.required],
        "additionalProperties": False,
    }
    return form(*pages, page(group), schema=schema)


entries = st.sampled_from(["x", "y", "true", "false", "1", "-1", "abc", "abcd", " ", "zwölf"])
answers = st.dictionaries(
    st.sampled_from([*(f"/{name}" for name in NAMES), "/group/0/n", "/group/1/n"]), entries
).map(Answers)


def shown(items: tuple[Placed, ...]) -> set[str]:
    places: set[str] = set()
    for item in items:
        match item:
            case PlacedField():
                places.add(item.pointer)
            case PlacedSection():
                places |= shown(item.items)
            case PlacedRepeat():
                places |= {place for entry in item.entries for place in shown(entry)}
            case PlacedNote():
                pass
    return places


@given(forms(), answers)
def test_hidden_answers_are_never_in_the_data(asked: Form, typed: Answers) -> None:
    result = fill(asked, typed, Audience.SELF_SERVICE, TODAY)
    visible = {place for items in result.placed.values() for place in shown(items)}
    sent = {
        pointer for pointer in typed.entries if found(result.data, steps(pointer)) is not ABSENT
    }
    assert sent <= visible


@given(forms(), answers)
def test_what_is_shown_is_shown_because_of_what_is_sent(asked: Form, typed: Answers) -> None:
    result = fill(asked, typed, Audience.SELF_SERVICE, TODAY)
    for number, asked_page in enumerate(asked.pages[:-1]):
        (only,) = asked_page.items
        rules_met = all(
            condition is None or condition.holds(result.data)
            for condition in (asked_page.shown_when, only.shown_when)
        )
        assert (number in result.pages) == rules_met


@given(forms(), answers)
def test_without_findings_the_data_keeps_to_the_schema(asked: Form, typed: Answers) -> None:
    result = fill(asked, typed, Audience.SELF_SERVICE, TODAY)
    broken = {complaint.rule for complaint in Judge(asked.schema).complaints(result.data)}
    assert broken <= {"required"}


@given(forms(), answers)
def test_every_missing_answer_is_found_where_it_is_asked(asked: Form, typed: Answers) -> None:
    result = fill(asked, typed, Audience.SELF_SERVICE, TODAY)
    visible = {place for items in result.placed.values() for place in shown(items)}
    required = {one.pointer for _, one in asked.fields() if one.required}
    absent = {place for place in required & visible if place[1:] not in result.data}
    assert absent <= {finding.pointer for finding in result.findings}
    assert {finding.pointer for finding in result.findings} <= visible


@given(forms(), answers)
def test_filling_twice_gives_the_same(asked: Form, typed: Answers) -> None:
    assert fill(asked, typed, Audience.SELF_SERVICE, TODAY) == fill(
        asked, typed, Audience.SELF_SERVICE, TODAY
    )
