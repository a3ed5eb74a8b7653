"""A day in three lines."""

from datetime import date as day

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.forms.answers import Entry
from kiosk.forms.days import Month
from kiosk.forms.form import Limits
from tests.ui.editors.placed import TODAY, editor
from tests.ui.stage import staged
from ui.editors.date import DateEditor
from ui.theme import Theme
from ui.widgets.calendar import Calendar
from ui.widgets.label import Label


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


# --- The calendar ------------------------------------------------------------------------------

SOON = Limits(earliest="today", latest="today+6m")


@pytest.fixture
def soon(theme: Theme, qtbot: QtBot) -> DateEditor:
    built = editor("date", theme, limits=SOON)
    assert isinstance(built, DateEditor)
    return staged(built, qtbot)


def opened(editor: DateEditor) -> Calendar:
    editor.opener.click()
    assert editor.calendar is not None
    return editor.calendar


def test_a_day_that_is_near_can_be_chosen_in_a_calendar(soon: DateEditor) -> None:
    told: list[Entry] = []
    soon.edited.connect(told.append)
    opened(soon).days[TODAY].click()
    assert texts(soon) == ["24", "11", "2026"]
    assert told == ["24.11.2026"]
    assert soon.calendar is None
    assert soon.opener.hasFocus()
    assert "Dienstag, 24. November 2026" in soon.opener.accessibleDescription()


def test_the_calendar_opens_at_what_was_typed(soon: DateEditor, qtbot: QtBot) -> None:
    soon.focus_target().setFocus()
    type_on(qtbot, "3.12.2026")
    calendar = opened(soon)
    assert calendar.month == Month(2026, 12)
    assert calendar.days[day(2026, 12, 3)].hasFocus()


@pytest.mark.parametrize("entry", ["31.02.2026", "1.1.1950", "morgen"])
def test_the_calendar_opens_at_a_day_that_may_be_chosen_whatever_was_typed(
    entry: str, theme: Theme, qtbot: QtBot
) -> None:
    built = editor("date", theme, entry, limits=SOON)
    assert isinstance(built, DateEditor)
    assert opened(staged(built, qtbot)).month == Month(2026, 11)
    assert built.entry == entry


def test_the_button_and_escape_close_the_calendar_and_nothing_is_told(
    soon: DateEditor, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(soon.edited):
        opened(soon)
        soon.opener.click()
        assert soon.calendar is None
        QTest.keyClick(opened(soon), Qt.Key.Key_Escape)
        assert soon.calendar is None
    assert soon.opener.label == "Kalender öffnen"


def test_tab_goes_from_the_button_into_the_calendar(soon: DateEditor) -> None:
    calendar = opened(soon)
    soon.opener.setFocus()
    QTest.keyClick(soon.opener, Qt.Key.Key_Tab)
    assert calendar.after.hasFocus()


def test_a_day_of_birth_has_no_calendar(date: DateEditor, theme: Theme, qtbot: QtBot) -> None:
    born = editor("date", theme, limits=Limits(earliest="1900-01-01", latest="today"))
    assert isinstance(born, DateEditor)
    staged(born, qtbot)
    assert [found.opener.isVisible() for found in (date, born)] == [False, False]


def test_the_example_is_a_day_that_could_be_the_answer(soon: DateEditor, date: DateEditor) -> None:
    def said(editor: DateEditor) -> list[str]:
        return [label.text() for label in editor.findChildren(Label)]

    assert "Zum Beispiel 22 2 2027" in said(soon)
    assert "Zum Beispiel 27 3 1985" in said(date)
