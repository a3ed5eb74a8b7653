"""A month to choose a day from."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.forms.days import Days, Month
from kiosk.session import Session, TextSize
from kiosk.texts import Texts
from tests.ui.stage import staged
from ui.theme import Theme
from ui.widgets.calendar import Calendar, spoken
from ui.widgets.day import Day

TODAY = date(2026, 11, 24)
DAYS = Days(date(2026, 11, 20), date(2027, 1, 10), TODAY)


@pytest.fixture
def calendar(theme: Theme, qtbot: QtBot) -> Calendar:
    return opened(theme, qtbot)


def opened(theme: Theme, qtbot: QtBot, chosen: date | None = None, days: Days = DAYS) -> Calendar:
    built = staged(Calendar(days, chosen, Texts("de"), theme), qtbot)
    built.focus()
    return built


def here(calendar: Calendar) -> date:
    """Return the day that has the focus."""
    return next(day for day, button in calendar.days.items() if button.hasFocus())


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def test_it_opens_at_today_and_at_the_answer_where_there_is_one(theme: Theme, qtbot: QtBot) -> None:
    assert here(opened(theme, qtbot)) == TODAY
    assert here(opened(theme, qtbot, date(2026, 12, 3))) == date(2026, 12, 3)
    assert here(opened(theme, qtbot, date(1999, 1, 1))) == DAYS.first


def test_a_touch_on_a_day_tells_it(calendar: Calendar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(calendar.picked) as told:
        QTest.mouseClick(calendar.days[date(2026, 11, 28)], Qt.MouseButton.LeftButton)
    assert told.args == [date(2026, 11, 28)]


def test_a_day_out_of_range_cannot_be_chosen(calendar: Calendar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(calendar.picked):
        QTest.mouseClick(calendar.days[date(2026, 11, 19)], Qt.MouseButton.LeftButton)
    choosable = [day for day, button in calendar.days.items() if button.isEnabled()]
    assert (choosable[0], choosable[-1]) == (DAYS.first, date(2026, 11, 30))


def test_the_arrow_keys_go_from_day_to_day_and_over_the_end_of_the_month(
    calendar: Calendar,
) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert here(calendar) == date(2026, 12, 2)
    assert calendar.month == Month(2026, 12)
    press(Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert here(calendar) == TODAY


def test_the_arrow_keys_stop_at_the_first_and_the_last_day(calendar: Calendar) -> None:
    press(Qt.Key.Key_Up)
    assert here(calendar) == TODAY
    press(*[Qt.Key.Key_Left] * 9)
    assert here(calendar) == DAYS.first
    press(*[Qt.Key.Key_PageDown] * 9)
    assert here(calendar) == DAYS.last


def test_space_chooses_and_escape_leaves(calendar: Calendar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(calendar.picked) as told:
        press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert told.args == [date(2026, 11, 25)]
    with qtbot.waitSignal(calendar.left):
        press(Qt.Key.Key_Escape)


def test_tab_reaches_one_day_after_the_two_arrows(calendar: Calendar) -> None:
    press(Qt.Key.Key_Right)
    calendar.after.setFocus()
    press(Qt.Key.Key_Tab)
    assert here(calendar) == date(2026, 11, 25)
    press(Qt.Key.Key_Tab)
    assert not any(button.hasFocus() for button in calendar.days.values())


def test_the_arrows_turn_to_the_months_that_there_are(calendar: Calendar) -> None:
    assert not calendar.before.isEnabled()
    for month in (Month(2026, 12), Month(2027, 1)):
        QTest.mouseClick(calendar.after, Qt.MouseButton.LeftButton)
        assert calendar.month == month
    assert not calendar.after.isEnabled()
    assert calendar.before.isEnabled()


def test_a_screen_reader_hears_the_whole_day(theme: Theme, qtbot: QtBot) -> None:
    calendar = opened(theme, qtbot, date(2026, 11, 27))
    names = {day.day: button.accessibleName() for day, button in calendar.days.items()}
    assert names[25] == "Mittwoch, 25. November 2026"
    assert names[24] == "Dienstag, 24. November 2026, heute"
    assert names[27] == "Gewählt: Freitag, 27. November 2026"
    assert calendar.before.accessibleName() == "Voriger Monat"


@pytest.mark.parametrize(
    ("language", "first", "third"),
    [
        ("de", "Dienstag, 1. Dezember 2026", "Donnerstag, 3. Dezember 2026"),
        ("fr", "mardi 1er décembre 2026", "jeudi 3 décembre 2026"),
        ("it", "martedì 1º dicembre 2026", "giovedì 3 dicembre 2026"),
        ("en", "Tuesday, 1 December 2026", "Thursday, 3 December 2026"),
        ("de-simple", "Dienstag, 1. Dezember 2026", "Donnerstag, 3. Dezember 2026"),
    ],
)
def test_a_day_is_said_as_the_language_says_it(language: str, first: str, third: str) -> None:
    texts = Texts(language)
    assert spoken(date(2026, 12, 1), texts) == first
    assert spoken(date(2026, 12, 3), texts) == third


@pytest.mark.parametrize("size", TextSize)
def test_days_are_large_enough_for_a_finger_and_lie_in_straight_lines(
    size: TextSize, qtbot: QtBot
) -> None:
    theme = Theme.of(Session(text_size=size), px_per_mm=4.0, portrait=True)
    calendar = opened(theme, qtbot)
    for day, button in calendar.days.items():
        assert min(button.width(), button.height()) >= theme.smallest_target
        below = calendar.days.get(date(2026, 11, min(30, day.day + 7)))
        if below is not None and day.day <= 23:
            assert below.x() == button.x()
            assert below.y() - button.geometry().bottom() > theme.px(2.5)
    assert calendar.rect().contains(calendar.childrenRect())


def test_it_keeps_its_height_from_month_to_month(calendar: Calendar) -> None:
    heights = {calendar.sizeHint().height()}
    for _ in range(2):
        calendar.after.click()
        heights.add(calendar.sizeHint().height())
    assert len(heights) == 1


def test_a_day_has_room_for_its_number_at_every_size(qtbot: QtBot) -> None:
    for size in TextSize:
        theme = Theme.of(Session(text_size=size), px_per_mm=4.0, portrait=True)
        day = Day(28, "28", theme, chosen=False, today=True)
        qtbot.addWidget(day)
        assert day.fontMetrics().horizontalAdvance("28") < 0.8 * day.width()
