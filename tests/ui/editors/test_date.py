"""A day in three lines."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.forms.answers import Entry
from tests.ui.editors.placed import editor
from tests.ui.stage import staged
from ui.editors.date import DateEditor
from ui.theme import Theme


@pytest.fixture
def date(theme: Theme, qtbot: QtBot) -> DateEditor:
    built = editor("date", theme)
    assert isinstance(built, DateEditor)
    staged(built, qtbot)
    built.focus_target().setFocus()
    return built


def texts(date: DateEditor) -> list[str]:
    return [part.text() for part in date.parts]


def type_on(qtbot: QtBot, keys: str) -> None:
    """Type like somebody who looks at the keys, not at the lines."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, key)


@pytest.mark.parametrize(
    ("keys", "entry"),
    [
        ("03071948", "03.07.1948"),
        ("3.7.1948", "3.7.1948"),
        ("3/7/1948", "3.7.1948"),
        ("3 7 1948", "3.7.1948"),
        ("27-3-1985", "27.3.1985"),
        ("27.3.1985", "27.3.1985"),
        ("27.03.1985", "27.03.1985"),
    ],
)
def test_a_date_can_be_typed_as_it_is_written(
    keys: str, entry: str, date: DateEditor, qtbot: QtBot
) -> None:
    type_on(qtbot, keys)
    assert date.entry == entry


def test_a_pasted_date_is_spread_over_the_lines(date: DateEditor, qtbot: QtBot) -> None:
    told: list[Entry] = []
    date.edited.connect(told.append)
    date.parts[0].insert("27.03.1985")
    date.parts[0].textEdited.emit("27.03.1985")
    assert texts(date) == ["27", "03", "1985"]
    assert told[-1] == "27.03.1985"


def test_a_wrong_date_is_kept_as_it_was_typed(theme: Theme, qtbot: QtBot) -> None:
    built = editor("date", theme, "31.Februar.19")
    qtbot.addWidget(built)
    assert isinstance(built, DateEditor)
    assert texts(built) == ["31", "Februar", "19"]


def test_what_is_no_date_at_all_stands_in_the_first_line(theme: Theme, qtbot: QtBot) -> None:
    built = editor("date", theme, "morgen")
    qtbot.addWidget(built)
    assert isinstance(built, DateEditor)
    assert texts(built) == ["morgen", "", ""]


def test_backspace_goes_back_over_an_empty_line(date: DateEditor, qtbot: QtBot) -> None:
    type_on(qtbot, "27")
    assert date.parts[1].hasFocus()
    QTest.keyClick(date.parts[1], Qt.Key.Key_Backspace)
    assert date.parts[0].hasFocus()


def test_correcting_the_first_digit_does_not_move_on(date: DateEditor, qtbot: QtBot) -> None:
    type_on(qtbot, "27")
    date.parts[0].setFocus()
    date.parts[0].home(False)
    QTest.keyClick(date.parts[0], Qt.Key.Key_Delete)
    QTest.keyClicks(date.parts[0], "1")
    assert date.entry == "17.."
    assert date.parts[0].hasFocus()


def test_three_empty_lines_are_no_answer(date: DateEditor, qtbot: QtBot) -> None:
    type_on(qtbot, "1")
    QTest.keyClick(date.parts[0], Qt.Key.Key_Backspace)
    assert date.entry == ""


def test_each_line_says_which_part_it_is(date: DateEditor) -> None:
    names = [part.accessibleName() for part in date.parts]
    assert names == ["Frage: Tag", "Frage: Monat", "Frage: Jahr"]
