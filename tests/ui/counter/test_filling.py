"""The whole form on one page: by keys, in its order, built where it is near."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Added, Answers
from kiosk.forms.form import Field, Limits, Note, Repeat, Section
from kiosk.words import Words
from tests.fakes.forms import answered, equals, field, form, options, page, said
from tests.ui.counter.form_visit import CONTROL, SHIFT, FormVisit, Key
from tests.ui.screen import settle
from ui.counter.editors.confirm import ConfirmBox
from ui.counter.editors.line import LineBox
from ui.counter.editors.yes_no import YesNoBox
from ui.counter.page import Entered, Guided

TWO_PAGES = form(
    page(field("/first"), field("/last"), title="Wer?"), page(field("/town"), title="Wo?")
)
MOVERS = form(
    page(field("/name")),
    page(
        Repeat(
            "/movers",
            said("Personen"),
            said("Person"),
            (field("/movers/*/first"), field("/movers/*/born", "date")),
        )
    ),
)


def many(pages: int = 20) -> list[str]:
    return [f"/p{number}n{at}" for number in range(pages) for at in range(10)]


LARGE = form(*(page(*(field(f"/p{number}n{at}") for at in range(10))) for number in range(20)))


def test_it_offers_the_frame_all_that_its_keys_mean(qtbot: QtBot) -> None:
    page = FormVisit(qtbot, TWO_PAGES).page
    assert isinstance(page, Guided)
    assert isinstance(page, Entered)


# --- Its order -----------------------------------------------------------------------------------


def test_every_page_of_the_form_stands_on_one(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, TWO_PAGES)
    assert visit.asked() == ["/first", "/last", "/town"]


def test_one_begins_in_the_first_field(qtbot: QtBot) -> None:
    assert FormVisit(qtbot, TWO_PAGES).here() == "/first"


def test_who_changes_a_part_begins_there(qtbot: QtBot) -> None:
    assert FormVisit(qtbot, TWO_PAGES, page=1).here() == "/town"


def test_enter_leads_from_field_to_field_and_then_on(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, TWO_PAGES)
    visit.presses(Key.Key_Return)
    assert visit.here() == "/last"
    visit.presses(Key.Key_Return)
    assert (visit.here(), visit.events) == ("/town", [])
    visit.presses(Key.Key_Return)
    assert visit.events == [flow.Continued()]


def test_control_enter_continues_from_anywhere(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, TWO_PAGES)
    visit.presses(Key.Key_Return, modifiers=CONTROL)
    assert visit.events == [flow.Continued()]


def test_tab_follows_the_form_also_into_what_is_not_built_yet(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, LARGE)
    walked = [visit.here()]
    for _ in range(199):
        visit.presses(Key.Key_Tab)
        walked.append(visit.here())
    assert walked == many()


def test_tab_leads_back_the_same_way(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, LARGE, page=19)
    walked = [visit.here()]
    for _ in range(25):
        visit.presses(Key.Key_Backtab, modifiers=SHIFT)
        walked.append(visit.here())
    assert walked == many()[190:164:-1]


def test_tab_leaves_the_form_after_its_last_field(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, TWO_PAGES, page=1)
    visit.presses(Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not visit.page.isAncestorOf(focused)


def test_only_what_is_near_is_built(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, LARGE)
    assert 10 <= len(visit.asked()) < 150
    visit.page.sheet.verticalScrollBar().setValue(visit.page.sheet.verticalScrollBar().maximum())
    settle()
    assert visit.asked()[-1] == "/p19n9"


def test_what_has_the_focus_is_in_sight(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, LARGE)
    for _ in range(60):
        visit.presses(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not focused.visibleRegion().isEmpty(), visit.here()


# --- What comes and goes -------------------------------------------------------------------------


CONDITIONAL = form(
    page(
        field("/case", "choice", options=options("own", "other")),
        field("/name", shown_when=equals("/case", "other")),
        field("/last"),
    ),
    page(field("/why"), shown_when=equals("/case", "other")),
    page(field("/end")),
)


def test_a_field_comes_in_its_place_and_the_focus_stays(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, CONDITIONAL)
    assert visit.asked() == ["/case", "/last", "/end"]
    focused = QApplication.focusWidget()
    visit.types("other")
    assert visit.asked() == ["/case", "/name", "/last", "/why", "/end"]
    assert QApplication.focusWidget() is focused


def test_a_field_that_stays_is_the_same_widget(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, CONDITIONAL)
    before = visit.cell("/last")
    visit.types("other")
    assert visit.cell("/last") is before


def test_a_field_that_comes_again_still_knows_what_was_typed(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, CONDITIONAL, answers=answered(case="other", name="Zoë"))
    visit.types("own")
    assert "/name" not in visit.asked()
    visit.presses(Key.Key_Down)
    assert visit.editor("/name", LineBox).line.text() == "Zoë"


def test_what_was_taken_over_from_another_form_is_shown(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, TWO_PAGES)
    visit.answers = answered(first="Anna", town="Luzern")
    visit.goes_to("/last")
    visit.show()
    assert visit.editor("/first", LineBox).line.text() == "Anna"
    assert visit.editor("/town", LineBox).line.text() == "Luzern"


def test_what_was_taken_over_is_shown_also_where_one_is(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, TWO_PAGES)
    visit.answers = answered(first="Anna")
    visit.show()
    assert visit.editor("/first", LineBox).line.text() == "Anna"


def test_a_default_does_not_come_back_under_the_fingers(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/copies", "integer", default=1), field("/x"))))
    line = visit.editor("/copies", LineBox).line
    assert line.text() == "1"
    visit.presses(Key.Key_Delete)
    assert line.text() == ""
    visit.types("3")
    assert visit.entry("/copies") == "3"


def test_a_default_is_shown_again_where_nothing_was_left(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/copies", "integer", default=1), field("/x"))))
    visit.presses(Key.Key_Delete, Key.Key_Tab)
    assert visit.editor("/copies", LineBox).line.text() == "1"


def test_page_keys_lead_from_section_to_section(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, LARGE)
    visit.presses(Key.Key_PageDown, Key.Key_PageDown)
    assert visit.here() == "/p2n0"
    visit.presses(Key.Key_PageUp)
    assert visit.here() == "/p1n0"
    visit.presses(Key.Key_PageUp, Key.Key_PageUp)
    assert visit.here() == "/p0n0"


# --- Groups --------------------------------------------------------------------------------------


def test_one_more_entry_by_key_and_the_focus_is_in_it(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, MOVERS)
    visit.presses(Key.Key_Plus, modifiers=CONTROL)
    assert visit.told == [("/movers", Added())]
    assert visit.here() == "/movers/0/first"


def test_an_entry_goes_by_key_and_the_others_keep_what_was_typed(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, MOVERS)
    for name in ("Anna", "Beat", "Cleo"):
        visit.presses(Key.Key_Plus, modifiers=CONTROL)
        visit.types(name)
    visit.goes_to("/movers/1/first")
    visit.presses(Key.Key_Minus, modifiers=CONTROL)
    assert [visit.entry(f"/movers/{at}/first") for at in range(3)] == ["Anna", "Cleo", ""]
    lines = [visit.editor(f"/movers/{at}/first", LineBox).line.text() for at in range(2)]
    assert (lines, visit.here()) == (["Anna", "Cleo"], "/movers/1/first")


def test_an_entry_that_must_stay_stays(qtbot: QtBot) -> None:
    asked = form(
        page(Repeat("/m", said("M"), said("M"), (field("/m/*/a"),), min_items=1, max_items=2))
    )
    visit = FormVisit(qtbot, asked)
    visit.presses(Key.Key_Minus, modifiers=CONTROL)
    assert visit.told == []
    visit.presses(Key.Key_Plus, modifiers=CONTROL)
    visit.presses(Key.Key_Plus, modifiers=CONTROL)
    assert visit.told == [("/m", Added())]
    assert visit.group().add.isHidden()


def test_enter_on_the_button_of_a_group_adds_one(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, MOVERS)
    visit.presses(Key.Key_Tab, Key.Key_Return)
    assert visit.here() == "/movers/0/first"


# --- What is said --------------------------------------------------------------------------------


def test_the_line_below_says_what_helps_with_the_field(qtbot: QtBot) -> None:
    asked = form(page(field("/a", hint=said("Ein Hinweis."), why=said("Ein Grund.")), field("/b")))
    visit = FormVisit(qtbot, asked)
    assert visit.page.help.lines == ("Ein Hinweis. Ein Grund.",)
    visit.presses(Key.Key_Tab)
    assert not visit.page.help.lines


def test_what_only_the_office_asks_is_asked_and_marked(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/seen", "yes_no", assisted_only=True), field("/b"))))
    marked, usual = visit.cell("/seen").caption, visit.cell("/b").caption
    assert (marked.office, usual.office) == ("Amt", "")


def test_a_statement_is_ticked_with_a_blank(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/oath", "confirmation", required=True))))
    visit.presses(Key.Key_Space)
    assert visit.entry("/oath") == "true"
    visit.presses(Key.Key_Space)
    assert visit.entry("/oath") == ""
    assert not visit.editor("/oath", ConfirmBox).tick.isChecked()


def test_a_disabled_field_is_passed_by(qtbot: QtBot) -> None:
    enabled = Field("/b", "text", said("b"), enabled_when=equals("/a", True))
    visit = FormVisit(qtbot, form(page(field("/a", "yes_no"), enabled, field("/c"))))
    visit.presses(Key.Key_Tab)
    assert visit.here() == "/c"
    visit.goes_to("/a")
    visit.types("j")
    visit.presses(Key.Key_Tab)
    assert visit.here() == "/b"


def test_sections_without_a_name_share_their_rows(qtbot: QtBot) -> None:
    short = Limits(max_length=40)
    one, two, three = (field(f"/{name}", limits=short) for name in "abc")
    visit = FormVisit(qtbot, form(page(Section(Words(), (one, two), "row"), three)))
    tops = {visit.cell(pointer).y() for pointer in ("/a", "/b", "/c")}
    assert len(tops) == 1


def test_a_note_of_any_tone_is_read_in_its_place(qtbot: QtBot) -> None:
    notes = tuple(Note(said(tone), tone) for tone in ("info", "warning", "stop"))
    visit = FormVisit(qtbot, form(page(field("/a"), *notes, field("/b"))))
    names = [piece.accessibleName() for piece in visit.page.sheet.pieces()]
    assert names[1:4] == ["info", "warning", "stop"]


def test_answers_of_every_kind_are_shown_again(qtbot: QtBot) -> None:
    asked = form(page(field("/a", "yes_no"), field("/b", "date"), field("/c", "country")))
    answers = Answers().having("/a", "false").having("/b", "01.02.2026").having("/c", "FR")
    visit = FormVisit(qtbot, asked, answers=answers)
    assert visit.editor("/a", YesNoBox).entry == "false"
    assert visit.editor("/b", LineBox).line.text() == "01.02.2026"
    assert visit.editor("/c", LineBox).line.text() == "Frankreich"
