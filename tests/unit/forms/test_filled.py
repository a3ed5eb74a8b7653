from datetime import date
from typing import Any

import pytest

from kiosk.catalogue import Audience
from kiosk.forms import limits
from kiosk.forms.answers import LATER, Answers
from kiosk.forms.attachment import Attachment
from kiosk.forms.conditions import Unless
from kiosk.forms.filled import Filled, PlacedField, PlacedRepeat, PlacedSection, fill
from kiosk.forms.form import Form, Limits, Note, Repeat, Section
from kiosk.words import Words
from tests.fakes.forms import answered, equals, field, form, options, page, said

TODAY = date(2026, 11, 24)


def filled(asked: Form, answers: Answers | None = None, *, assisted: bool = False) -> Filled:
    audience = Audience.ASSISTED if assisted else Audience.SELF_SERVICE
    return fill(asked, answers or Answers(), audience, TODAY)


def reasons(result: Filled) -> dict[str, str]:
    return {finding.pointer: finding.reason for finding in result.findings}


NAME = form(page(field("/name", required=True), field("/nick")))
MOVE = form(
    page(field("/case", "choice", options=options("in", "out"), required=True)),
    page(
        field("/abroad", "yes_no", required=True),
        field("/country", required=True, shown_when=equals("/abroad", value=True)),
        shown_when=equals("/case", "out"),
    ),
    page(field("/note", shown_when=equals("/country", "Peru"))),
)


def test_a_valid_answer_is_sent_and_nothing_is_found() -> None:
    result = filled(NAME, answered(name="  Anna "))
    assert result.data == {"name": "Anna"}
    assert not result.findings


def test_a_required_field_that_is_empty_is_found_on_its_page() -> None:
    (finding,) = filled(NAME).findings
    assert (finding.pointer, finding.page, finding.reason) == ("/name", 0, "invalid-missing")


def test_blanks_and_invisible_characters_answer_nothing() -> None:
    assert reasons(filled(NAME, answered(name=" \u200b\u00a0"))) == {"/name": "invalid-missing"}


def test_a_wrong_answer_is_found_and_not_sent() -> None:
    asked = form(page(field("/born", "date")))
    result = filled(asked, answered(born="31.02.2026"))
    assert reasons(result) == {"/born": "invalid-date"}
    assert result.data == {}


def test_a_finding_names_the_limit_and_never_the_answer() -> None:
    """K03: a name of 10,000 characters is refused, with the limit; nothing is cut in silence."""
    (finding,) = filled(NAME, answered(name="Anna" * 2_500)).findings
    assert finding.reason == "invalid-too-long"
    assert finding.values == {"limit": str(limits.LINE_LENGTH)}


def test_what_was_cut_at_the_hard_cap_is_still_too_long() -> None:
    longest = field("/text", "multiline", limits=Limits(max_length=limits.LONGEST_TEXT))
    result = filled(form(page(longest)), answered(text="x" * 5_000_000))
    assert reasons(result) == {"/text": "invalid-too-long"}


def test_a_hidden_answer_is_never_sent() -> None:
    answers = answered(case="in", abroad="true", country="Peru", note="hola")
    assert filled(MOVE, answers).data == {"case": "in"}


def test_what_depends_on_a_hidden_answer_is_hidden_with_it() -> None:
    answers = answered(case="out", abroad="false", country="Peru", note="hola")
    result = filled(MOVE, answers)
    assert result.data == {"case": "out", "abroad": False}
    assert result.pages == (0, 1)


def test_a_hidden_field_is_not_missing() -> None:
    assert reasons(filled(MOVE, answered(case="in"))) == {}


def test_an_answer_brings_its_questions() -> None:
    result = filled(MOVE, answered(case="out", abroad="true", country="Peru", note="hola"))
    assert result.pages == (0, 1, 2)
    assert result.data["note"] == "hola"


def test_pages_that_show_nothing_are_passed_over() -> None:
    result = filled(MOVE, answered(case="in"))
    assert result.pages == (0,)
    assert result.after(0) is None
    assert filled(MOVE, answered(case="out")).after(0) == 1
    assert filled(MOVE, answered(case="out")).before(1) == 0


