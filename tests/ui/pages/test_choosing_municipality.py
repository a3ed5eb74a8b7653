from pytestqt.qtbot import QtBot

from kiosk import flow
from tests.fakes import counter
from tests.ui.screen import button, settle, shown, visible
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.tile import Tile

STATE = flow.ChoosingMunicipality()


def test_all_are_there_before_anything_is_typed(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(STATE))
    assert [tile.accessibleName() for tile in visible(shell, Tile)] == [
        "Luzern",
        "Malters",
        "Ruswil",
    ]


def test_a_postcode_in_several_municipalities_lets_the_visitor_choose(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(STATE))
    next(visible(shell, SearchField)).setText("6016")
    settle()
    told = {tile.accessibleName(): tile.accessibleDescription() for tile in visible(shell, Tile)}
    assert told == {"Luzern": "6016 Hellbühl", "Malters": "6016 Hellbühl"}
    words = [label.text() for label in visible(shell, Label)]
    assert "Diese Postleitzahl liegt in mehreren Gemeinden. Wählen Sie Ihre." in words


def test_a_touch_chooses(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(STATE))
    with qtbot.waitSignal(shell.happened) as happened:
        button(shell, "Malters").click()
    assert happened.args == [flow.MunicipalityChosen(1062)]


def test_nothing_found_says_what_to_do(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(STATE))
    next(visible(shell, SearchField)).setText("Zürich")
    settle()
    assert any("Prüfen Sie die Schreibweise" in label.text() for label in visible(shell, Label))
