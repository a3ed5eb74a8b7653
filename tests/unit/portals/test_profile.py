from decimal import Decimal

import pytest

from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.forms.form import Field, Form, Note, Repeat, Section, Sensitivity, fields_of
from kiosk.portals.lucerne.profile import problems, read_form
from tests.fakes.form_document import changed, document


def by_pointer(form: Form) -> dict[str, Field]:
    return {field.pointer: field for _, field in form.fields()}


@pytest.fixture
def form() -> Form:
    return read_form(document(), "f" * 64)


def test_a_form_of_the_profile_has_no_problems() -> None:
    assert problems(document()) == ()


def test_pages_keep_their_order_and_title(form: Form) -> None:
    assert [page.id for page in form.pages] == ["page.case", "page.person", "page.movers"]
    assert form.pages[0].title.to("de") == "page.case.label"
    assert (form.digest, form.languages) == ("f" * 64, ("de", "fr"))


def test_each_place_of_the_data_finds_its_kind(form: Form) -> None:
    assert {pointer: field.kind for pointer, field in by_pointer(form).items()} == {
        "/case": "choice",
        "/person/born": "date",
        "/person/ahv": "social_security_number",
        "/address/street": "text",
        "/address/houseNumber": "text",
        "/address/swissZipCode": "postcode",
        "/address/town": "text",
        "/movers/*/name": "text",
        "/movers/*/adult": "yes_no",
        "/movers/*/job": "text",
        "/also": "choices",
        "/lease": "documents",
        "/rent": "money",
        "/true": "confirmation",
    }


def test_a_field_has_the_texts_and_limits_of_its_schema(form: Form) -> None:
    fields = by_pointer(form)
    assert fields["/case"].label.to("fr") == "Quel cas?"
    assert [option.value for option in fields["/case"].options] == ["in", "out"]
    assert fields["/also"].options[0].label.to("de") == "Alpha"
    assert fields["/person/born"].limits.latest == "today"
    assert fields["/person/born"].hint.to("de") == "born.hint"
    assert fields["/person/ahv"].sensitivity is Sensitivity.SPECIAL
    assert fields["/person/ahv"].why.to("de") == "person.ahv.why"
    assert fields["/rent"].limits.minimum == Decimal("0.05")
    assert fields["/lease"].limits.accept == ("application/pdf",)
    assert fields["/lease"].may_come_later


def test_what_is_required_is_required_where_it_stands(form: Form) -> None:
    required = {pointer for pointer, field in by_pointer(form).items() if field.required}
    assert required == {"/case", "/person/born", "/address/street", "/movers/*/name"}


def test_an_address_is_one_section(form: Form) -> None:
    section = form.pages[1].items[1]
    assert isinstance(section, Section)
    assert section.layout == "address"
    assert next(field.pointer for field in fields_of(section.items)) == "/address/street"


def test_an_address_may_ask_for_its_municipality() -> None:
    number = {"type": "string", "format": "ch-municipality"}
    document = changed("/schema/properties/address/properties/municipality", number)
    document["texts"]["de"]["address.municipality.label"] = "Gemeinde"
    field = by_pointer(read_form(document, ""))["/address/municipality"]
    assert (field.kind, field.required) == ("municipality", False)


def test_a_list_of_objects_is_a_repeating_group(form: Form) -> None:
    (group,) = form.pages[2].items
    assert isinstance(group, Repeat)
    assert (group.pointer, group.min_items, group.max_items) == ("/movers", 1, 5)


def test_a_note_keeps_its_tone(form: Form) -> None:
    note = form.pages[0].items[1]
    assert isinstance(note, Note)
    assert note.tone == "stop"


def test_rules_decide_what_is_asked(form: Form) -> None:
    answers = (
        Answers()
        .having("/case", "in")
        .having("/movers/0/adult", "true")
        .having("/movers/0/job", "Koch")
        .having("/movers/1/adult", "false")
        .having("/movers/1/job", "hidden")
    )
    data = fill(form, answers, Audience.SELF_SERVICE).data
    assert data["movers"] == [{"adult": True, "job": "Koch"}, {"adult": False}]
    out = fill(form, answers.having("/case", "out"), Audience.SELF_SERVICE)
    assert out.pages == (0, 1)
    assert out.data == {"case": "out"}


def test_markup_in_texts_stays_text_and_hidden_marks_go() -> None:
    """K35."""
    evil = changed("/texts/de/case.label", "<script>\u202ealert(1)</script>")
    assert by_pointer(read_form(evil, ""))["/case"].label.to("de") == "<script>alert(1)</script>"


def test_a_country_may_be_chosen_without_writing_the_list() -> None:
    countries = changed("/schema/properties/case", {"type": "string", "format": "country"})
    countries["ui"]["elements"][2].pop("rule")
    countries["ui"]["elements"][2]["elements"][0]["options"]["detail"]["elements"].pop()
    countries["texts"]["de"]["case.label"] = "Land"
    field = by_pointer(read_form(countries, ""))["/case"]
    assert field.options[0].value == "CH"