def test_an_invalid_answer_meets_no_condition() -> None:
    asked = form(
        page(field("/plate", "licence_plate"), field("/x", shown_when=equals("/plate", "LU 1")))
    )
    assert filled(asked, answered(plate="LU", x="1")).data == {}
    assert filled(asked, answered(plate="lu1", x="1")).data == {"plate": "LU 1", "x": "1"}


def test_hidden_sections_and_groups_take_their_fields_along() -> None:
    gone = equals("/case", "out")
    asked = form(
        page(
            field("/case"),
            Section(said("Adresse"), (field("/street", required=True),), shown_when=gone),
            Repeat(
                "/movers", said("Wer"), said("Person"), (field("/movers/*/name"),), shown_when=gone
            ),
        )
    )
    answers = answered(case="in", street="Gasse").having("/movers/0/name", "Anna")
    assert filled(asked, answers).data == {"case": "in"}
    shown = filled(asked, answers.having("/case", "out"))
    assert shown.data == {"case": "out", "street": "Gasse", "movers": [{"name": "Anna"}]}


def test_a_section_that_shows_nothing_is_not_drawn() -> None:
    inner = field("/street", shown_when=equals("/case", "out"))
    result = filled(form(page(field("/case"), Section(said("Adresse"), (inner,)))))
    assert not any(isinstance(item, PlacedSection) for item in result.placed[0])


def test_questions_for_staff_are_asked_at_the_counter_only() -> None:
    asked = form(page(field("/name"), field("/seen", "yes_no", required=True, assisted_only=True)))
    answers = answered(name="Anna", seen="true")
    assert filled(asked, answers).data == {"name": "Anna"}
    assert filled(asked, answers, assisted=True).data == {"name": "Anna", "seen": True}
    assert reasons(filled(asked, answered(name="A"), assisted=True)) == {
        "/seen": "invalid-missing-choice"
    }


def test_a_default_answers_until_something_is_typed() -> None:
    asked = form(page(field("/country", "country", default="CH", options=options("CH", "DE"))))
    assert filled(asked).data == {"country": "CH"}
    assert filled(asked, answered(country="DE")).data == {"country": "DE"}
    (item,) = filled(asked).placed[0]
    assert isinstance(item, PlacedField)
    assert item.entry == "CH"


def test_a_disabled_field_is_shown_and_not_required() -> None:
    asked = form(page(field("/a"), field("/b", required=True, enabled_when=equals("/a", "x"))))
    result = filled(asked)
    assert reasons(result) == {}
    assert [item.enabled for item in result.placed[0] if isinstance(item, PlacedField)] == [
        True,
        False,
    ]
    assert reasons(filled(asked, answered(a="x"))) == {"/b": "invalid-missing"}


def test_a_note_of_tone_stop_ends_the_journey_on_its_page() -> None:
    stop = Note(said("Bitte am Schalter"), "stop", equals("/case", "out"))
    asked = form(page(field("/case")), page(Section(Words(), (stop,))))
    assert filled(asked, answered(case="in")).stops == frozenset()
    result = filled(asked, answered(case="out"))
    assert result.stops == {1}
    assert result.pages == (0, 1)


GROUP = form(
    page(
        Repeat(
            "/movers",
            said("Wer zieht mit?"),
            said("Person"),
            (
                field("/movers/*/name", required=True),
                field("/movers/*/kind", "choice", options=options("child", "adult")),
                field("/movers/*/job", shown_when=equals("/movers/*/kind", "adult")),
                field("/movers/*/old", shown_when=equals("/old", "yes")),
            ),
            max_items=3,
        ),
        field("/old"),
    )
)


def test_each_entry_of_a_group_has_its_own_questions() -> None:
    answers = (
        Answers({}, {"/movers": 2})
        .having("/movers/0/name", "Anna")
        .having("/movers/0/kind", "child")
        .having("/movers/0/job", "hidden")
        .having("/movers/1/name", "Beat")
        .having("/movers/1/kind", "adult")
        .having("/movers/1/job", "Koch")
    )
    assert filled(GROUP, answers).data["movers"] == [
        {"name": "Anna", "kind": "child"},
        {"name": "Beat", "kind": "adult", "job": "Koch"},
    ]


