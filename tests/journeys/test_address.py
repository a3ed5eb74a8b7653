"""An address knows its municipality, whoever filled it in."""

from kiosk import flow
from kiosk.receipt.receipt import Part
from kiosk.sandbox import Sandbox
from tests.journeys.person import Person

SERVICE = "lu.umzug"


def test_the_new_address_is_sent_with_its_municipality_and_read_by_name(
    person: Person, portal: Sandbox
) -> None:
    """What is filled in here says another municipality; the counter knows better."""
    person.comes()
    person.opens(SERVICE)
    person.fills_in()
    assert "Gemeinde\nLuzern" in person.reads()
    assert "1061" not in person.reads()
    person.sends()
    person.waits_for(flow.Done)
    (sent,) = portal.submissions
    assert sent["answers"]["newAddress"]["municipality"] == "1061"
    person.waits_until(lambda: person.kiosk.controller.view().confirmation is not None)
    paper = person.kiosk.controller.view().confirmation
    assert paper is not None
    assert said_of_municipalities(paper.parts["de"]) == ["Luzern"]


def said_of_municipalities(parts: tuple[Part, ...]) -> list[str]:
    return [line.value for part in parts for line in part.lines if line.label == "Gemeinde"]
