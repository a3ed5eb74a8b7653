"""What is pasted at a counter: cleaned, put where it belongs, and taken back in one step."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.forms.form import Field, Section
from kiosk.forms.pasting import LONGEST
from kiosk.words import Words
from tests.fakes.forms import answered, field, form, page
from tests.ui.counter.form_visit import CONTROL, FormVisit, Key
from ui.counter.editors.area import AreaBox
from ui.counter.editors.line import LineBox

PARTS = ("street", "houseNumber", "swissZipCode", "town")
BLOCK = "Anna Muster\nPilatusstrasse 12a\n6003 Luzern\n"


def address(*, municipality: bool = False) -> Section:
    kinds = {"swissZipCode": "postcode"}
    fields = [
        Field(f"/home/{part}", kinds.get(part, "text"), Words({"de": part})) for part in PARTS
    ]
    if municipality:
        fields.append(Field("/home/municipality", "municipality", Words({"de": "Gemeinde"})))
    return Section(Words(), tuple(fields), "address")


def at_home(qtbot: QtBot, **details: object) -> FormVisit:
    return FormVisit(qtbot, form(page(address(municipality=True), field("/end"))), **details)


def parts_of(visit: FormVisit) -> tuple[str, ...]:
    return tuple(visit.editor(f"/home/{part}", LineBox).line.text() for part in PARTS)


def test_a_pasted_line_is_plain(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/name"))))
    visit.pastes("\u202e Zoë\u00a0\u200bMüller \r\n")
    assert visit.entry("/name") == "Zoë Müller"


@pytest.mark.parametrize(
    ("kind", "copied", "wanted"),
    [
        ("email", "Anna Muster <anna@example.ch>", "anna@example.ch"),
        ("social_security_number", "AHV-Nr. 756.9217.0769.85", "756.9217.0769.85"),
        ("iban", "IBAN: CH9300762011623852957", "CH93 0076 2011 6238 5295 7"),
        ("phone", "Tel. +41 (0)41 208 81 11", "+41 41 208 81 11"),
        ("date", "geb. 24.11.1985", "24.11.1985"),
    ],
)
def test_a_field_takes_its_own_from_what_is_pasted(
    qtbot: QtBot, kind: str, copied: str, wanted: str
) -> None:
    visit = FormVisit(qtbot, form(page(field("/x", kind))))
    visit.pastes(copied)
    assert (visit.entry("/x"), visit.editor("/x", LineBox).line.text()) == (wanted, wanted)


def test_a_country_is_pasted_by_its_name(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/x", "country"))))
    visit.pastes("Frankreich")
    assert visit.entry("/x") == "FR"


def test_first_name_and_name_pasted_as_one_stay_as_they_are(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/firstName"), field("/officialName"))))
    visit.pastes("Anna Muster")
    assert (visit.entry("/firstName"), visit.entry("/officialName")) == ("Anna Muster", "")


def test_it_goes_in_where_the_cursor_is(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/a"))), answers=answered(a="AnnaMuster"))
    line = visit.editor("/a", LineBox).line
    line.setCursorPosition(4)
    visit.pastes("-Lea ")
    assert visit.entry("/a") == "Anna-LeaMuster"


def test_undo_takes_it_out_again(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/a"))))
    visit.types("vor")
    visit.pastes("nach")
    visit.presses(Key.Key_Z, modifiers=CONTROL)
    assert visit.entry("/a") == "vor"


# --- Addresses -----------------------------------------------------------------------------------


def test_a_block_of_lines_fills_the_whole_address(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.pastes(BLOCK)
    assert parts_of(visit) == ("Pilatusstrasse", "12a", "6003", "Luzern")
    assert (visit.entry("/home/municipality"), visit.here()) == ("1061", "/home/street")


def test_what_was_there_stays(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.goes_to("/home/houseNumber")
    visit.types("7")
    visit.goes_to("/home/street")
    visit.pastes(BLOCK)
    assert parts_of(visit) == ("Pilatusstrasse", "7", "6003", "Luzern")


def test_undo_brings_back_all_that_was_there(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.types("alt")
    visit.editor("/home/street", LineBox).line.selectAll()
    visit.pastes(BLOCK)
    visit.presses(Key.Key_Z, modifiers=CONTROL)
    assert parts_of(visit) == ("alt", "", "", "")
    assert visit.entry("/home/swissZipCode") == ""


def test_a_street_with_its_number_is_parted(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.pastes("Rue du 31-Décembre 8")
    assert parts_of(visit)[:2] == ("Rue du 31-Décembre", "8")


def test_a_postcode_with_its_town_is_parted(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.goes_to("/home/swissZipCode")
    visit.pastes("CH-6016 Hellbühl")
    assert parts_of(visit)[2:] == ("6016", "Hellbühl")


def test_into_the_middle_of_a_street_no_address_is_unfolded(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.types("c/o ")
    visit.pastes(BLOCK)
    assert parts_of(visit) == ("c/o Anna Muster Pilatusstrasse 12a 6003 Luzern", "", "", "")


def test_a_postcode_brings_its_only_town(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.goes_to("/home/swissZipCode")
    visit.types("6003")
    assert (visit.entry("/home/town"), visit.here()) == ("Luzern", "/home/swissZipCode")


def test_of_several_towns_a_list_is_offered(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.goes_to("/home/swissZipCode")
    visit.types("6016")
    visit.presses(Key.Key_Tab)
    assert [row.label for row in visit.page.matches.rows] == ["Hellbühl", "Ruswil Sigigen"]
    visit.presses(Key.Key_Down, Key.Key_Return)
    assert (visit.entry("/home/town"), visit.here()) == ("Hellbühl", "/end")
    assert visit.cell("/home/town").caption.aside == "Gemeinde: Malters"


def test_a_town_that_is_not_in_the_list_can_be_typed(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    visit.goes_to("/home/town")
    visit.types("Nirgendwo")
    assert visit.entry("/home/town") == "Nirgendwo"


def test_the_municipality_is_asked_only_where_a_place_has_several(qtbot: QtBot) -> None:
    visit = at_home(qtbot)
    assert "/home/municipality" not in visit.asked()
    visit.goes_to("/home/swissZipCode")
    visit.types("6105")
    assert "/home/municipality" in visit.asked()
    visit.presses(Key.Key_Tab, Key.Key_Tab)
    visit.types("werth")
    assert (visit.here(), visit.entry("/home/municipality")) == ("/home/municipality", "1009")


# --- Hostile clipboards --------------------------------------------------------------------------


def test_a_book_on_the_clipboard_is_cut_and_said(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/a"))))
    visit.pastes("x" * 5_000_000)
    assert len(str(visit.entry("/a"))) < 300
    assert "200 Zeichen" in visit.cell("/a").notice


def test_a_book_in_a_longer_text_is_cut_and_said(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/a", "multiline"))))
    visit.pastes("Wort\u200b \n" * 1_000_000)
    assert len(visit.editor("/a", AreaBox).area.toPlainText()) <= LONGEST
    assert "\u200b" not in str(visit.entry("/a"))
    assert visit.cell("/a").notice


@pytest.mark.parametrize("kind", ["text", "date", "phone", "country", "iban", "email", "number"])
def test_nothing_harmful_gets_in(qtbot: QtBot, kind: str) -> None:
    visit = FormVisit(qtbot, form(page(field("/a", kind))))
    visit.pastes("a\x00\x1b[31m\u202e\ufeff<script>\r\n{0.__class__}\ufffe" * 50)
    entry = str(visit.entry("/a"))
    assert entry.isprintable()


def test_what_is_no_plain_text_is_not_looked_at(qtbot: QtBot) -> None:
    visit = FormVisit(qtbot, form(page(field("/a"))), answers=answered(a="da"))
    rich = QMimeData()
    rich.setData("text/rtf", rb"{\rtf1 secret}")
    QApplication.clipboard().setMimeData(rich)
    visit.presses(Key.Key_End)
    visit.presses(Key.Key_V, modifiers=CONTROL)
    assert visit.entry("/a") == "da"
