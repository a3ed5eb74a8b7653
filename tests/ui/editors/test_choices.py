"""Choosing: one of a few, several, yes or no, one of many, and agreeing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.forms.answers import Entry
from tests.ui.editors.placed import editor, options
from tests.ui.stage import staged
from ui.editors.choice import ChoiceEditor
from ui.editors.choices import ChoicesEditor
from ui.editors.confirm import ConfirmEditor
from ui.editors.long_choice import LongChoiceEditor
from ui.editors.option import RadioOption
from ui.editors.yes_no import YesNoEditor
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton


def told_by(built: ChoiceEditor | ChoicesEditor | ConfirmEditor | LongChoiceEditor) -> list[Entry]:
    told: list[Entry] = []
    built.edited.connect(told.append)
    return told


@pytest.fixture
def choice(theme: Theme, qtbot: QtBot) -> ChoiceEditor:
    built = editor("choice", theme, options=options("bank", "rent", "court"))
    assert isinstance(built, ChoiceEditor)
    staged(built, qtbot)
    return built


def test_a_touch_anywhere_on_an_option_chooses_it(choice: ChoiceEditor, qtbot: QtBot) -> None:
    told = told_by(choice)
    button = choice.buttons[1]
    QTest.mouseClick(button, LEFT, pos=QPoint(button.width() - 3, button.height() - 3))
    assert told == ["rent"]


def test_a_finger_that_leaves_the_option_chooses_nothing(
    choice: ChoiceEditor, qtbot: QtBot
) -> None:
    told = told_by(choice)
    button = choice.buttons[1]
    QTest.mousePress(button, LEFT)
    QTest.mouseRelease(button, LEFT, pos=QPoint(-20, -20))
    assert told == []


def test_arrows_walk_through_the_options(choice: ChoiceEditor, qtbot: QtBot) -> None:
    choice.buttons[0].setFocus()
    QTest.keyClick(choice.buttons[0], Qt.Key.Key_Down)
    assert choice.buttons[1].hasFocus()


def test_nothing_is_chosen_beforehand(choice: ChoiceEditor) -> None:
    assert not any(button.isChecked() for button in choice.buttons)


def test_an_optional_choice_can_be_taken_back(choice: ChoiceEditor, qtbot: QtBot) -> None:
    told = told_by(choice)
    choice.buttons[0].click()
    choice.undo.click()
    assert told == ["bank", ""]
    assert not any(button.isChecked() for button in choice.buttons)
    assert not choice.undo.isVisible()


def test_a_required_choice_can_only_be_changed(theme: Theme, qtbot: QtBot) -> None:
    built = editor("choice", theme, "a", options=options("a", "b"), required=True)
    qtbot.addWidget(built)
    assert isinstance(built, ChoiceEditor)
    assert not built.undo.isVisibleTo(built)


def test_an_ampersand_in_an_option_is_a_letter(theme: Theme, qtbot: QtBot) -> None:
    button = RadioOption("Müller & <b>Söhne</b>", theme)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Müller & <b>Söhne</b>"
    assert button.text() == ""
    assert button.shortcut().isEmpty()


def test_a_long_option_grows_instead_of_being_cut(theme: Theme, qtbot: QtBot) -> None:
    button = RadioOption("Niederlassungsbewilligungsverlängerung " * 6, theme)
    qtbot.addWidget(button)
    assert button.heightForWidth(400) > 3 * theme.target


def test_yes_and_no_stand_side_by_side(theme: Theme, qtbot: QtBot) -> None:
    built = editor("yes_no", theme)
    assert isinstance(built, YesNoEditor)
    staged(built, qtbot)
    yes, no = built.buttons
    assert yes.y() == no.y()
    told = told_by(built)
    no.click()
    yes.click()
    assert told == ["false", "true"]


def test_several_are_told_in_the_order_of_the_form(theme: Theme, qtbot: QtBot) -> None:
    built = editor("choices", theme, options=options("a", "b", "c"))
    qtbot.addWidget(built)
    assert isinstance(built, ChoicesEditor)
    told = told_by(built)
    built.buttons["c"].click()
    built.buttons["a"].click()
    built.buttons["c"].click()
    assert told == [("c",), ("a", "c"), ("a",)]


def test_agreeing_and_thinking_again(theme: Theme, qtbot: QtBot) -> None:
    built = editor("confirmation", theme)
    qtbot.addWidget(built)
    assert isinstance(built, ConfirmEditor)
    told = told_by(built)
    built.tick.click()
    built.tick.click()
    assert told == ["true", ""]


class TestOneOfMany:
    @pytest.fixture
    def countries(self, theme: Theme, qtbot: QtBot) -> LongChoiceEditor:
        built = editor("country", theme)
        assert isinstance(built, LongChoiceEditor)
        staged(built, qtbot)
        return built

    def found(self, countries: LongChoiceEditor) -> list[str]:
        model = countries.found.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def test_a_search_needs_no_accents_and_no_capitals(
        self, countries: LongChoiceEditor, qtbot: QtBot
    ) -> None:
        QTest.keyClicks(countries.search, "osterr")
        assert self.found(countries) == ["Österreich"]

    def test_what_begins_so_comes_before_what_holds_it(
        self, countries: LongChoiceEditor, qtbot: QtBot
    ) -> None:
        QTest.keyClicks(countries.search, "nor")
        assert self.found(countries)[0].startswith("Nor")

    @pytest.mark.parametrize("typed", ["-----", "%", "*", "'", ".*", "[a-z]"])
    def test_nothing_is_a_wildcard(
        self, typed: str, countries: LongChoiceEditor, qtbot: QtBot
    ) -> None:
        QTest.keyClicks(countries.search, typed)
        assert len(self.found(countries)) < 5

    def test_enter_takes_the_first_that_was_found(
        self, countries: LongChoiceEditor, qtbot: QtBot
    ) -> None:
        told = told_by(countries)
        QTest.keyClicks(countries.search, "ital")
        QTest.keyClick(countries.search, Qt.Key.Key_Return)
        assert told == ["IT"]
        assert countries.chosen.text() == "Italien"
        assert not countries.search.isVisible()

    def test_the_arrow_leads_into_the_list_and_enter_chooses(
        self, countries: LongChoiceEditor, qtbot: QtBot
    ) -> None:
        told = told_by(countries)
        QTest.keyClick(countries.search, Qt.Key.Key_Down)
        assert countries.found.hasFocus()
        QTest.keyClick(countries.found, Qt.Key.Key_Down)
        QTest.keyClick(countries.found, Qt.Key.Key_Return)
        assert told == ["DE"]

    def test_the_arrow_above_the_first_row_leads_back_to_the_search(
        self, countries: LongChoiceEditor, qtbot: QtBot
    ) -> None:
        QTest.keyClick(countries.search, Qt.Key.Key_Down)
        QTest.keyClick(countries.found, Qt.Key.Key_Up)
        assert countries.search.hasFocus()

    @pytest.mark.parametrize("typed", ["schweis", "Schwiez", "oesterreihc", "ostereich"])
    def test_a_slip_is_forgiven(self, typed: str, countries: LongChoiceEditor) -> None:
        QTest.keyClicks(countries.search, typed)
        assert len(self.found(countries)) == 1

    def test_a_touch_in_the_list_chooses(self, countries: LongChoiceEditor, qtbot: QtBot) -> None:
        told = told_by(countries)
        place = countries.found.visualRect(countries.found.model().index(0, 0)).center()
        QTest.mouseClick(countries.found.viewport(), LEFT, pos=place)
        assert told == ["CH"]

    def test_another_can_be_chosen(self, countries: LongChoiceEditor, qtbot: QtBot) -> None:
        told = told_by(countries)
        QTest.keyClicks(countries.search, "ital")
        QTest.keyClick(countries.search, Qt.Key.Key_Return)
        countries.change.click()
        assert told == ["IT", ""]
        assert countries.search.isVisible()
        assert countries.search.text() == ""

    def test_a_choice_that_does_not_exist_leads_to_the_search(
        self, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor("country", theme, "XX")
        qtbot.addWidget(built)
        assert isinstance(built, LongChoiceEditor)
        assert built.focus_target() is built.search

    def test_two_thousand_options_are_searched(self, theme: Theme, qtbot: QtBot) -> None:
        many = options(*(f"ort-{number:04}" for number in range(2_000)))
        built = editor("choice", theme, options=many)
        qtbot.addWidget(built)
        assert isinstance(built, LongChoiceEditor)
        QTest.keyClicks(built.search, "1999")
        assert self.found(built) == ["Ort-1999"]
