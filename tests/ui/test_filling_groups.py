"""Asking for what belongs together: addresses, and several people or things."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Added, Answers, Moved, Removed
from kiosk.forms.form import Limits, Repeat, Section
from kiosk.session import Session, TextSize
from tests.fakes.forms import field, form, page, said
from tests.fakes.views import view
from tests.ui.asking import Begin, Visit
from tests.ui.stage import staged
from ui.pages.filling import FillingPage
from ui.theme import Theme
from ui.widgets.address import AddressHelp
from ui.widgets.button import Button
from ui.widgets.entries import Entries
from ui.widgets.entry_card import EntryCard
from ui.widgets.label import Label

# --- Addresses ---------------------------------------------------------------------------------


@pytest.fixture
def address(begin: Begin) -> Visit:
    parts = (
        field("/street"),
        field("/houseNumber", limits=Limits(max_length=12)),
        field("/swissZipCode", "postcode"),
        field("/town"),
    )
    return begin(Section(said("Adresse"), parts, "address"))


def test_street_and_number_share_a_line_and_so_do_postcode_and_town(address: Visit) -> None:
    tops = [address.row(pointer).geometry().bottom() for pointer in address.asked()]
    assert tops[0] == tops[1] < tops[2] == tops[3]


def test_the_only_town_of_a_postcode_is_filled_in(address: Visit) -> None:
    QTest.keyClicks(address.line("/swissZipCode").line, "6003")
    assert address.line("/town").line.text() == "Luzern"
    assert ("/town", "Luzern") in address.told


def test_several_towns_are_offered_and_one_is_taken(address: Visit) -> None:
    QTest.keyClicks(address.line("/swissZipCode").line, "6016")
    assert address.line("/town").line.text() == ""
    offered = [button for button in _buttons(address) if button.accessibleName() == "Hellbühl"]
    offered[0].click()
    assert address.line("/town").line.text() == "Hellbühl"


def test_a_town_that_was_typed_is_not_overwritten(address: Visit) -> None:
    QTest.keyClicks(address.line("/town").line, "Kastanienbaum")
    QTest.keyClicks(address.line("/swissZipCode").line, "6003")
    assert address.line("/town").line.text() == "Kastanienbaum"


def test_a_postcode_nobody_knows_offers_nothing(address: Visit) -> None:
    QTest.keyClicks(address.line("/swissZipCode").line, "9999")
    assert address.line("/town").line.text() == ""


# --- The municipality of an address ------------------------------------------------------------


@pytest.fixture
def located(begin: Begin) -> Visit:
    """An address that has a place for its municipality."""
    parts = (
        field("/street"),
        field("/houseNumber"),
        field("/swissZipCode", "postcode"),
        field("/town"),
        field("/municipality", "municipality"),
    )
    return begin(Section(said("Adresse"), parts, "address"))


def address_help(visit: Visit) -> AddressHelp:
    place = visit.page.questions.place("/municipality")
    assert isinstance(place, AddressHelp)
    return place


def test_the_only_municipality_of_a_place_is_kept_and_said(located: Visit) -> None:
    QTest.keyClicks(located.line("/swissZipCode").line, "6003")
    assert located.answers.entry("/municipality") == "1061"
    assert "Gemeinde: Luzern" in _said(located)
    assert address_help(located).which.options == {}


def test_a_place_in_several_municipalities_asks_which(located: Visit) -> None:
    QTest.keyClicks(located.line("/swissZipCode").line, "6105")
    assert located.line("/town").line.text() == "Schachen LU"
    assert list(address_help(located).which.options) == ["1062", "1009"]
    assert located.answers.entry("/municipality") == ""
    address_help(located).which.options["1009"].click()
    assert located.answers.entry("/municipality") == "1009"


def test_the_question_of_the_municipality_is_reached_by_tab(located: Visit) -> None:
    QTest.keyClicks(located.line("/swissZipCode").line, "6105")
    line = located.line("/town").line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert address_help(located).which.options["1062"].hasFocus()


def test_the_municipality_chosen_is_chosen_still_when_one_comes_back(located: Visit) -> None:
    kept = {"/swissZipCode": "6105", "/town": "schachen", "/municipality": "1009"}
    located.again(Answers(kept))
    chosen = [n for n, each in address_help(located).which.options.items() if each.isChecked()]
    assert chosen == ["1009"]
    assert located.answers.entries == kept


def test_another_place_forgets_the_municipality(located: Visit) -> None:
    located.again(Answers({"/swissZipCode": "6003", "/town": "Luzern", "/municipality": "1061"}))
    QTest.keyClicks(located.line("/town").line, "stadt")
    assert located.answers.entry("/municipality") == ""
    assert "Gemeinde: Luzern" not in _said(located)


def test_a_postcode_of_another_canton_has_no_municipality(located: Visit) -> None:
    QTest.keyClicks(located.line("/swissZipCode").line, "8001")
    QTest.keyClicks(located.line("/town").line, "Rom")
    assert located.asked() == ["/street", "/houseNumber", "/swissZipCode", "/town"]
    assert not address_help(located).which.isVisible()
    assert located.line("/town").line.text() == "Rom"


def test_an_address_without_a_place_for_it_is_not_asked(address: Visit) -> None:
    QTest.keyClicks(address.line("/swissZipCode").line, "6105")
    assert not [said for said in _said(address) if "Gemeinde" in said]


# --- Repeating groups --------------------------------------------------------------------------


@pytest.fixture
def movers(begin: Begin) -> Visit:
    items = (field("/movers/*/name", required=True),)
    return begin(Repeat("/movers", said("Personen"), said("Person"), items, max_items=3))


def group(visit: Visit) -> Entries:
    place = visit.page.questions.place("/movers")
    assert isinstance(place, Entries)
    return place


def test_an_entry_is_added_and_asked_for(movers: Visit) -> None:
    group(movers).add.click()
    assert movers.told == [("/movers", Added())]
    assert movers.asked() == ["/movers/0/name"]
    assert movers.line("/movers/0/name").line.hasFocus()


def test_entries_are_taken_away_with_what_was_typed(movers: Visit) -> None:
    movers.again(Answers().having("/movers/0/name", "Ada").having("/movers/1/name", "Bo"))
    group(movers).cards[0].remove.click()
    assert movers.told == [("/movers", Removed(0))]
    assert movers.line("/movers/0/name").line.text() == "Bo"
    assert len(group(movers).cards) == 1


THREE = Answers({"/movers/0/name": "Ada", "/movers/1/name": "Bo", "/movers/2/name": "Cy"})


def names(visit: Visit) -> list[str]:
    return [visit.line(pointer).line.text() for pointer in visit.asked()]


def test_entries_can_be_moved_up_and_down(movers: Visit) -> None:
    movers.again(THREE)
    group(movers).cards[1].up.click()
    assert names(movers) == ["Bo", "Ada", "Cy"]
    group(movers).cards[1].down.click()
    assert names(movers) == ["Bo", "Cy", "Ada"]
    assert movers.told == [("/movers", Moved(1, 0)), ("/movers", Moved(1, 2))]


def test_the_first_entry_cannot_go_up_and_the_last_not_down(movers: Visit) -> None:
    movers.again(THREE)
    ways = [(card.up.isVisible(), card.down.isVisible()) for card in group(movers).cards]
    assert ways == [(False, True), (True, True), (True, False)]


def test_an_entry_is_moved_on_by_pressing_the_same_key_again(movers: Visit) -> None:
    movers.again(THREE)
    group(movers).cards[0].down.setFocus()
    QTest.keyClick(group(movers).cards[0].down, Qt.Key.Key_Space)
    assert group(movers).cards[1].down.hasFocus()
    QTest.keyClick(group(movers).cards[1].down, Qt.Key.Key_Return)
    assert names(movers) == ["Bo", "Cy", "Ada"]
    assert group(movers).cards[2].up.hasFocus()


def test_entries_that_must_be_there_cannot_be_taken_away(begin: Begin) -> None:
    items = (field("/movers/*/name", required=True),)
    visit = begin(Repeat("/movers", said("Personen"), said("Person"), items, min_items=1))
    assert [card.remove.isVisible() for card in group(visit).cards] == [False]
    group(visit).add.click()
    assert [card.remove.isVisible() for card in group(visit).cards] == [True, True]


def test_no_line_behind_a_folded_entry_takes_the_focus(movers: Visit) -> None:
    movers.again(THREE)
    assert movers.page.first_focus() is None


@pytest.mark.parametrize("size", TextSize)
def test_all_that_can_be_done_with_an_entry_stays_inside_its_card(
    size: TextSize, qtbot: QtBot
) -> None:
    look = Theme.of(Session(text_size=size), px_per_mm=4.0, portrait=True)
    asked = form(page(Repeat("/m", said("Alle"), said("Person"), (field("/m/*/name"),))))
    entries = Answers({f"/m/{number}/name": "Ada" for number in range(3)})
    visit = view(flow.Filling("test", 0), asked, entries, language="fr")
    shown = staged(FillingPage(visit, look), qtbot)
    for card in shown.findChildren(EntryCard):
        for button in (card.change, card.up, card.down, card.remove):
            if button.isVisible():
                assert card.rect().contains(button.geometry())
                assert button.width() >= button.sizeHint().width()


def test_a_full_group_offers_no_more(movers: Visit) -> None:
    for _ in range(3):
        group(movers).add.click()
    assert not group(movers).add.isVisible()


def test_an_entry_that_was_answered_is_folded_to_what_it_says(movers: Visit) -> None:
    movers.again(Answers().having("/movers/0/name", "Ada").having("/movers/1/name", "Bo"))
    first = group(movers).cards[0]
    assert first.summary.isVisible()
    assert first.summary.text() == "Ada"
    first.change.click()
    assert movers.line("/movers/0/name").isVisible()


def test_buttons_of_an_entry_say_which_entry_they_mean(movers: Visit) -> None:
    group(movers).add.click()
    assert group(movers).cards[0].remove.accessibleName() == "Person 1 entfernen"


def _said(visit: Visit) -> list[str]:
    return [label.text() for label in visit.page.findChildren(Label) if label.isVisible()]


def _buttons(visit: Visit) -> list[Button]:
    return visit.page.findChildren(Button)
