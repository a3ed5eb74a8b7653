"""A document from the visitor's own phone: the code on the screen, and the page behind it."""

import gc
from collections.abc import Iterator
from hashlib import sha256

import httpx
import pytest

from kiosk import flow
from kiosk.forms.attachment import Attachment
from kiosk.sandbox import Sandbox
from tests.fakes.files import JPEG, pdf
from tests.journeys.person import Person
from tests.journeys.telephone import address, goes_on_and_sends, sends, waits, wants_to_hand_in

SERVICE = "lu.parkkarte"


@pytest.fixture
def phone() -> Iterator[httpx.Client]:
    with httpx.Client(follow_redirects=True) as client:
        yield client


@pytest.fixture
def asked(person: Person) -> Person:
    """Somebody before the code."""
    wants_to_hand_in(person, SERVICE)
    return person


def test_a_photo_from_the_phone_is_seen_and_arrives_and_nothing_of_it_stays(
    asked: Person, phone: httpx.Client, portal: Sandbox
) -> None:
    url = address(asked)
    assert phone.get(url).status_code == 200
    waits(asked, flow.Phone.OPENED)
    assert "angekommen" in sends(phone, url, "Ausweis.jpg", JPEG).text
    asked.clock.advance(2)
    asked.waits_for(flow.Filling)
    assert "Ausweis.jpg" in asked.reads()
    assert phone.get(url).status_code == 404
    goes_on_and_sends(asked)
    (body,) = portal.submissions
    assert [found["sha256"] for found in body["attachments"]] == [sha256(JPEG).hexdigest()]
    asked.touches(asked.says("done-finish"))
    asked.waits_for_the_start_screen()
    gc.collect()
    held = [one for one in gc.get_objects() if isinstance(one, Attachment)]
    assert not [one for one in held if one.content == JPEG]


def test_a_file_that_nobody_can_open_is_refused_in_words(
    asked: Person, phone: httpx.Client
) -> None:
    sends(phone, address(asked), "Geheim.pdf", pdf(trailer=b"/Encrypt 9 0 R"))
    waits(asked, flow.Phone.CLOSED)
    assert asked.says("document-encrypted") in asked.reads()
    asked.touches(asked.says("phone-again"))
    waits(asked, flow.Phone.WAITING)


def test_whoever_walks_away_leaves_no_address_open(asked: Person, phone: httpx.Client) -> None:
    url = address(asked)
    asked.clock.advance(asked.idle_seconds)
    asked.waits_for(flow.Warned)
    asked.clock.advance(asked.warning_seconds)
    asked.waits_for_the_start_screen()
    assert phone.get(url).status_code == 404
    assert sends(phone, url, "late.jpg", JPEG).status_code == 404
    assert asked.kiosk.controller.view().code is None


def test_back_closes_the_address(asked: Person, phone: httpx.Client) -> None:
    url = address(asked)
    asked.touches(asked.says("frame-back"))
    assert isinstance(asked.state, flow.Filling)
    asked.waits_until(lambda: phone.get(url).status_code == 404)
