"""What *Continue* found: marked in words, counted, and reached by key."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.form import Note, Repeat
from tests.fakes.forms import answered, equals, field, form, options, page, said
from tests.ui.counter.form_visit import SHIFT, FormVisit, Key
from ui.counter.form_words import NoteStrip

THREE = form(
    page(field("/a", required=True), field("/free"), field("/b", required=True)),
    *(page(field(f"/fill{number}")) for number in range(30)),
    page(field("/c", "postcode", required=True)),
)


def test_nothing_is_marked_before_continue(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.types("x")
    visit.presses(Key.Key_Delete, Key.Key_Tab)
    assert (visit.problems(), visit.page.bar.isHidden()) == ([], True)


def test_what_is_missing_is_counted_marked_and_the_first_has_the_focus(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    assert visit.page.bar.words == "3 Fehler"
    assert visit.problems() == ["/a", "/b"]  # the third is not near, so it is not built
    assert visit.cell("/a").problem == "Fehlt"
    assert visit.here() == "/a"
    assert visit.page.title().startswith("Fehler:")


def test_a_problem_is_heard_with_its_field(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    line = visit.cell("/a").editor.focus_target()
    assert (line.accessibleName(), line.accessibleDescription()) == ("a", "Fehlt")


def test_f7_leads_to_the_next_across_the_whole_form_and_around(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    walked = []
    for _ in range(4):
        visit.presses(Key.Key_F7)
        walked.append(visit.here())
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not focused.visibleRegion().isEmpty()
    assert walked == ["/b", "/c", "/a", "/b"]


def test_shift_f7_leads_back(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    visit.presses(Key.Key_F7, modifiers=SHIFT)
    assert visit.here() == "/c"
    visit.presses(Key.Key_F7, modifiers=SHIFT)
    assert visit.here() == "/b"


def test_from_a_field_in_between_the_next_one_is_meant(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    visit.goes_to("/free")
    assert visit.page.next_problem()
    assert visit.here() == "/b"
    visit.goes_to("/free")
    assert visit.page.previous_problem()
    assert visit.here() == "/a"


def test_a_plain_n_leads_on_outside_of_a_text(qtbot: QtBot) -> None:
    asked = form(page(field("/tick", "confirmation"), field("/a", required=True)))
    visit = FormVisit(qtbot, asked)
    visit.refuse()
    visit.goes_to("/tick")
    visit.types("n")
    assert visit.here() == "/a"
    visit.types("n")
    assert (visit.here(), visit.entry("/a")) == ("/a", "n")


def test_the_count_falls_while_they_are_mended(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    visit.types("x")
    assert (visit.page.bar.words, visit.cell("/a").problem) == ("2 Fehler", "")
    visit.presses(Key.Key_F7)
    visit.types("x")
    visit.presses(Key.Key_F7)
    assert visit.page.bar.words == "1 Fehler"
    visit.types("6003")
    assert visit.page.bar.words == "Alles behoben"
    assert not visit.page.next_problem()


def test_what_was_mended_and_broken_again_counts_again(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    visit.types("x")
    visit.presses(Key.Key_Backspace)
    assert (visit.page.bar.count, visit.cell("/a").problem) == (3, "Fehlt")


def test_what_is_asked_only_now_is_not_held_against_anybody(qtbot: QtBot) -> None:
    case = field("/case", "choice", options=options("own", "other"), required=True)
    new = field("/new", required=True, shown_when=equals("/case", "other"))
    visit = FormVisit(qtbot, form(page(case, new)))
    visit.refuse()
    visit.types("other")
    assert (visit.page.bar.count, visit.problems()) == (0, [])


def test_a_note_that_ends_the_form_is_a_problem(qtbot: QtBot) -> None:
    stop = Note(said("Bitte anderswo."), "stop", shown_when=equals("/abroad", True))
    asked = form(page(field("/a", required=True)), page(field("/abroad", "yes_no"), stop))
    visit = FormVisit(qtbot, asked, answers=answered(abroad="true"))
    visit.refuse()
    assert visit.page.bar.count == 2
    visit.presses(Key.Key_F7)
    assert isinstance(QApplication.focusWidget(), NoteStrip)
    visit.presses(Key.Key_F7)
    assert visit.here() == "/a"


def test_a_group_with_too_many_entries_says_so(qtbot: QtBot) -> None:
    asked = form(page(Repeat("/m", said("M"), said("M"), (field("/m/*/a"),), max_items=1)))
    answers = answered().having("/m/0/a", "x").having("/m/1/a", "y")
    visit = FormVisit(qtbot, asked, answers=answers)
    visit.refuse()
    assert visit.group().problem
    assert visit.page.bar.count == 1


def test_another_refusal_judges_anew(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    visit.types("x")
    visit.refuse()
    assert (visit.page.bar.words, visit.here()) == ("2 Fehler", "/b")


def test_the_bar_itself_leads_to_the_next(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, THREE)
    visit.refuse()
    visit.page.bar.wanted.emit()
    assert visit.here() == "/b"


def test_a_problem_below_a_narrow_field_has_room(qtbot: QtBot) -> None:
    asked = form(page(field("/zip", "postcode"), field("/a")))
    visit = FormVisit(qtbot, asked, answers=answered(zip="12"))
    visit.refuse()
    cell = visit.cell("/zip")
    assert cell.width() > 3 * cell.editor.width()
    assert visit.events == []
    assert isinstance(visit.state, flow.Filling)
