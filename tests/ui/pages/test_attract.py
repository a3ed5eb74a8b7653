from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import flow
from tests.fakes import counter
from tests.ui.screen import button, settle, shown, visible
from ui.widgets.label import Label
from ui.widgets.scenery import Scenery


def test_every_language_is_one_touch_and_called_by_its_own_name(qtbot: QtBot) -> None:
    names = ("Deutsch", "Français", "Italiano", "English", "Leichte Sprache")
    for name, language in zip(names, counter.LANGUAGES, strict=True):
        shell = shown(qtbot, counter.view(flow.Attract()))
        with qtbot.waitSignal(shell.happened) as happened:
            button(shell, name).click()
        assert happened.args == [flow.LanguageChosen(language)]


def test_a_touch_anywhere_begins_when_the_finger_leaves(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Attract()))
    scenery = next(visible(shell, Scenery))
    found: list[object] = []
    shell.happened.connect(found.append)
    QTest.mousePress(scenery, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert not found
    QTest.mouseRelease(scenery, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert found == [flow.Touched()]


def test_it_says_how_long_a_visit_may_rest(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Attract()))
    assert any("90 Sekunden" in label.text() for label in visible(shell, Label))


def test_the_counter_is_named_once_it_is_known_without_a_new_page(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Attract(), catalogue=None, municipality=None))
    page = shell.page
    shell.show_view(counter.view(flow.Attract()))
    settle()
    words = [label.text() for label in visible(shell, Label)]
    assert shell.page is page
    assert "Luzern" in words
    assert words.index("Umzug") < words.index("Wohnsitzbestätigung")
    assert "Spartageskarte" not in words  # only at the counter


def test_the_services_do_not_double_when_nothing_changed(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Attract()))
    shell.show_view(counter.view(flow.Attract()))
    words = [label.text() for label in visible(shell, Label)]
    assert words.count("Umzug") == 1
