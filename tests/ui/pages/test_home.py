import pytest
from pytestqt.qtbot import QtBot

from kiosk import flow
from tests.fakes import counter
from tests.ui.screen import button, settle, shown, visible
from ui.shell import Shell
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.tile import Tile


def tiles(shell: Shell) -> list[str]:
    return [tile.accessibleName() for tile in visible(shell, Tile)]


def search(shell: Shell, text: str) -> None:
    next(visible(shell, SearchField)).setText(text)
    settle()


def test_what_most_people_need_comes_first_and_shelves_that_hold_something(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Home()))
    assert tiles(shell) == [
        "Umzug",
        "Wohnsitzbestätigung",
        "Niederlassungsbewilligung",
        "Hund",
        "Wohnen und Umzug",
        "Tiere",
    ]


def test_a_tile_says_level_sender_and_price(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Home()))
    told = {tile.accessibleName(): tile.accessibleDescription() for tile in visible(shell, Tile)}
    assert told["Umzug"].endswith("Gemeinde · Einwohnerdienste · kostenlos")
    assert told["Niederlassungsbewilligung"].endswith("Kanton · Einwohnerdienste · CHF 20.00")


def test_results_come_while_typing_and_the_shelves_come_back(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Home()))
    search(shell, "wohnsitz")
    assert tiles(shell) == ["Wohnsitzbestätigung"]
    search(shell, "")
    assert "Tiere" in tiles(shell)


def test_a_search_without_a_result_says_what_to_do(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Home()))
    search(shell, "%")
    assert tiles(shell) == []
    assert any(label.text().startswith("Nichts gefunden.") for label in visible(shell, Label))


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("Wohnsitzbestätigung", flow.ServiceChosen("lu.wohnsitzbestätigung")),
        ("Tiere", flow.CategoryChosen("animals")),
        ("Andere Gemeinde wählen", flow.MunicipalityWanted()),
    ],
)
def test_a_touch_tells_what_was_chosen(qtbot: QtBot, name: str, event: flow.Event) -> None:
    shell = shown(qtbot, counter.view(flow.Home()))
    with qtbot.waitSignal(shell.happened) as happened:
        button(shell, name).click()
    assert happened.args == [event]


def test_a_shelf_shows_its_own_and_marks_what_only_the_counter_does(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Home("residence")))
    told = {tile.accessibleName(): tile.accessibleDescription() for tile in visible(shell, Tile)}
    assert "Hund" not in told
    assert "Nur am Schalter" in told["Spartageskarte"]
    assert shell.windowTitle() == "Wohnen und Umzug"
    with qtbot.waitSignal(shell.happened) as happened:
        button(shell, "Alle Themen").click()
    assert happened.args == [flow.Back()]


def test_an_empty_catalogue_is_said_to_be_empty(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Home(), catalogue=None))
    words = [label.text() for label in visible(shell, Label)]
    assert "Hier gibt es zurzeit keine Dienste." in words
