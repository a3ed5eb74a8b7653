from datetime import UTC, date, datetime
from typing import Any

import pytest

from kiosk.catalogue import Audience
from kiosk.forms.conditions import Fits
from kiosk.forms.form import Field, Form, Limits, Note, Page, Repeat, Section
from kiosk.sandbox.judging import Referee, Sent, without_required
from kiosk.sandbox.store import StoredAttachment
from kiosk.words import Words

TEXT = {"type": "string", "maxLength": 10}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": TEXT,
        "email": {"type": "string"},
        "foreign": {"type": "boolean"},
        "permit": TEXT,
        "remark": TEXT,
        "lease": {"type": "string"},
        "children": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": TEXT, "pupil": {"type": "boolean"}, "school": TEXT},
                "required": ["name", "pupil", "school"],
            },
        },
    },
    "required": ["name", "foreign", "permit", "lease"],
}
NOBODY = Words()


def field(pointer: str, kind: str = "text", **more: Any) -> Field:
    return Field(pointer, kind, NOBODY, **{"required": True, **more})


CHILDREN = Repeat(
    "/children",
    NOBODY,
    NOBODY,
    (
        field("/children/*/name"),
        field("/children/*/pupil", "yes_no"),
        field("/children/*/school", shown_when=Fits("/children/*/pupil", {"const": True})),
    ),
    min_items=1,
    shown_when=Fits("/foreign", {"const": True}),
)
FORM = Form(
    id="demo",
    version="1",
    digest="0" * 64,
    pages=(
        Page(
            "me",
            NOBODY,
            NOBODY,
            (
                Section(NOBODY, (field("/name"), field("/email", "email", required=False))),
                field("/foreign", "yes_no"),
                field("/permit", shown_when=Fits("/foreign", {"const": True})),
                field("/remark", assisted_only=True, required=False),
                Note(NOBODY, "stop", shown_when=Fits("/name", {"const": "Nobody"})),
            ),
        ),
        Page("children", NOBODY, NOBODY, (CHILDREN,)),
        Page(
            "lease",
            NOBODY,
            NOBODY,
            (
                field(
                    "/lease",
                    "document",
                    may_come_later=True,
                    limits=Limits(accept=("application/pdf",), max_bytes=100),
                ),
            ),
        ),
    ),
    schema=SCHEMA,
)
REFEREE = Referee(FORM)
PDF = StoredAttachment("r-1", "0" * 64, "application/pdf", 100, datetime(2030, 1, 1, tzinfo=UTC))
GOOD = {"name": "Zoë", "foreign": False, "lease": "r-1"}
FOREIGN = {**GOOD, "foreign": True, "permit": "b", "children": [{"name": "Léa", "pupil": False}]}


def objections(
    answers: dict[str, Any],
    later: tuple[str, ...] = (),
    audience: Audience = Audience.SELF_SERVICE,
    attachment: StoredAttachment = PDF,
) -> list[tuple[str, str]]:
    sent = Sent(answers, {"r-1": attachment}, later, audience, date(2026, 11, 24))
    return [(found.pointer, found.rule) for found in REFEREE.objections(sent)]


@pytest.mark.parametrize("answers", [GOOD, FOREIGN])
def test_good_answers_are_taken(answers: dict[str, Any]) -> None:
    assert objections(answers) == []


def test_what_is_missing_is_named_in_the_order_of_the_form() -> None:
    assert objections({}) == [(f"/{name}", "required") for name in ("name", "foreign", "lease")]


def test_a_hidden_question_is_not_required_and_a_shown_one_is() -> None:
    answers = {name: value for name, value in FOREIGN.items() if name != "permit"}
    assert objections(answers) == [("/permit", "required")]


def test_an_answer_to_a_hidden_question_is_refused() -> None:
    assert objections({**GOOD, "permit": "b"}) == [("/permit", "hidden")]


def test_an_answer_to_no_question_is_refused() -> None:
    assert objections({**GOOD, "a/b": 1}) == [("/a~1b", "unknown")]


def test_an_answer_only_for_staff_is_refused_from_a_visitor() -> None:
    assert objections({**GOOD, "remark": "x"}) == [("/remark", "hidden")]
    assert objections({**GOOD, "remark": "x"}, audience=Audience.ASSISTED) == []


def test_each_entry_of_a_group_decides_for_itself() -> None:
    children = [{"name": "Léa", "pupil": True}, {"name": "Noé", "pupil": False, "school": "x"}]
    assert objections({**FOREIGN, "children": children}) == [
        ("/children/1/school", "hidden"),
        ("/children/0/school", "required"),
    ]


def test_a_group_needs_its_entries_once_it_is_shown() -> None:
    assert objections({**FOREIGN, "children": []}) == [("/children", "minItems")]


def test_the_schema_is_the_last_judge() -> None:
    assert objections({**GOOD, "name": "a" * 11}) == [("/name", "maxLength")]
    assert objections({**GOOD, "foreign": "no"}) == [("/foreign", "type")]


@pytest.mark.parametrize(("email", "rule"), [("zoe@", "email"), ("zoe@EXAMPLE.CH", "spelling")])
def test_an_answer_has_to_mean_something_and_in_one_spelling(email: str, rule: str) -> None:
    assert objections({**GOOD, "email": email}) == [("/email", rule)]


def test_a_note_that_ends_the_journey_ends_it_here_too() -> None:
    assert objections({**GOOD, "name": "Nobody"}) == [("", "stop")]


def test_a_document_may_be_promised() -> None:
    answers = {name: value for name, value in GOOD.items() if name != "lease"}
    assert objections(answers, later=("/lease",)) == []


def test_only_what_may_come_later_is_promised() -> None:
    assert objections(GOOD, later=("/name", "/nowhere")) == [
        ("/name", "later"),
        ("/nowhere", "later"),
    ]


@pytest.mark.parametrize(
    ("attachment", "rule"),
    [
        (StoredAttachment("r", "0", "image/png", 9, PDF.expires_at), "accept"),
        (StoredAttachment("r", "0", "application/pdf", 101, PDF.expires_at), "maxBytes"),
    ],
)
def test_a_document_keeps_to_its_field(attachment: StoredAttachment, rule: str) -> None:
    assert objections(GOOD, attachment=attachment) == [("/lease", rule)]


def test_a_document_that_was_never_handed_in_is_refused() -> None:
    assert objections({**GOOD, "lease": "r-2"}) == [("/lease", "attachment")]


def test_a_field_called_required_is_not_taken_for_the_keyword() -> None:
    schema = {"properties": {"required": {"type": "string"}}, "required": ["required"]}
    assert without_required(schema) == {"properties": {"required": {"type": "string"}}}
