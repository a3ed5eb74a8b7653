"""What holds for every way to type an answer."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kiosk.forms.kind import Editor as Way
from tests.ui.editors.placed import EXAMPLES, HINT, LABEL, Example, editor
from ui.editors import EDITORS
from ui.theme import Theme

ROLES = {
    Way.LINE: QAccessible.Role.EditableText,
    Way.TEXT_AREA: QAccessible.Role.EditableText,
    Way.NUMBER_PAD: QAccessible.Role.EditableText,
    Way.DATE: QAccessible.Role.EditableText,
    Way.CHOICE: QAccessible.Role.RadioButton,
    Way.CHOICES: QAccessible.Role.CheckBox,
    Way.YES_NO: QAccessible.Role.RadioButton,
    Way.CONFIRM: QAccessible.Role.CheckBox,
    Way.LONG_CHOICE: QAccessible.Role.EditableText,
    Way.DOCUMENTS: QAccessible.Role.CheckBox,
}


def test_every_way_to_type_has_an_editor() -> None:
    assert set(EDITORS) == set(Way) == set(EXAMPLES)


@pytest.mark.parametrize(("way", "example"), EXAMPLES.items(), ids=[way.value for way in Way])
class TestEveryEditor:
    def test_it_is_drawn_by_its_file(
        self, way: Way, example: Example, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor(example.kind, theme, **example.details)
        qtbot.addWidget(built)
        assert type(built) is EDITORS[way]

    def test_it_holds_the_entry_it_was_built_with(
        self, way: Way, example: Example, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor(example.kind, theme, example.entry, **example.details)
        qtbot.addWidget(built)
        assert built.entry == example.entry

    def test_it_keeps_a_wrong_entry_until_it_is_changed(
        self, way: Way, example: Example, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor(example.kind, theme, example.wrong, **example.details)
        qtbot.addWidget(built)
        built.show_problem("Bitte prüfen.")
        assert built.entry == example.wrong

    def test_a_screen_reader_hears_question_and_hint(
        self, way: Way, example: Example, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor(example.kind, theme, **example.details)
        qtbot.addWidget(built)
        target = built.focus_target()
        heard = f"{target.accessibleName()} {target.accessibleDescription()}"
        assert LABEL in heard
        assert HINT in heard

    def test_a_screen_reader_hears_what_it_is(
        self, way: Way, example: Example, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor(example.kind, theme, **example.details)
        qtbot.addWidget(built)
        found = QAccessible.queryAccessibleInterface(built.focus_target())
        assert found.role() is ROLES[way]

    def test_a_problem_is_marked_and_heard_and_taken_away(
        self, way: Way, example: Example, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor(example.kind, theme, **example.details)
        qtbot.addWidget(built)
        built.show_problem("Bitte antworten.")
        for widget in built.inputs():
            assert widget.property("wrong") is True
            assert "Bitte antworten." in widget.accessibleDescription()
        built.show_problem("")
        for widget in built.inputs():
            assert widget.property("wrong") is False
            assert "Bitte antworten." not in widget.accessibleDescription()

    def test_a_disabled_field_takes_nothing(
        self, way: Way, example: Example, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor(example.kind, theme, enabled=False, **example.details)
        qtbot.addWidget(built)
        assert not built.focus_target().isEnabled()

    def test_nothing_opens_a_menu_or_takes_a_drop(
        self, way: Way, example: Example, theme: Theme, qtbot: QtBot
    ) -> None:
        built = editor(example.kind, theme, **example.details)
        qtbot.addWidget(built)
        for kind in (QLineEdit, QPlainTextEdit):
            for widget in built.findChildren(kind):
                assert widget.contextMenuPolicy().name == "PreventContextMenu"
                assert not widget.acceptDrops()
