from datetime import date

from kiosk.catalogue import Audience
from kiosk.forms.answers import LATER, Answers
from kiosk.forms.attachment import Attachment
from kiosk.forms.filled import parts
from kiosk.forms.form import Form, Note, Repeat, Section, Sensitivity
from kiosk.receipt.receipt import Line, Part
from kiosk.words import Words
from tests.fakes.forms import answered, equals, field, form, options, page, said

TODAY = date(2026, 11, 24)


def read(asked: Form, answers: Answers, language: str = "de") -> tuple[Part, ...]:
    return parts(asked, answers, Audience.SELF_SERVICE, language, TODAY)


def values(asked: Form, answers: Answers) -> list[str]:
    return [line.value for part in read(asked, answers) for line in part.lines]


def test_every_shown_answer_is_a_line_of_its_page() -> None:
    asked = form(
        page(field("/name"), field("/born", "date"), title="Wer sind Sie?"),
        page(field("/fee", "money"), title="Gebühr"),
    )
    assert read(asked, answered(name="Anna", born="1.2.1985", fee="1234,5")) == (
        Part(
            "Wer sind Sie?",
            0,
            (Line("name", "Anna", "/name"), Line("born", "01.02.1985", "/born")),
        ),
        Part("Gebühr", 1, (Line("fee", "CHF 1’234.50", "/fee"),)),
    )


def test_what_was_not_answered_says_so() -> None:
    (part,) = read(form(page(field("/nick"))), Answers())
    assert part.lines == (Line("nick", "", "/nick", answered=False),)


def test_a_hidden_answer_is_not_read() -> None:
    asked = form(page(field("/a"), field("/b", shown_when=equals("/a", "1"))))
    assert values(asked, answered(a="2", b="secret")) == ["2"]


def test_an_answer_that_cannot_be_sent_is_not_read_as_if_it_were() -> None:
    assert values(form(page(field("/born", "date"))), answered(born="31.2.2026")) == [""]


def test_of_an_ahv_number_only_the_end_is_read() -> None:
    (part,) = read(
        form(page(field("/ahv", "social_security_number"))), answered(ahv="756.9217.0769.85")
    )
    assert part.lines[0].value == "•••.••••.••69.85"
    assert part.lines[0].masked


def test_of_a_special_answer_nothing_is_read_not_even_its_length() -> None:
    asked = form(page(field("/faith", sensitivity=Sensitivity.SPECIAL)))
    assert values(asked, answered(faith="keine")) == values(asked, answered(faith="a" * 50))
    assert "keine" not in str(read(asked, answered(faith="keine")))


def test_a_choice_is_read_in_the_language_of_the_visitor() -> None:
    asked = form(page(field("/case", "choice", options=options("in"))))
    assert values(asked, answered(case="in")) == ["In"]


def test_a_named_section_is_a_part_of_its_own() -> None:
    address = Section(said("Adresse"), (field("/street"),))
    row = Section(Words(), (field("/b"),), "row")
    asked = form(page(field("/a"), row, address, field("/c"), Note(said("Hinweis")), title="Seite"))
    assert [
        (part.title, [line.label for line in part.lines]) for part in read(asked, Answers())
    ] == [
        ("Seite", ["a", "b"]),
        ("Adresse", ["street"]),
        ("Seite", ["c"]),
    ]


def test_each_entry_of_a_group_is_a_part_of_its_own() -> None:
    group = Repeat("/m", said("Wer"), said("Person"), (field("/m/*/name"),))
    asked = form(page(group))
    answers = Answers({"/m/0/name": "Anna", "/m/1/name": "Beat"})
    assert [
        (part.title, part.lines[0].value, part.lines[0].pointer) for part in read(asked, answers)
    ] == [
        ("Person 1", "Anna", "/m/0/name"),
        ("Person 2", "Beat", "/m/1/name"),
    ]


def test_documents_are_read_by_their_names() -> None:
    asked = form(page(field("/id", "documents", may_come_later=True)))
    files = tuple(Attachment(name, "application/pdf", name.encode()) for name in ("a.pdf", "b.pdf"))
    assert values(asked, answered(id=files)) == ["a.pdf, b.pdf"]
    assert values(asked, answered(id=LATER)) == ["Wird nachgereicht"]


def test_a_page_that_only_says_something_has_no_part() -> None:
    assert read(form(page(field("/a")), page(Note(said("Hinweis")))), Answers())[0].page == 0
    assert len(read(form(page(field("/a")), page(Note(said("Hinweis")))), Answers())) == 1
