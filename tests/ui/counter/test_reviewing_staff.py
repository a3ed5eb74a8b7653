"""Staff look at every answer once more: whether the visitor agreed decides what comes next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.flow.states import Agreement
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.receipt.printer import PrinterStatus
from kiosk.view import View
from tests.fakes.forms import field, form, page
from tests.ui.counter.desk import REVIEWING, WIDE, Clerk, view
from tests.ui.counter.test_frame import words_in
from tests.ui.screen import button, visible
from ui.counter.caps import Cap
from ui.counter.part_list import PartList
from ui.counter.reviewing import CounterReviewingPage
from ui.widgets.link import Link

IN_WORDS, ASK = "Person ist mündlich einverstanden", "Der Person zeigen"
INCOMPLETE = form(page(field("/name", required=True), field("/town", required=True), title="Wer?"))


def review(agreement: Agreement) -> flow.Reviewing:
    return flow.Reviewing("test", agreement)


@pytest.mark.parametrize(
    ("agreement", "label", "event"),
    [
        (Agreement.UNASKED, ASK, flow.AgreementWanted()),
        (Agreement.REFUSED, ASK, flow.AgreementWanted()),
        (Agreement.ASKED, IN_WORDS, flow.AgreementGiven(in_words=True)),
        (Agreement.ON_SCREEN, "Antrag an Stadt Luzern senden", flow.Continued()),
        (Agreement.IN_WORDS, "Antrag an Stadt Luzern senden", flow.Continued()),
    ],
)
def test_what_comes_next_depends_on_what_the_visitor_said(
    qtbot: QtBot, agreement: Agreement, label: str, event: flow.Event
) -> None:
    clerk = Clerk(qtbot, view(review(agreement)))
    assert clerk.shell.page is not None
    forward = clerk.shell.page.offers().forward
    assert forward is not None
    assert (forward.label, forward.event, forward.primary) == (label, event, True)
    ctrl = Qt.KeyboardModifier.ControlModifier
    assert clerk.presses(Qt.Key.Key_Return, ctrl) == [event]


@pytest.mark.parametrize("agreement", Agreement)
def test_the_page_says_how_the_agreement_stands_and_what_to_do(
    qtbot: QtBot, agreement: Agreement
) -> None:
    clerk = Clerk(qtbot, view(review(agreement)))
    texts, said = clerk.frame.page.view.texts, words_in(clerk.shell)
    assert texts(f"counter-agreement-{agreement.value}") in said
    assert texts(f"counter-agreement-{agreement.value}-do") in said


@pytest.mark.parametrize("agreement", [Agreement.UNASKED, Agreement.REFUSED])
def test_a_yes_in_words_is_noted_where_nobody_was_asked_yet(
    qtbot: QtBot, agreement: Agreement
) -> None:
    clerk = Clerk(qtbot, view(review(agreement)))
    button(clerk.shell, IN_WORDS).click()
    assert clerk.events == [flow.AgreementGiven(in_words=True)]


def test_every_answer_stands_there_in_two_columns_with_the_digit_that_changes_it(
    qtbot: QtBot,
) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    parts = list(visible(clerk.shell, PartList))
    assert [part.part.title for part in parts] == ["Wer sind Sie?", "Wo wohnen Sie?"]
    assert parts[0].x() < parts[1].x()
    assert parts[0].y() == parts[1].y()
    assert [cap.text for part in parts for cap in part.findChildren(Cap)] == ["1", "2"]
    assert "Anna Bühlmann" in words_in(parts[0])
    assert "756.9217.0769.85" not in words_in(parts[0])
    button(clerk.shell, "Ändern: Wo wohnen Sie?").click()
    assert clerk.events == [flow.ChangeWanted(1)]


def test_what_is_missing_comes_before_any_question_to_the_visitor(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, incomplete())
    assert isinstance(clerk.shell.page, CounterReviewingPage)
    assert clerk.shell.windowTitle().startswith("Fehler")
    assert clerk.presses(Qt.Key.Key_F9) == []
    assert clerk.presses(Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier) == []
    forward = clerk.shell.page.offers().forward
    assert forward is not None
    assert (forward.label, forward.event) == ("Zum ersten Fehler", flow.Continued())


def test_a_key_leads_from_problem_to_problem_and_round(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, incomplete())
    links = list(visible(clerk.shell, Link))
    assert len(links) == 2
    seen = []
    for key in (Qt.Key.Key_F7, Qt.Key.Key_N, Qt.Key.Key_F7):
        clerk.presses(key)
        seen.append(QApplication.focusWidget())
    clerk.presses(Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert seen == [links[0], links[1], links[0]]
    assert QApplication.focusWidget() is links[1]
    assert clerk.presses(Qt.Key.Key_Space) == [flow.ChangeWanted(0)]


def test_that_no_paper_will_come_is_said_before_it_is_sent(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING), WIDE)
    texts = clerk.frame.page.view.texts
    assert texts("reviewing-no-paper") not in words_in(clerk.shell)
    clerk.sees(view(REVIEWING, printer=PrinterStatus(("media-jam",))))
    said = words_in(clerk.shell)
    assert texts("reviewing-no-paper") in said
    assert said.count(texts("refill-media-jam")) == 1
    clerk.sees(view(REVIEWING, printer=PrinterStatus(("media-jam",))))
    assert words_in(clerk.shell).count(texts("refill-media-jam")) == 1


def incomplete() -> View:
    filled = fill(INCOMPLETE, Answers(), Audience.ASSISTED)
    return view(REVIEWING, Answers(), form=INCOMPLETE, filled=filled)
