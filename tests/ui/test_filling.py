"""Asking: what comes and goes, what is wrong, and where the visitor is led."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kiosk import flow
from kiosk.forms.amount import Amount
from kiosk.forms.answers import Answers
from kiosk.forms.form import Field, Note
from kiosk.words import Words
from tests.fakes.forms import equals, field, options, said
from tests.ui.asking import Begin
from ui.widgets.field_row import FieldRow
from ui.widgets.label import Label
from ui.widgets.link import Link
from ui.widgets.note import NoteBox
from ui.widgets.why import Why

CASE = field("/case", "choice", options=options("own", "other"), required=True)
NAME = field("/name", required=True)
WHO = field("/who", required=True, shown_when=equals("/case", "other"))
LAST = field("/last")
STOP = Note(said("Bitte am Schalter."), "stop", equals("/case", "other"))


# --- What is asked -----------------------------------------------------------------------------


def test_the_heading_is_the_question(begin: Begin) -> None:
    assert begin(NAME).page.title() == "Wer sind Sie?"


def test_an_answer_is_told_with_its_place(begin: Begin) -> None:
    visit = begin(NAME)
    QTest.keyClicks(visit.line("/name").line, "Zo")
    assert visit.told == [("/name", "Z"), ("/name", "Zo")]


def test_what_a_condition_asks_comes_and_goes(begin: Begin) -> None:
    visit = begin(CASE, WHO, LAST)
    assert visit.asked() == ["/case", "/last"]
    visit.choose("/case", 1)
    assert visit.asked() == ["/case", "/who", "/last"]
    assert visit.row("/who").isVisible()
    visit.choose("/case", 0)
    assert visit.asked() == ["/case", "/last"]


def test_what_stays_keeps_focus_cursor_and_text(begin: Begin) -> None:
    trigger = field("/name", required=True)
    depends = field("/who", shown_when=equals("/name", "ab"))
    visit = begin(trigger, depends, LAST)
    line = visit.line("/name").line
    line.setFocus()
    QTest.keyClicks(line, "b")
    QTest.keyClick(line, Qt.Key.Key_Home)
    QTest.keyClicks(line, "a")
    assert visit.asked() == ["/name", "/who", "/last"]
    assert visit.line("/name").line is line
    assert line.hasFocus()
    assert line.cursorPosition() == 1
    assert line.text() == "ab"


def test_a_field_is_built_when_it_is_asked_and_not_before(begin: Begin) -> None:
    visit = begin(CASE, WHO)
    assert [row.pointer for row in visit.page.findChildren(FieldRow)] == ["/case"]


def test_tab_walks_through_the_questions_as_they_are_read(begin: Begin) -> None:
    visit = begin(CASE, WHO, LAST)
    visit.choose("/case", 1)
    visit.line("/who").line.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert visit.line("/last").line.hasFocus()


def test_what_was_typed_is_there_again_when_one_comes_back(begin: Begin) -> None:
    visit = begin(NAME)
    visit.again(Answers().having("/name", "<b>Zoë & Söhne</b>"))
    assert visit.line("/name").line.text() == "<b>Zoë & Söhne</b>"


def test_nothing_of_a_portal_is_read_as_markup(begin: Begin) -> None:
    loud = field("/loud", required=True, hint=Words({"de": "<img src='/etc/passwd'>"}))
    visit = begin(loud, Note(said("<h1>Achtung</h1>")))
    labels = visit.page.findChildren(QLabel)
    assert {"<img src='/etc/passwd'>", "<h1>Achtung</h1>"} <= {label.text() for label in labels}
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels if label.text())


def test_optional_is_said_and_required_is_not(begin: Begin) -> None:
    visit = begin(NAME, LAST)
    texts = [label.text() for label in visit.page.findChildren(Label)]
    assert "name" in texts
    assert "last (freiwillig)" in texts


def test_the_reason_for_a_question_unfolds(begin: Begin) -> None:
    visit = begin(field("/name", why=Words({"de": "Damit wir Sie finden."})))
    why = visit.page.findChild(Why)
    assert why is not None
    assert not why.answer.isVisible()
    why.button.click()
    assert why.answer.isVisible()
    why.button.click()
    assert not why.answer.isVisible()


def test_notes_of_every_tone_are_said(begin: Begin) -> None:
    visit = begin(*(Note(said(tone), tone) for tone in ("info", "warning")))
    assert len(visit.page.findChildren(NoteBox)) == 2


def test_an_amount_is_said_once_it_is_known_and_follows_the_answers(begin: Begin) -> None:
    values = {"own": Decimal("1234.50"), "other": Decimal("60.00")}
    visit = begin(CASE, Note(said("Kosten: {amount}"), amount=Amount("/case", values)))
    assert visit.page.findChildren(NoteBox) == []
    visit.choose("/case", 0)
    (note,) = visit.page.findChildren(NoteBox)
    assert note.isVisible()
    assert note.words.text() == "Kosten: CHF 1’234.50"
    visit.choose("/case", 1)
    assert visit.page.findChildren(NoteBox) == [note]
    assert note.words.text() == "Kosten: CHF 60.00"
    assert note.words.accessibleName() == "Kosten: CHF 60.00"


# --- On and back -------------------------------------------------------------------------------


def test_back_and_continue_are_offered(begin: Begin) -> None:
    offers = begin(NAME).page.offers()
    assert offers.back is not None
    assert offers.forward is not None
    assert (offers.back.event, offers.forward.event) == (flow.Back(), flow.Continued())


def test_enter_continues(begin: Begin) -> None:
    visit = begin(NAME)
    QTest.keyClick(visit.line("/name").line, Qt.Key.Key_Return)
    assert visit.events == [flow.Continued()]


def test_enter_on_a_button_presses_the_button(begin: Begin) -> None:
    visit = begin(field("/name", why=Words({"de": "Darum."})))
    why = visit.page.findChild(Why)
    assert why is not None
    why.button.setFocus()
    QTest.keyClick(why.button, Qt.Key.Key_Return)
    assert why.answer.isVisible()
    assert visit.events == []


def test_the_first_line_has_the_focus_but_no_option_is_marked_by_it(begin: Begin) -> None:
    visit = begin(NAME)
    assert visit.page.first_focus() is visit.line("/name").line
    assert begin(CASE).page.first_focus() is None


def test_a_stop_leads_to_the_counter_instead_of_on(begin: Begin) -> None:
    visit = begin(CASE, STOP)
    assert not visit.page.stop.isVisible()
    visit.choose("/case", 1)
    offers = visit.page.offers()
    assert offers.forward is not None
    assert offers.forward.event == flow.HandOverWanted()
    assert visit.page.stop.isVisible()
    QTest.keyClick(visit.row("/case").editor.focus_target(), Qt.Key.Key_Return)
    assert visit.events == []
    visit.choose("/case", 0)
    assert visit.page.offers().forward != offers.forward
    assert not visit.page.stop.isVisible()


# --- What is wrong -----------------------------------------------------------------------------


def test_nothing_is_judged_before_continue(begin: Begin) -> None:
    visit = begin(NAME)
    assert visit.page.summary is None
    assert visit.row("/name").problem == ""


def test_a_refused_page_says_what_is_wrong_in_the_same_words_twice(begin: Begin) -> None:
    visit = begin(NAME, refused=1)
    assert visit.page.summary is not None
    links = [link.sentence for link in visit.page.summary.findChildren(Link)]
    assert links == [visit.row("/name").problem] == ["name: Bitte füllen Sie dieses Feld aus."]
    assert visit.page.title() == "Fehler: Wer sind Sie?"


def test_the_summary_has_the_focus_and_is_heard_whole(begin: Begin) -> None:
    visit = begin(NAME, refused=1)
    summary = visit.page.summary
    assert summary is not None
    assert visit.page.first_focus() is summary
    heard = f"{summary.accessibleName()} {summary.accessibleDescription()}"
    assert heard == "Es gibt ein Problem name: Bitte füllen Sie dieses Feld aus."


def test_a_sentence_of_the_summary_leads_to_its_field(begin: Begin) -> None:
    visit = begin(LAST, NAME, refused=1)
    assert visit.page.summary is not None
    link = visit.page.summary.findChild(Link)
    assert link is not None
    link.click()
    assert visit.line("/name").line.hasFocus()


def test_a_problem_stays_until_continue_so_that_nothing_jumps(begin: Begin) -> None:
    visit = begin(NAME, refused=1)
    QTest.keyClicks(visit.line("/name").line, "Zoe")
    assert visit.page.summary is not None
    assert visit.page.summary.isVisible()


def test_a_wrong_value_is_shown_with_its_problem(begin: Begin) -> None:
    visit = begin(field("/plz", "postcode", required=True), refused=1)
    visit.again(Answers().having("/plz", "60033"))
    assert visit.line("/plz").line.text() == "60033"
    assert "vier Ziffern" in visit.row("/plz").problem


def test_a_label_that_is_a_sentence_is_not_said_twice(begin: Begin) -> None:
    sentence = Words({"de": "Ich bestätige, dass alle meine Angaben vollständig und richtig sind."})
    oath = Field("/oath", "confirmation", sentence, required=True, const=True)
    visit = begin(oath, refused=1)
    assert visit.row("/oath").problem.startswith("Bitte bestätigen")


# --- Nothing stays -----------------------------------------------------------------------------


def test_another_page_knows_nothing_of_what_was_typed(begin: Begin) -> None:
    first = begin(NAME)
    QTest.keyClicks(first.line("/name").line, "Geheim")
    second = begin(NAME)
    line = second.line("/name").line
    assert line.text() == ""
    assert not line.isUndoAvailable()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
