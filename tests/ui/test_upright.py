"""A screen that stands: the question at one place, what is touched low, nothing jumping."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.form import Form
from tests.fakes.forms import answered, equals, field, form, options, page
from tests.fakes.views import view
from tests.ui.screen import PORTRAIT, settle, shown, visible
from ui.editors.option import RadioOption
from ui.shell import Shell
from ui.theme import Role
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.keyboard import Keyboard
from ui.widgets.label import Label

FEW, MORE = (
    field("/few", "choice", required=True, options=options("a", "b")),
    field("/more", "choice", required=True, options=options("a", "b", "c", "d", "e")),
)
LONG = tuple(field(f"/line{number}") for number in range(9))
LATER = tuple(field(f"/l{number}", shown_when=equals("/few", "a")) for number in range(9))
ASKED = form(page(FEW), page(MORE), page(*LONG), page(field("/name")), page(FEW, *LATER))
HIGHEST_TOUCH = 0.4


def asked(qtbot: QtBot, number: int, refused: int = 0, asked: Form = ASKED) -> Shell:
    return shown(qtbot, view(flow.Filling("test", number, refused), asked))


def question(shell: Shell) -> int:
    """Return where the heading stands, in pixels from above."""
    assert shell.page is not None
    labels = (label for label in shell.page.findChildren(Label) if label.role is Role.HEADING)
    return next(labels).mapTo(shell, QPoint(0, 0)).y()


def test_every_short_page_asks_at_the_same_place(qtbot: QtBot) -> None:
    places = {question(asked(qtbot, number)) for number in (0, 1, 3)}
    assert len(places) == 1
    assert places.pop() > PORTRAIT.height() / 4


def test_a_problem_is_said_above_and_moves_the_question_little(qtbot: QtBot) -> None:
    calm, refused = asked(qtbot, 0), asked(qtbot, 0, refused=1)
    summary = next(visible(refused, ErrorSummary))
    assert abs(question(refused) - question(calm)) < summary.height() / 2


def test_what_is_answered_lies_in_the_lower_part(qtbot: QtBot) -> None:
    shell = asked(qtbot, 1)
    tops = [option.mapTo(shell, QPoint(0, 0)).y() for option in visible(shell, RadioOption)]
    assert min(tops) > HIGHEST_TOUCH * shell.height()


def test_a_long_page_gets_the_room(qtbot: QtBot) -> None:
    assert question(asked(qtbot, 2)) < PORTRAIT.height() / 8


def test_the_keyboard_covers_nothing_and_takes_its_room_from_the_white(qtbot: QtBot) -> None:
    shell = asked(qtbot, 3)
    keyboard, line = next(visible(shell, Keyboard)), next(visible(shell, QLineEdit))
    bottom = line.mapTo(shell, line.rect().bottomLeft()).y()
    assert bottom < keyboard.mapTo(shell, QPoint(0, 0)).y()


@pytest.mark.parametrize("answer", ["a", "b"])
def test_what_moved_up_for_more_questions_stays_up(qtbot: QtBot, answer: str) -> None:
    shell = asked(qtbot, 4)
    low = question(shell)
    for given in ("a", answer):
        shell.show_view(view(flow.Filling("test", 4), ASKED, answered(few=given)))
        settle()
    assert question(shell) < low
