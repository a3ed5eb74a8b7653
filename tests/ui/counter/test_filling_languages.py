"""The office's words with the visitor's beside them, to be read out."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.forms.form import Field, Note, Option
from kiosk.words import Words
from tests.fakes.forms import form, page
from tests.ui.counter.form_visit import CONTROL, FormVisit, Key
from ui.beside import beside
from ui.counter.editors.line import LineBox
from ui.counter.form_words import NoteStrip
from ui.wiping import screen_wipers


def both(german: str, french: str, simple: str = "") -> Words:
    easy = {"de-simple": simple} if simple else {}
    return Words({"de": german, "fr": french} | easy)


FRUIT = (Option("a", both("Apfel", "Pomme")), Option("b", both("Birne", "Poire")))
ASKED = form(
    page(
        Field("/name", "text", both("Name", "Nom", "Familien-Name"), hint=both("Wie?", "Comment?")),
        Field("/fruit", "choice", both("Frucht", "Fruit"), options=FRUIT),
        Field("/same", "text", both("Code", "Code")),
        Note(both("Gut so.", "C’est bien.")),
    )
)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    beside().forget()
    yield
    beside().forget()


def said_beside(visit: FormVisit) -> list[str]:
    return [cell.caption.beside for cell in visit.cells()]


def test_the_visitors_words_stand_below_the_offices(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, ASKED, language="fr")
    assert [cell.caption.label for cell in visit.cells()] == ["Name", "Frucht", "Code"]
    assert said_beside(visit) == ["Nom", "Fruit", ""]
    assert visit.page.help.lines == ("Wie?", "Comment?")
    assert [
        piece.beside for piece in visit.page.sheet.pieces() if isinstance(piece, NoteStrip)
    ] == ["C’est bien."]


def test_leichte_sprache_is_a_language_of_its_own(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, ASKED, language="de-simple")
    assert said_beside(visit) == ["Familien-Name", "", ""]


def test_where_both_speak_the_same_nothing_is_said_twice(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, ASKED)
    assert said_beside(visit) == ["", "", ""]
    visit.presses(Key.Key_T, modifiers=CONTROL)
    assert beside().shown


def test_options_are_listed_in_both(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, ASKED, language="fr")
    visit.presses(Key.Key_Tab)
    rows = [(row.label, row.beside) for row in visit.page.matches.rows]
    assert rows == [("Apfel", "Pomme"), ("Birne", "Poire")]


def test_a_key_hides_them_and_brings_them_back_where_one_is(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, ASKED, language="fr")
    visit.goes_to("/same")
    visit.types("x")
    visit.presses(Key.Key_T, modifiers=CONTROL)
    assert said_beside(visit) == ["", "", ""]
    assert (visit.here(), visit.editor("/same", LineBox).line.text()) == ("/same", "x")
    visit.presses(Key.Key_T, modifiers=CONTROL)
    assert said_beside(visit) == ["Nom", "Fruit", ""]


def test_hidden_words_stay_hidden_for_the_visit_and_come_back_with_the_next(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, ASKED, language="fr")
    visit.presses(Key.Key_T, modifiers=CONTROL)
    visit.refuse()  # a page of its own
    assert said_beside(visit) == ["", "", ""]
    for wiper in screen_wipers(lambda: None):
        if wiper.name == "two languages":
            wiper.wipe()
    visit.refuse()
    assert said_beside(visit) == ["Nom", "Fruit", ""]
