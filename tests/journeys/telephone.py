"""A visitor's own phone before the kiosk: what its camera reads, and what it sends."""

import httpx
import zxingcpp
from PySide6.QtGui import QImage

from kiosk import flow
from kiosk.forms.placed import PlacedField, flat
from tests.journeys.person import Person


def address(person: Person) -> str:
    """What a phone reads from the screen."""
    seen = person.kiosk.shell.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(seen.constBits()).cast("B", (seen.height(), seen.bytesPerLine()))
    found = zxingcpp.read_barcode(pixels)
    assert found is not None, "no code on the screen"
    return str(found.text)


def question(person: Person) -> PlacedField | None:
    """The question for documents on the page, None where it has none."""
    assert isinstance(person.state, flow.Filling), "no page asks for documents"
    filled = person.kiosk.controller.view().filled
    assert filled is not None
    asked = (item for item in flat(filled.placed[person.state.page]))
    return next(
        (one for one in asked if isinstance(one, PlacedField) and one.field.kind == "documents"),
        None,
    )


def wants_to_hand_in(person: Person, service: str) -> None:
    """Go to the question for documents of `service`, and stand before the code."""
    person.comes()
    person.opens(service)
    person.touches(person.says("introducing-begin"))
    while (found := question(person)) is None:
        person.answers_the_page()
        person.touches(person.says("filling-continue"))
    label = found.field.label.to("de")
    person.touches(f"{label}: {person.says('editors-documents-add')}")
    waits(person, flow.Phone.WAITING)


def waits(person: Person, phone: flow.Phone) -> None:
    """Wait until it stands so; the kiosk asks every two seconds of its clock."""

    def stands() -> bool:
        if getattr(person.state, "phone", None) is phone:
            return True
        person.clock.advance(2)
        return False

    person.waits_until(stands)


def sends(phone: httpx.Client, url: str, name: str, content: bytes) -> httpx.Response:
    """Choose a file on the page behind `url`, and send it."""
    return phone.post(url, files={"file": (name, content, "application/octet-stream")})


def goes_on_and_sends(person: Person) -> None:
    """Answer the rest of the form, and hand everything in."""
    while isinstance(person.state, flow.Filling):
        person.touches(person.says("filling-continue"))
        if isinstance(person.state, flow.Filling):
            person.answers_the_page()
    person.sends()
    person.waits_for(flow.Done)
