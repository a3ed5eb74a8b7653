"""What is said only to who is alone at a terminal: with staff the same case goes on."""

from dataclasses import replace

import pytest

from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers
from kiosk.forms.filled import fill
from kiosk.forms.form import Form, Note
from kiosk.forms.sample import answered as sample
from kiosk.portals.lucerne.profile import read_form
from kiosk.sandbox.judging import Referee, Sent
from kiosk.sandbox.offer import Offer
from kiosk.sandbox.sources import read
from tests.fakes.forms import answered, equals, field, form, page, said
from tests.fakes.views import TODAY

ASKING = form(
    page(field("/threat", "yes_no")),
    page(Note(said("Am Schalter"), "stop", alone=True), shown_when=equals("/threat", True)),
    page(field("/name")),
)
THREAT = answered(threat="true")


def real(id_: str) -> Form:
    offer = Offer(read(), lambda: TODAY)
    return read_form(offer.form(id_, "1"), "0" * 64)


def test_a_note_for_who_is_alone_stops_them() -> None:
    filled = fill(ASKING, THREAT, Audience.SELF_SERVICE, TODAY)
    assert (filled.pages, filled.stops) == ((0, 1, 2), frozenset({1}))


def test_with_staff_it_is_not_there_and_neither_is_its_empty_page() -> None:
    filled = fill(ASKING, THREAT, Audience.ASSISTED, TODAY)
    assert (filled.pages, filled.stops) == ((0, 2), frozenset())


@pytest.mark.parametrize(
    ("id_", "pointer"), [("lu.datensperre", "/threat"), ("lu.umzug", "/exception")]
)
def test_what_stops_a_visitor_alone_is_finished_and_taken_at_the_counter(
    id_: str, pointer: str
) -> None:
    asked = real(id_)
    assert fill(asked, Answers().having(pointer, "true"), Audience.SELF_SERVICE, TODAY).stops
    complete = sample(asked, Answers().having(pointer, "true"), Audience.ASSISTED, TODAY)
    filled = fill(asked, complete, Audience.ASSISTED, TODAY)
    assert (filled.findings, filled.stops) == ((), frozenset())
    assert filled.data[pointer[1:]] is True
    sent = Sent(dict(filled.data), {}, filled.later, Audience.ASSISTED, TODAY)
    assert "stop" not in [each.rule for each in Referee(asked).objections(sent)]
    alone = replace(sent, audience=Audience.SELF_SERVICE)
    assert "stop" in [each.rule for each in Referee(asked).objections(alone)]
