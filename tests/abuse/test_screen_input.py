"""Abuse of the pages that ask (K01 to K30), as somebody does it to the whole window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.form import Form, Limits
from tests.fakes.forms import answered, field, form, options, page
from tests.fakes.views import view
from tests.ui.screen import button, settle, shown, visible
from ui.fonts import register_fonts
from ui.shell import Shell
from ui.widgets.label import Label

ASKED: Form = form(
    page(
        field("/name", limits=Limits(max_length=100)),
        field("/remarks", "multiline", limits=Limits(max_length=1_000)),
        field("/ahv", "social_security_number"),
        field("/case", "choice", options=options("eins", "zwei")),
    )
)
FIVE_MEGABYTES = "x" * 5_000_000
SECRET = "Kanarienvogel"


@pytest.fixture(scope="module", autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[None]:
    yield
    QApplication.clipboard().clear()


def asking(qtbot: QtBot, answers: Answers | None = None) -> Shell:
    return shown(qtbot, view(flow.Filling("test", 0), ASKED, answers))


def line(shell: Shell) -> QLineEdit:
    return next(visible(shell, QLineEdit))


def area(shell: Shell) -> QPlainTextEdit:
    return next(visible(shell, QPlainTextEdit))


def test_k01_five_pasted_megabytes_fill_a_line_and_no_more(qtbot: QtBot) -> None:
    shell = asking(qtbot)
    QApplication.clipboard().setText(FIVE_MEGABYTES)
    line(shell).paste()
    settle()
    assert line(shell).text() == "x" * 120
    assert any("höchstens 100 Zeichen" in label.text() for label in visible(shell, Label))


def test_k02_a_word_of_five_million_letters_fills_a_text_and_no_more(qtbot: QtBot) -> None:
    shell = asking(qtbot)
    QApplication.clipboard().setText(FIVE_MEGABYTES)
    area(shell).paste()
    settle()
    assert area(shell).toPlainText() == "x" * 1_020


def test_k09_what_a_visitor_typed_is_never_markup(qtbot: QtBot) -> None:
    hostile = "<img src='file:///etc/passwd'><b>&amp;</b>"
    shell = shown(qtbot, view(flow.Reviewing("test"), ASKED, answered(name=hostile)))
    said = [label for label in visible(shell, QLabel) if label.text() == hostile]
    assert said
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in said)


def test_k15_two_thousand_keys_of_a_scanner_and_enter_do_not_continue(qtbot: QtBot) -> None:
    shell = asking(qtbot)
    events: list[object] = []
    shell.happened.connect(events.append)
    QTest.keyClicks(line(shell), "7" * 2_000)
    QTest.keyClick(line(shell), Qt.Key.Key_Return)
    assert events == []


def test_k16_a_finger_that_slides_off_continue_does_not_continue(qtbot: QtBot) -> None:
    shell = asking(qtbot)
    events: list[object] = []
    shell.happened.connect(events.append)
    onward = button(shell, "Weiter")
    QTest.mousePress(onward, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(onward, Qt.MouseButton.LeftButton, pos=QPoint(-200, -200))
    assert events == []


def test_k16_ten_taps_and_a_held_enter_continue_once(qtbot: QtBot) -> None:
    shell = asking(qtbot)
    events: list[object] = []
    shell.happened.connect(events.append)
    for _ in range(10):
        QTest.mouseClick(button(shell, "Weiter"), Qt.MouseButton.LeftButton)
        QTest.keyClick(line(shell), Qt.Key.Key_Return)
    assert events == [flow.Continued()]


def test_k28_undo_redo_and_an_old_field_bring_nothing_back(qtbot: QtBot) -> None:
    shell = asking(qtbot)
    old = line(shell)
    QTest.keyClicks(old, SECRET)
    shell.show_view(view(flow.Wiping(), ASKED))
    shell.show_view(view(flow.Filling("test", 0), ASKED))
    settle()
    fresh = line(shell)
    assert fresh is not old
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        QTest.keyClick(fresh, key, Qt.KeyboardModifier.ControlModifier)
    assert fresh.text() == ""
    fields = (*shell.findChildren(QLineEdit), *visible(shell, QLineEdit))
    assert all(SECRET not in field.text() for field in fields)


def test_k30_a_shoulder_reads_only_the_end_of_a_secret(qtbot: QtBot) -> None:
    answers = answered(ahv="756.9217.0769.85")
    shell = shown(qtbot, view(flow.Reviewing("test"), ASKED, answers))
    shown_texts = " ".join(label.text() for label in visible(shell, Label))
    assert "9217" not in shown_texts
    assert "69.85" in shown_texts
