"""Help, language, leaving, the warning, opening, closed, wiping: pages that lie over or between."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk import flow
from tests.fakes import counter
from tests.fakes.views import SERVICE
from tests.ui.screen import LANDSCAPE, button, settle, shown, visible
from ui.pages.opening import OpeningPage
from ui.pages.warned import WarnedPage
from ui.shell import Shell
from ui.widgets.label import Label

FILLING = flow.Filling("test", 0)


def told(shell: Shell) -> str:
    return "\n".join(label.text() for label in visible(shell, Label))


@pytest.mark.parametrize(
    ("state", "name", "event"),
    [
        (flow.ChoosingLanguage(FILLING), "Français", flow.LanguageChosen("fr")),
        (flow.ChoosingLanguage(FILLING), "Zurück", flow.Back()),
        (flow.Helping(FILLING), "Zurück zur Seite", flow.Back()),
        (flow.Leaving(FILLING), "Ja, alles löschen", flow.Left()),
        (flow.Leaving(FILLING), "Nein, weitermachen", flow.Stayed()),
        (flow.Warned(FILLING), "Ich brauche mehr Zeit", flow.Stayed()),
        (flow.Warned(FILLING), "Beenden und löschen", flow.Left()),
        (flow.Opening(flow.Home()), "Abbrechen", flow.Back()),
        (flow.Opening(flow.Home()), "Beenden und löschen", flow.LeaveWanted()),
    ],
)
def test_a_touch_tells_what_was_chosen(
    qtbot: QtBot, state: flow.State, name: str, event: flow.Event
) -> None:
    shell = shown(qtbot, counter.view(state))
    with qtbot.waitSignal(shell.happened) as happened:
        button(shell, name).click()
    assert happened.args == [event]


def test_leaving_says_not_sent_only_where_that_is_certain(qtbot: QtBot) -> None:
    failed = flow.Failed("outcome-unknown", "outcome-unknown", flow.Submitting("test", "key"))
    assert "noch nicht gesendet" in told(shown(qtbot, counter.view(flow.Leaving(FILLING))))
    uncertain = told(shown(qtbot, counter.view(flow.Leaving(failed))))
    assert "noch nicht gesendet" not in uncertain
    assert "Wir löschen alle Angaben auf diesem Gerät." in uncertain


def test_the_warning_hides_everything_of_the_page_it_lies_over(qtbot: QtBot) -> None:
    words = told(shown(qtbot, counter.view(flow.Warned(FILLING))))
    for hidden in (SERVICE.title.to("de"), "Luzern", "Einwohnerdienste"):
        assert hidden not in words


def test_the_warning_counts_in_words_and_begins_at_staying(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Warned(FILLING)))
    page = shell.page
    assert isinstance(page, WarnedPage)
    assert "In 30 Sekunden löschen wir alles." in told(shell)
    for _ in range(29):
        page.count_down()
    assert "In 1 Sekunde löschen wir alles." in told(shell)
    page.count_down()
    page.count_down()
    assert page.left == 0
    assert button(shell, "Ich brauche mehr Zeit").hasFocus()


def test_opening_says_nothing_at_first_then_words_then_that_it_is_slow(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Opening(flow.Home())))
    page = shell.page
    assert isinstance(page, OpeningPage)
    assert "Einen Moment bitte" not in told(shell)
    page.show_words()
    settle()
    assert "Wir holen die Seite für Sie." in told(shell)
    page.show_slow()
    settle()
    assert "Das dauert länger als üblich." in told(shell)


def test_out_of_service_speaks_every_language_and_keeps_the_code_small(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Closed("clipboard")))
    for words in ("Ausser Betrieb", "Hors service", "Fuori servizio", "Out of service"):
        assert words in told(shell)
    assert "Stadthaus, Schalter 2\n041 208 81 11" in told(shell)
    assert "Für die Informatik: clipboard" in told(shell)


def test_help_tells_where_people_are_in_both_shapes(qtbot: QtBot) -> None:
    for shell in (
        shown(qtbot, counter.view(flow.Helping(flow.Home()))),
        shown(qtbot, counter.view(flow.Helping(flow.Home())), LANDSCAPE),
    ):
        assert "Fragen Sie am Schalter: Stadthaus, Schalter 2." in told(shell)
        assert "Mit «Zurück» kommen Sie zur Seite davor." in told(shell)


def test_the_present_language_is_marked_and_stays_a_choice(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.ChoosingLanguage(FILLING), "it"))
    assert button(shell, "Deutsch").isEnabled()
    assert "I Suoi dati rimangono." in told(shell)