def test_a_finding_in_a_group_names_the_entry() -> None:
    assert reasons(filled(GROUP, Answers({}, {"/movers": 2}).having("/movers/0/name", "A"))) == {
        "/movers/1/name": "invalid-missing"
    }


def test_an_empty_group_is_not_sent() -> None:
    assert filled(GROUP).data == {}


def test_too_many_entries_are_found() -> None:
    answers = Answers({f"/movers/{at}/name": "A" for at in range(4)})
    assert reasons(filled(GROUP, answers)) == {"/movers": "invalid-too-many-entries"}


def test_the_least_entries_of_a_group_are_shown_without_asking() -> None:
    repeat = Repeat("/m", said("Wer"), said("Person"), (field("/m/*/name", required=True),), 1)
    result = filled(form(page(repeat)))
    (item,) = result.placed[0]
    assert isinstance(item, PlacedRepeat)
    assert len(item.entries) == 1
    assert reasons(result) == {"/m/0/name": "invalid-missing"}
    assert result.entries_of("/m") == 1


PASSPORT = Attachment("Pass.pdf", "application/pdf", b"1")
UPLOADS = form(
    page(
        field("/id", "document", required=True, may_come_later=True),
        field("/proof", "documents", limits=Limits(max_items=2)),
    )
)


def test_documents_are_handed_in_once_each() -> None:
    answers = answered(
        id=(PASSPORT,), proof=(PASSPORT, Attachment("B.pdf", "application/pdf", b"2"))
    )
    result = filled(UPLOADS, answers)
    assert [one.name for one in result.attachments] == ["Pass.pdf", "B.pdf"]
    assert result.data["id"] == PASSPORT.sha256


def test_a_promised_document_is_not_missing() -> None:
    result = filled(UPLOADS, answered(id=LATER))
    assert (result.data, result.findings, result.later) == ({}, (), ("/id",))


def test_only_a_document_that_may_come_later_can_be_promised() -> None:
    assert reasons(filled(UPLOADS, answered(id=LATER, proof=LATER))) == {
        "/proof": "invalid-missing-document"
    }


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        (Limits(max_bytes=1), "invalid-document-size"),
        (Limits(accept=("image/png",)), "invalid-document-type"),
    ],
)
def test_a_document_that_does_not_fit_is_found(limit: Limits, reason: str) -> None:
    asked = form(page(field("/id", "document", limits=limit)))
    file = Attachment("Pass.pdf", "application/pdf", b"12")
    result = filled(asked, answered(id=(file,)))
    assert reasons(result) == {"/id": reason}
    assert result.attachments == ()


def test_the_schema_is_the_last_judge() -> None:
    schema = {"type": "object", "properties": {"name": {"type": "string", "maxLength": 2}}}
    asked = form(page(field("/name")), schema=schema)
    assert reasons(filled(asked, answered(name="Anna"))) == {"/name": "invalid-other-value"}


def test_what_the_schema_requires_of_hidden_fields_is_lifted() -> None:
    asked = form(*MOVE.pages, schema={"type": "object", "required": ["case", "country"]})
    assert reasons(filled(asked, answered(case="in"))) == {}


def test_findings_come_in_the_order_of_the_form() -> None:
    asked = form(page(field("/b", required=True), field("/a", required=True)))
    assert [finding.pointer for finding in filled(asked).findings] == ["/b", "/a"]


def test_rules_in_a_circle_come_to_an_end() -> None:
    """Portals are refused for it (K33); an adapter that forgot must not hang the kiosk."""
    a = field("/a", shown_when=Unless(equals("/b", "1")))
    b = field("/b", shown_when=Unless(equals("/a", "1")))
    assert filled(form(page(a, b)), answered(a="1", b="1")).form.pages


def test_a_group_in_an_object_keeps_its_place() -> None:
    repeat = Repeat(
        "/home/people", said("Wer"), said("Person"), (field("/home/people/*/name/first"),)
    )
    answers = Answers().having("/home/people/1/name/first", "Anna")
    data: dict[str, Any] = dict(filled(form(page(repeat)), answers).data)
    assert data == {"home": {"people": [{}, {"name": {"first": "Anna"}}]}}


def test_nothing_typed_is_in_the_representation() -> None:
    result = filled(NAME, answered(name="Anna"))
    assert "Anna" not in repr(result)
