import pytest

from kiosk.catalogue import Locality, Municipality
from kiosk.forms.answers import Answers
from kiosk.forms.form import Repeat, Section
from kiosk.forms.kinds import kind_of
from kiosk.municipalities import (
    located,
    matches,
    municipalities_at,
    municipalities_for,
    naming,
    towns_of,
)
from tests.fakes.forms import field, form, page, said

LUCERNE = Municipality(
    1061, "Luzern", "", (Locality("6003", "Luzern"), Locality("6016", "Hellbühl"))
)
MALTERS = Municipality(
    1062, "Malters", "", (Locality("6102", "Malters"), Locality("6016", "Hellbühl"))
)
BUETTISHOLZ = Municipality(1083, "Büttisholz", "", (Locality("6018", "Buttisholz"),))
ESCHOLZMATT = Municipality(
    1010, "Escholzmatt-Marbach", "", (Locality("6182", "Escholzmatt"), Locality("6196", "Marbach"))
)
ALL = (BUETTISHOLZ, ESCHOLZMATT, LUCERNE, MALTERS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ALL),
        ("luz", (LUCERNE,)),
        ("LUZERN", (LUCERNE,)),
        ("6016", (LUCERNE, MALTERS)),
        ("60", (BUETTISHOLZ, LUCERNE, MALTERS)),
        ("6016 hellb", (LUCERNE, MALTERS)),
        ("hellbuehl", (LUCERNE, MALTERS)),
        ("büttis", (BUETTISHOLZ,)),
        ("marbach", (ESCHOLZMATT,)),
        ("Zürich", ()),
    ],
)
def test_a_municipality_is_found_by_name_locality_and_postcode(
    text: str, found: tuple[Municipality, ...]
) -> None:
    assert municipalities_for(ALL, text) == found


@pytest.mark.parametrize("text", ["%", "*", "-----", "'", "  %  "])
def test_signs_find_nothing_and_never_all(text: str) -> None:
    assert municipalities_for(ALL, text) == ()


def test_those_called_so_come_before_those_with_such_a_locality() -> None:
    other = Municipality(1, "Neudorf", "", (Locality("6000", "Malters"),))
    assert municipalities_for((other, MALTERS), "malters") == (MALTERS, other)


def test_an_umlaut_stands_where_a_reader_looks_for_it() -> None:
    names = ("Buttisholz", "Büron", "Buchrain")
    places = [Municipality(bfs, name) for bfs, name in enumerate(names)]
    found = [place.name for place in municipalities_for(places, "")]
    assert found == ["Buchrain", "Büron", "Buttisholz"]


def test_an_empty_text_means_no_locality() -> None:
    assert not matches(Locality("6003", "Luzern"), "")


# --- Of an address -------------------------------------------------------------------------------


def test_a_postcode_has_its_towns_once_each_in_order() -> None:
    assert towns_of(ALL, "6016") == ("Hellbühl",)
    assert towns_of(ALL, "8001") == ()


@pytest.mark.parametrize("town", ["Hellbühl", "hellbuehl", " HELLBÜHL ", "Hellbühl LU"])
def test_a_place_lies_in_all_its_municipalities_however_it_is_written(town: str) -> None:
    assert municipalities_at(ALL, "6016", town) == (LUCERNE, MALTERS)


@pytest.mark.parametrize(
    ("postcode", "town"), [("6016", "Luzern"), ("8001", "Zürich"), ("", ""), ("6003", "")]
)
def test_postcode_and_town_must_belong_together(postcode: str, town: str) -> None:
    assert municipalities_at(ALL, postcode, town) == ()


def test_the_canton_in_a_name_may_be_left_out() -> None:
    place = Municipality(1009, "Werthenstein", "", (Locality("6105", "Schachen LU"),))
    assert municipalities_at((place,), "6105", "schachen") == (place,)
    assert municipalities_at((place,), "6105", "LU") == ()


ADDRESSED = form(
    page(
        Section(
            said("Adresse"),
            tuple(
                field(f"/address/{part}", kind)
                for part, kind in (
                    ("swissZipCode", "postcode"),
                    ("town", "text"),
                    ("municipality", "municipality"),
                )
            ),
            "address",
        ),
        Repeat(
            "/movers",
            said("Alle"),
            said("Person"),
            (field("/movers/*/municipality", "municipality"),),
        ),
    )
)


def at(postcode: str, town: str, municipality: str = "", address: str = "/address") -> Answers:
    parts = {"swissZipCode": postcode, "town": town, "municipality": municipality}
    return Answers({f"{address}/{part}": entry for part, entry in parts.items() if entry})


@pytest.mark.parametrize("part", ["swissZipCode", "town", "municipality"])
@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (at("6003", "Luzern"), "1061"),
        (at(" 6003 ", "luzern", "9999"), "1061"),
        (at("6016", "Hellbühl"), ""),
        (at("6016", "Hellbühl", "1062"), "1062"),
        (at("6016", "Hellbühl", "1083"), ""),
        (at("8001", "Zürich", "1061"), ""),
        (at("6003", "", "1061"), ""),
    ],
)
def test_an_address_keeps_a_municipality_that_it_lies_in(
    before: Answers, kept: str, part: str
) -> None:
    after = located(ADDRESSED, before, f"/address/{part}", ALL)
    assert after.entry("/address/municipality") == kept
    assert after.entry("/address/town") == before.entry("/address/town")


def test_every_entry_of_a_group_has_its_own_municipality() -> None:
    before = at("6003", "Luzern", address="/movers/1")
    after = located(ADDRESSED, before, "/movers/1/town", ALL)
    assert after.entry("/movers/1/municipality") == "1061"
    assert after.entry("/movers/0/municipality") == ""


@pytest.mark.parametrize("pointer", ["/address/street", "/other/town", "/town", "/movers"])
def test_what_is_no_part_of_such_an_address_settles_nothing(pointer: str) -> None:
    before = at("6003", "Luzern")
    assert located(ADDRESSED, before, pointer, ALL) is before


def test_a_form_learns_what_its_municipalities_are_called() -> None:
    part = field("/address/municipality", "municipality")
    entry = field("/movers/*/municipality", "municipality")
    asked = form(
        page(Section(said(""), (part,), "address")),
        page(Repeat("/movers", said("Alle"), said("Person"), (entry,))),
    )
    for _, found in naming(asked, ALL).fields():
        assert kind_of("municipality").show("1061", found, "fr") == "Luzern"
        assert kind_of("municipality").show("9999", found, "fr") == "9999"


def test_a_form_without_municipalities_stays_itself() -> None:
    asked = form(page(field("/name")))
    assert naming(asked, ALL) is asked
