"""A document from the visitor's own phone: the code on the screen, and the page behind it."""

from collections.abc import Iterator
from hashlib import sha256

import httpx
import pytest
import zxingcpp
from PySide6.QtGui import QImage

from kiosk import flow
from kiosk.forms.placed import PlacedField, flat
from kiosk.sandbox import Sandbox
from tests.fakes.files import JPEG, pdf
from tests.journeys.person import Person

SERVICE = "lu.parkkarte"


def address(person: Person) -> str:
    """What a phone reads from the screen."""
    seen = person.kiosk.shell.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(seen.constBits()).cast("B", (seen.height(), seen.bytesPerLine()))
    found = zxingcpp.read_barcode(pixels)
    assert found is not None, "no code on the screen"
    return str(found.text)


@pytest.fixture
def phone() -> Iterator[httpx.Client]:
    with httpx.Client(follow_redirects=True) as client:
        yield client


def question(person: Person) -> PlacedField | None:
    assert isinstance(person.state, flow.Filling)
    filled = person.kiosk.controller.view().filled
    assert filled is not None
    asked = (item for item in flat(filled.placed[person.state.page]))
    return next(
        (one for one in asked if isinstance(one, PlacedField) and one.field.kind == "documents"),
        None,
    )


@pytest.fixture
def asked(person: Person) -> Person:
    """Somebody before the code."""
    person.comes()
    person.opens(SERVICE)
    person.touches(person.says("introducing-begin"))
    while (found := question(person)) is None:
        person.answers_the_page()
        person.touches(person.says("filling-continue"))
    label = found.field.label.to("de")
    person.touches(f"{label}: {person.says('editors-documents-add')}")
    waits(person, flow.Phone.WAITING)
    return person


def waits(person: Person, phone: flow.Phone) -> None:
    """Wait until it stands so; the kiosk asks every two seconds of its clock."""

    def stands() -> bool:
        if getattr(person.state, "phone", None) is phone:
            return True
        person.clock.advance(2)
        return False

    person.waits_until(stands)


def sends(phone: httpx.Client, url: str, name: str, content: bytes) -> httpx.Response:
    return phone.post(url, files={"file": (name, content, "application/octet-stream")})


def test_a_photo_from_the_phone_is_seen_and_arrives(
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
    while isinstance(asked.state, flow.Filling):
        asked.touches(asked.says("filling-continue"))
        if isinstance(asked.state, flow.Filling):
            asked.answers_the_page()
    asked.sends()
    asked.waits_for(flow.Done)
    (body,) = portal.submissions
    assert [found["sha256"] for found in body["attachments"]] == [sha256(JPEG).hexdigest()]


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
