"""Documents from a folder: chosen on the screen, sent to the portal, and gone with the visit."""

import gc
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.attachment import Attachment
from kiosk.forms.placed import PlacedField, flat
from kiosk.forms.sample import answered
from kiosk.sandbox import Sandbox
from kiosk.settings import DocumentSettings, Settings
from tests.fakes.files import JPEG, PDF, pdf
from tests.journeys.person import Person
from ui.bootstrap import documents_of
from ui.tour import answer_form

SERVICE = "lu.parkkarte"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with what people bring."""
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "Fahrzeugausweis vorne.jpg").write_bytes(JPEG)
    (folder / "Fahrzeugausweis hinten.pdf").write_bytes(PDF)
    (folder / "Geheim.pdf").write_bytes(pdf(trailer=b"/Encrypt 9 0 R"))
    return folder


@pytest.fixture
def settings(settings: Settings, stick: Path) -> Settings:
    """A counter with a folder."""
    terminal = replace(settings.terminal, policy="assisted")
    return replace(settings, terminal=terminal, documents=DocumentSettings(str(stick)))


@pytest.fixture
def asked(person: Person) -> PlacedField:
    """The question for documents, before the eyes of staff; all else is answered."""
    controller = person.kiosk.controller
    controller.dispatch(flow.ServiceChosen(SERVICE))
    person.waits_for(flow.Filling)
    view = controller.view()
    assert view.form is not None
    complete = answered(view.form, Answers(), view.policy.audience, controller.today())
    answer_form(controller, complete)
    filled = controller.view().filled
    assert filled is not None
    shown = (item for placed in filled.placed.values() for item in flat(placed))
    (question,) = [
        item for item in shown if isinstance(item, PlacedField) and item.field.kind == "documents"
    ]
    controller.answer(question.pointer, ())
    return question


def hands_in(person: Person, asked: PlacedField, name: str) -> None:
    """Choose the file called `name`, until it was taken or refused."""
    if isinstance(person.state, flow.Filling):
        label = asked.field.label.to("de")
        person.touches(f"{label}: {person.says('editors-documents-add')}")
    person.waits_until(lambda: person.can_touch(name))
    person.touches(name)
    person.waits_until(lambda: not getattr(person.state, "reading", False))


def lies_there(person: Person, name: str) -> bool:
    """Whether the form shows the file: it can be taken out again."""
    return person.can_touch(person.says("editors-documents-remove-file", name=name))


def goes_on(person: Person) -> None:
    """Go on to the review."""
    person.touches(person.says("filling-continue"))
    assert isinstance(person.state, flow.Reviewing), person.findings()


def sends(person: Person) -> None:
    """Send what the visitor agreed to, as staff heard."""
    person.touches(person.says("counter-do-agreed-in-words"))
    person.sends()


def sent(portal: Sandbox) -> list[str]:
    (body,) = portal.submissions
    return [found["sha256"] for found in body["attachments"]]


def held() -> list[Attachment]:
    """What of the two files is still in the program."""
    gc.collect()
    found = [one for one in gc.get_objects() if isinstance(one, Attachment)]
    return [one for one in found if one.content in {JPEG, PDF}]


@pytest.fixture
def ready(person: Person, asked: PlacedField) -> Person:
    """Somebody who handed in both sides and stands before the review."""
    hands_in(person, asked, "Fahrzeugausweis vorne.jpg")
    hands_in(person, asked, "Fahrzeugausweis hinten.pdf")
    goes_on(person)
    return person


def test_both_sides_arrive_in_order_and_nothing_of_them_stays(
    ready: Person, portal: Sandbox
) -> None:
    assert "Fahrzeugausweis vorne.jpg" in ready.reads()
    assert len(held()) >= 2
    sends(ready)
    ready.waits_for(flow.Done)
    assert sent(portal) == [sha256(JPEG).hexdigest(), sha256(PDF).hexdigest()]
    ready.touches(ready.says("counter-do-next-visitor"))
    ready.waits_for_the_start_screen()
    assert held() == []
    assert ready.kiosk.controller.view().files is None


def test_after_a_lost_answer_nothing_is_uploaded_twice(ready: Person, portal: Sandbox) -> None:
    portal.mischief("/v1/submissions", times=50, status=503, retry_after="0")
    sends(ready)
    ready.waits_for(flow.Failed)
    portal.calm()
    portal.mischief("/v1/attachments", times=50, status=403)
    ready.touches(ready.says("failed-retry"))
    ready.waits_for(flow.Done)
    assert len(sent(portal)) == 2


def test_a_file_with_a_password_is_refused_in_words_and_another_can_be_chosen(
    person: Person, asked: PlacedField
) -> None:
    hands_in(person, asked, "Geheim.pdf")
    assert person.says("document-encrypted") in person.reads()
    hands_in(person, asked, "Fahrzeugausweis hinten.pdf")
    assert isinstance(person.state, flow.Filling)
    assert lies_there(person, "Fahrzeugausweis hinten.pdf")


def test_a_stick_that_was_pulled_out_is_said_and_nothing_is_lost(
    person: Person, asked: PlacedField, stick: Path
) -> None:
    hands_in(person, asked, "Fahrzeugausweis vorne.jpg")
    gone = stick / "Fahrzeugausweis hinten.pdf"
    label = asked.field.label.to("de")
    person.touches(f"{label}: {person.says('editors-documents-add')}")
    person.waits_until(lambda: person.can_touch(gone.name))
    gone.unlink()
    hands_in(person, asked, gone.name)
    assert person.says("document-gone") in person.reads()
    person.touches(person.says("frame-back"))
    assert lies_there(person, "Fahrzeugausweis vorne.jpg")


def test_at_a_terminal_without_staff_no_folder_is_looked_into(stick: Path) -> None:
    assert documents_of(Settings(documents=DocumentSettings(str(stick)))) is None
