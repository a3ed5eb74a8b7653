import pytest

from kiosk.catalogue import Locality, Municipality
from kiosk.municipalities import matches, municipalities_for

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
