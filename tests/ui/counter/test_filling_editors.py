"""Each way to type an answer at a counter: short, forgiving, and shown as it is understood."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.documents.handing_in import documents
from kiosk.forms.answers import LATER
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Limits, Option
from kiosk.words import Words
from tests.fakes.forms import answered, field, form, options, page
from tests.ui.counter.form_visit import CONTROL, FormVisit, Key
from ui.counter.editors.area import AreaBox
from ui.counter.editors.choice import ChoiceBox
from ui.counter.editors.files import FilesBox
from ui.counter.editors.line import LineBox
from ui.counter.editors.ticks import TicksBox
from ui.counter.editors.yes_no import YesNoBox

BORN = Limits(latest="today")
BREEDS = tuple(
    Option(f"b{at}", Words({"de": f"Hund {at}", "fr": f"Chien {at}"})) for at in range(2_000)
)


def visit_of(qtbot: QtBot, kind: str, **details: object) -> FormVisit:
    return FormVisit(qtbot, form(page(field("/x", kind, **details), field("/end"))))


# --- Days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("241126", "24.11.2026"),
        ("24.11.26", "24.11.2026"),
        ("1.2.2026", "01.02.2026"),
        ("heute", "24.11.2026"),
        ("today", "24.11.2026"),
        ("Morgen", "25.11.2026"),
        ("gestern", "23.11.2026"),
        ("+7", "01.12.2026"),
        ("-24", "31.10.2026"),
        ("2026-02-01", "01.02.2026"),
        ("24112026", "24.11.2026"),
    ],
)
def test_a_day_is_understood_and_shown_so(qtbot: QtBot, typed: str, shown: str) -> None:
    visit = visit_of(qtbot, "date")
    visit.types(typed)
    assert visit.entry("/x") == shown
    visit.presses(Key.Key_Return)
    assert visit.editor("/x", LineBox).line.text() == shown


def test_a_year_of_two_digits_lies_in_the_past_where_it_must(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "date", limits=BORN)
    visit.types("241285")
    assert visit.entry("/x") == "24.12.1985"


def test_a_day_that_there_is_not_is_kept_to_be_mended(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "date")
    visit.types("31.2.26")
    visit.presses(Key.Key_Tab)
    assert (visit.entry("/x"), visit.editor("/x", LineBox).line.text()) == ("31.2.26", "31.2.26")


# --- Lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "left"),
    [
        ("phone", "0412088111", "+41 41 208 81 11"),
        ("iban", "ch9300762011623852957", "CH93 0076 2011 6238 5295 7"),
        ("social_security_number", "7569217076985", "756.9217.0769.85"),
        ("money", "1234.5", "1’234.50"),
        ("integer", "12000", "12’000"),
        ("text", "  Anna   Muster ", "Anna Muster"),
        ("postcode", "CH-6003", "6003"),
        ("phone", "anrufen", "anrufen"),
    ],
)
def test_a_field_is_spelled_as_usual_when_it_is_left(
    qtbot: QtBot, kind: str, typed: str, left: str
) -> None:
    visit = visit_of(qtbot, kind)
    visit.types(typed)
    visit.presses(Key.Key_Return)
    assert (visit.editor("/x", LineBox).line.text(), visit.entry("/x")) == (left, left)


def test_what_did_not_fit_is_said_and_goes_with_the_next_letter(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "text", limits=Limits(max_length=3))
    visit.types("a" * 30)
    assert "3 Zeichen" in visit.cell("/x").notice
    visit.presses(Key.Key_Backspace)
    assert visit.cell("/x").notice == ""


def test_the_next_letter_replaces_what_stood_there(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/a"), field("/b"))), answers=answered(b="alt"))
    visit.presses(Key.Key_Tab)
    visit.types("neu")
    assert visit.entry("/b") == "neu"


def test_enter_begins_a_new_line_only_in_a_longer_text(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "multiline")
    visit.types("eins")
    visit.presses(Key.Key_Return)
    visit.types("zwei")
    assert visit.entry("/x") == "eins\nzwei"
    visit.presses(Key.Key_Tab)
    assert visit.here() == "/end"
    assert visit.editor("/x", AreaBox).area.toPlainText() == "eins\nzwei"


# --- Choices -------------------------------------------------------------------------------------


def test_letters_select_and_the_list_shows_what_may_be_meant(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "choice", options=options("apfel", "birne", "beere"))
    visit.types("b")
    assert visit.entry("/x") == "birne"
    assert [row.label for row in visit.page.matches.rows] == ["Birne", "Beere"]
    visit.types("e")
    assert visit.entry("/x") == "beere"
    visit.presses(Key.Key_Return)
    assert (visit.editor("/x", ChoiceBox).line.text(), visit.here()) == ("Beere", "/end")
    assert visit.page.matches.isHidden()


@pytest.mark.parametrize(
    ("typed", "code"),
    [("CH", "CH"), ("de", "DE"), ("chi", "CL"), ("china", "CN"), ("turk", "TR"), ("itlien", "IT")],
)
def test_a_country_by_its_code_its_name_or_nearly(qtbot: QtBot, typed: str, code: str) -> None:
    visit = visit_of(qtbot, "country")
    visit.types(typed)
    assert visit.entry("/x") == code


def test_arrows_choose_without_any_letter(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "choice", options=options("apfel", "birne"))
    visit.presses(Key.Key_Down)
    assert visit.entry("/x") == "apfel"
    visit.presses(Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert visit.entry("/x") == "apfel"


def test_a_few_options_are_listed_as_soon_as_one_comes(qtbot: QtBot) -> None:
    few = field("/few", "choice", options=options("apfel", "birne"))
    visit = FormVisit(qtbot, form(page(field("/a"), few, field("/land", "country"))))
    visit.presses(Key.Key_Tab)
    assert [row.label for row in visit.page.matches.rows] == ["Apfel", "Birne"]
    visit.presses(Key.Key_Tab)
    assert visit.page.matches.isHidden()


def test_a_list_stands_below_its_line_also_where_the_form_had_to_move(qtbot: QtBot) -> None:
    few = field("/few", "choice", options=options("apfel", "birne"))
    asked = form(*(page(field(f"/a{at}")) for at in range(30)), page(few))
    visit = FormVisit(qtbot, asked, page=29)
    visit.presses(Key.Key_Tab)
    line, matches = visit.editor("/few", ChoiceBox).line, visit.page.matches
    assert matches.serves(line)
    below = line.mapTo(visit.page, QPoint(0, line.height())).y()
    above = line.mapTo(visit.page, QPoint(0, 0)).y()
    assert below == matches.y() or above == matches.geometry().bottom() + 1


def test_enter_passes_an_open_list_by_without_choosing(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "choice", options=options("apfel", "birne"))
    visit.presses(Key.Key_Return)
    assert (visit.entry("/x"), visit.here()) == ("", "/end")


def test_escape_closes_the_list_and_not_the_form(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "choice", options=options("apfel", "birne"))
    visit.types("a")
    visit.presses(Key.Key_Escape)
    assert (visit.page.matches.isHidden(), visit.events) == (True, [])
    visit.presses(Key.Key_Escape)
    assert visit.events == [flow.Back()]


def test_what_fits_no_option_is_said_and_kept(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "choice", options=options("apfel", "birne"))
    visit.types("zzz")
    assert visit.cell("/x").notice
    visit.presses(Key.Key_Tab)
    assert visit.editor("/x", ChoiceBox).line.text() == "zzz"
    visit.refuse()
    assert visit.problems() == ["/x"]


def test_a_choice_is_taken_back_by_emptying_it(qtbot: QtBot) -> None:
    asked = field("/x", "choice", options=options("apfel", "birne"))
    visit = FormVisit(qtbot, form(page(asked)), answers=answered(x="birne"))
    visit.presses(Key.Key_Delete)
    assert visit.entry("/x") == ""


def test_a_click_in_the_list_chooses(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "choice", options=options("apfel", "birne"))
    visit.presses(Key.Key_Down)
    matches = visit.page.matches
    spot = QPoint(20, matches.height() * 3 // 4)
    QTest.mouseClick(matches, Qt.MouseButton.LeftButton, pos=spot)
    assert (visit.entry("/x"), matches.isHidden()) == ("birne", True)


def test_a_list_of_thousands_shows_a_few_and_moves(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "choice", options=BREEDS)
    visit.types("hund")
    assert len(visit.page.matches.rows) == len(BREEDS)
    assert visit.page.matches.height() < 500
    for _ in range(12):
        visit.presses(Key.Key_Down)
    assert visit.entry("/x") == "b12"


# --- Yes and no, ticks ---------------------------------------------------------------------------


def test_yes_and_no_by_their_letters_also_where_a_letter_is_a_key_of_the_frame(
    qtbot: QtBot,
) -> None:
    visit = visit_of(qtbot, "yes_no", required=True)
    visit.refuse()
    visit.types("n")
    assert (visit.entry("/x"), visit.here()) == ("false", "/x")
    visit.types("J")
    assert visit.entry("/x") == "true"


def test_yes_and_no_by_blank_arrows_and_click(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "yes_no")
    visit.presses(Key.Key_Space)
    assert visit.entry("/x") == "true"
    visit.presses(Key.Key_Space)
    assert visit.entry("/x") == "false"
    visit.presses(Key.Key_Left)
    assert visit.entry("/x") == "true"
    visit.presses(Key.Key_Delete)
    assert visit.entry("/x") == ""
    box = visit.editor("/x", YesNoBox)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert visit.entry("/x") == "true"
    assert box.accessibleName() == "x: Ja"


def test_a_shortcut_with_control_is_no_answer(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "yes_no")
    visit.presses(Key.Key_J, modifiers=CONTROL)
    assert visit.entry("/x") == ""


def test_several_are_ticked_by_letter_blank_and_arrows(qtbot: QtBot) -> None:
    visit = visit_of(qtbot, "choices", options=options("apfel", "birne", "beere"))
    visit.types("b")
    assert visit.entry("/x") == ("birne",)
    visit.types("b")
    assert visit.entry("/x") == ("birne", "beere")
    visit.presses(Key.Key_Left, Key.Key_Left, Key.Key_Space)
    assert visit.entry("/x") == ("apfel", "birne", "beere")
    visit.types("a")
    assert visit.entry("/x") == ("birne", "beere")
    assert visit.editor("/x", TicksBox).accessibleName() == "x: Apfel"


# --- Documents -----------------------------------------------------------------------------------


def test_a_document_is_wanted_by_enter_and_promised_by_a_blank(qtbot: QtBot) -> None:
    asked = form(page(field("/lease", "document", may_come_later=True), field("/end")))
    visit = FormVisit(qtbot, asked, takes_files=True)
    visit.presses(Key.Key_Return)
    assert visit.events == [flow.DocumentsWanted("/lease")]
    visit.presses(Key.Key_Tab, Key.Key_Space)
    assert visit.entry("/lease") == LATER
    visit.presses(Key.Key_Tab)
    assert visit.here() == "/end"


def test_a_document_that_was_handed_in_can_go_again(qtbot: QtBot) -> None:
    lease = Attachment("Mietvertrag.pdf", "application/pdf", b"%PDF-1.7")
    asked = form(page(field("/lease", "documents", may_come_later=True), field("/end")))
    visit = FormVisit(qtbot, asked, answers=answered(lease=(lease,)), takes_files=True)
    box = visit.editor("/lease", FilesBox)
    below = visit.cell("/end").y()
    assert box.files == (lease,)
    visit.presses(Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    assert documents(visit.entry("/lease")) == ()
    assert visit.cell("/end").y() < below
