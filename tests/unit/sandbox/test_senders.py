from datetime import date
from typing import Any

import pytest

from kiosk.sandbox.blocks import SourceError
from kiosk.sandbox.senders import sender
from kiosk.sandbox.sources import read
from kiosk.signatures import digest
from tests.fakes.visitor import OFFER

SOURCES = read(OFFER)
TODAY = date(2026, 11, 24)


def of(rule: str, bfs: int, day: date = TODAY) -> dict[str, Any]:
    return sender(rule, SOURCES.senders[rule], SOURCES.municipalities[bfs], day)


def test_a_template_is_filled_for_each_municipality() -> None:
    found = of("municipality", 1024)
    assert found["legal_entity"] == "Gemeinde Emmen"
    assert found["postal_address"]["town"] == "Emmenbrücke"


def test_the_main_locality_is_the_one_called_as_the_municipality() -> None:
    assert of("municipality", 1005)["postal_address"]["postcode"] == "6166"


def test_a_municipality_may_have_its_own_words() -> None:
    assert of("municipality", 1061)["legal_entity"] == "Stadt Luzern"


def test_a_group_of_municipalities_may_share_an_office() -> None:
    assert of("municipality", 1024)["phone"] == "+41 41 000 00 11"
    assert of("municipality", 1005)["phone"] == "+41 41 000 00 10"


def test_the_day_decides_who_is_responsible() -> None:
    assert of("municipality", 1024, date(2030, 1, 1))["phone"] == "+41 41 000 00 12"


def test_the_canton_is_the_same_everywhere() -> None:
    assert of("canton", 1061) == of("canton", 1024)
    assert of("canton", 1061)["bfs"] is None


def test_different_municipalities_are_different_senders() -> None:
    first, second = of("municipality", 1024), of("municipality", 1005)
    assert first["id"] != second["id"]
    assert first["digest"] != second["digest"]


def test_the_digest_is_that_of_the_block_without_it() -> None:
    found = of("municipality", 1061)
    assert found.pop("digest") == digest(found)


def test_replies_go_to_the_postal_address_unless_another_is_given() -> None:
    found = of("municipality", 1061)
    assert found["return_address"] == found["postal_address"]


def test_a_placeholder_that_nothing_fills_is_named() -> None:
    template = {**SOURCES.senders["canton"], "email": "{mayor}@example.ch"}
    with pytest.raises(SourceError, match="mayor"):
        sender("canton", template, SOURCES.municipalities[1061], TODAY)
