"""A longer text: capped before it is laid out, and without a way back to what was deleted."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.forms.answers import Entry
from kiosk.forms.form import Limits
from tests.ui.editors.placed import editor
from tests.ui.stage import staged
from ui.editors.text_area import TextAreaEditor
from ui.theme import Theme


@pytest.fixture
def area(theme: Theme, qtbot: QtBot) -> TextAreaEditor:
    built = editor("multiline", theme, limits=Limits(max_length=1_000))
    assert isinstance(built, TextAreaEditor)
    staged(built, qtbot)
    return built


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_a_word_of_a_hundred_thousand_letters_is_capped_before_it_is_drawn(
    area: TextAreaEditor,
) -> None:
    area.area.insertFromMimeData(pasted("x" * 100_000))
    assert len(area.area.toPlainText()) == 1_020
    assert area.entry == "x" * 1_020
    assert "höchstens 1000 Zeichen" in area.counter.text()


def test_five_pasted_megabytes_are_capped(area: TextAreaEditor) -> None:
    area.area.insertFromMimeData(pasted("x y\n" * 1_250_000))
    assert len(area.area.toPlainText()) == 1_020


def test_a_full_text_takes_no_letter_and_no_line(area: TextAreaEditor, qtbot: QtBot) -> None:
    area.area.insertFromMimeData(pasted("x" * 1_020))
    QTest.keyClicks(area.area, "yy")
    QTest.keyClick(area.area, Qt.Key.Key_Return)
    assert area.area.toPlainText() == "x" * 1_020


def test_a_full_text_can_be_shortened_and_typed_over(area: TextAreaEditor, qtbot: QtBot) -> None:
    area.area.insertFromMimeData(pasted("x" * 1_020))
    QTest.keyClick(area.area, Qt.Key.Key_Backspace)
    assert area.counter.text() == "19 Zeichen zu viel"
    area.area.selectAll()
    QTest.keyClicks(area.area, "y")
    assert area.entry == "y"


def test_what_an_input_method_composes_is_capped_too(area: TextAreaEditor) -> None:
    event = QInputMethodEvent()
    event.setCommitString("x" * 5_000)
    QApplication.sendEvent(area.area, event)
    assert len(area.area.toPlainText()) == 1_020


def test_enter_begins_a_line(area: TextAreaEditor, qtbot: QtBot) -> None:
    told: list[Entry] = []
    area.edited.connect(told.append)
    QTest.keyClicks(area.area, "a")
    QTest.keyClick(area.area, Qt.Key.Key_Return)
    QTest.keyClicks(area.area, "b")
    assert told[-1] == "a\nb"


def test_what_was_deleted_cannot_be_brought_back(area: TextAreaEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(area.area, "geheim")
    area.area.selectAll()
    QTest.keyClick(area.area, Qt.Key.Key_Delete)
    QTest.keyClick(area.area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert area.area.toPlainText() == ""
    assert not area.area.document().isUndoAvailable()


def test_markup_that_is_pasted_stays_text(area: TextAreaEditor) -> None:
    data = pasted("<b>fett</b>")
    data.setHtml("<b>fett</b>")
    area.area.insertFromMimeData(data)
    assert area.entry == "<b>fett</b>"


def test_a_picture_is_not_taken(area: TextAreaEditor) -> None:
    data = QMimeData()
    data.setData("image/png", b"\x89PNG")
    assert not area.area.canInsertFromMimeData(data)


def test_the_counter_is_there_from_the_first_letter(area: TextAreaEditor, qtbot: QtBot) -> None:
    assert area.counter.text() == "Noch 1000 Zeichen"
    QTest.keyClicks(area.area, "abc")
    assert area.counter.text() == "Noch 997 Zeichen"
