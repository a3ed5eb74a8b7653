"""Asking for what belongs together: addresses, and several people or things."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.forms.answers import Added, Answers, Moved, Removed
from kiosk.forms.form import Limits, Repeat, Section
from tests.fakes.forms import field, said
from tests.ui.asking import Begin, Visit
from ui.widgets.address import AddressHelp
from ui.widgets.button import Button
from ui.widgets.entries import Entries
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


def test_entries_can_be_moved(movers: Visit) -> None:
    movers.again(Answers().having("/movers/0/name", "Ada").having("/movers/1/name", "Bo"))
    group(movers).cards[1].up.click()
    assert movers.told == [("/movers", Moved(1, 0))]
    assert movers.line("/movers/0/name").line.text() == "Bo"


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
